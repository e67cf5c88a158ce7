"""The key store on real files: refusing wrong keys without a trace, rotating, and two processes at once."""

from __future__ import annotations

import hashlib
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from storage.encryption import SealBrokenError, Vault
from storage.key_store import KeyKind, KeyStore
from storage.master_keys import MasterKeyError, MasterKeys, new_master_key
from tests.storage.seeds import NOW

FIRST_STARTS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from storage.encryption import Vault
from storage.key_store import KeyStore
from storage.master_keys import MasterKeys
for folder in map(Path, sys.argv[1:]):
    print("ready", flush=True)
    sys.stdin.readline()
    store = KeyStore(folder / "keys.db", MasterKeys("", folder / "master.key"))
    vault = Vault(store, datetime(2026, 3, 2, tzinfo=UTC))
    print(store.master_id, store.made_key_file, vault.fingerprint("a"), flush=True)
"""


def open_store(folder: Path, given: str = "") -> KeyStore:
    return KeyStore(folder / "keys.db", MasterKeys(given, folder / "master.key"))


@contextmanager
def opened(folder: Path, given: str = "") -> Iterator[Vault]:
    with closing(open_store(folder, given)) as store:
        yield Vault(store, NOW)


def hashes(folder: Path) -> dict[str, str]:
    """What the files hold; the index of a write-ahead log (-shm) is rebuilt by whoever reads and holds nothing."""
    files = (file for file in folder.rglob("*") if file.is_file() and not file.name.endswith("-shm"))
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.fixture
def sealed(tmp_path: Path) -> str:
    """Something sealed with the keys in `tmp_path`."""
    with opened(tmp_path) as vault:
        return vault.seal("Marker", "place", vault.create(KeyKind.CASE, NOW))


def master_id(folder: Path) -> str:
    return MasterKeys("", folder / "master.key").read()[0].id


def test_the_first_start_makes_files_for_their_owner_only(tmp_path: Path) -> None:
    with opened(tmp_path) as vault:
        assert vault.store.made_key_file
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert set(modes) == {"master.key", "keys.db", "keys.db-wal", "keys.db-shm"}
    assert set(modes.values()) == {0o600}
    with opened(tmp_path) as vault:
        assert not vault.store.made_key_file


def test_a_missing_master_key_is_named_and_nothing_changes(tmp_path: Path, sealed: str) -> None:
    needed = master_id(tmp_path)
    (tmp_path / "master.key").unlink()
    before = hashes(tmp_path)
    with pytest.raises(MasterKeyError, match=rf"no master key at .*master\.key, but the data needs key {needed}"):
        open_store(tmp_path)
    assert hashes(tmp_path) == before


@pytest.mark.parametrize("from_environment", [False, True], ids=["file", "environment"])
def test_a_wrong_master_key_is_named_and_nothing_changes(tmp_path: Path, sealed: str, from_environment: bool) -> None:
    needed, wrong = master_id(tmp_path), new_master_key()
    if not from_environment:
        (tmp_path / "master.key").write_text(f"{wrong}\n")
    before = hashes(tmp_path)
    with pytest.raises(MasterKeyError, match=rf"needs master key {needed}, but .* holds {wrong.id}\. Add") as caught:
        open_store(tmp_path, str(wrong) if from_environment else "")
    assert hashes(tmp_path) == before
    assert str(wrong) not in str(caught.value)


@pytest.mark.parametrize("written", ["", "AAAA-AAAA", "\x00\x01"])
def test_an_unusable_master_key_changes_nothing(tmp_path: Path, sealed: str, written: str) -> None:
    (tmp_path / "master.key").write_text(written)
    before = hashes(tmp_path)
    with pytest.raises(MasterKeyError, match="recovery sheet"):
        open_store(tmp_path)
    assert hashes(tmp_path) == before


def test_after_a_crash_a_wrong_key_leaves_even_the_write_ahead_log_alone(tmp_path: Path) -> None:
    crashed = tmp_path / "crashed"
    (tmp_path / "running").mkdir()
    with opened(tmp_path / "running") as vault:
        key = vault.create(KeyKind.CASE, NOW)
        shutil.copytree(tmp_path / "running", crashed)
    (crashed / "keys.db-shm").unlink()
    good = (crashed / "master.key").read_text()
    (crashed / "master.key").write_text(f"{new_master_key()}\n")
    before = hashes(crashed)
    assert "keys.db-wal" in before
    with pytest.raises(MasterKeyError, match="Nothing was changed"):
        open_store(crashed)
    assert hashes(crashed) == before
    (crashed / "master.key").write_text(good)
    with opened(crashed) as vault:
        assert vault.store.secret(key) is not None


def test_a_file_that_is_no_key_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "keys.db").write_bytes(b"Dear diary, " * 500)
    before = hashes(tmp_path)
    with pytest.raises(MasterKeyError, match=r"key store .* cannot be read"):
        open_store(tmp_path)
    assert hashes(tmp_path) == before


def say(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def hear(process: subprocess.Popen[str]) -> list[str]:
    assert process.stdout is not None
    return process.stdout.readline().split()


def test_processes_that_start_at_the_same_moment_agree_on_one_key(tmp_path: Path) -> None:
    folders = [tmp_path / str(number) for number in range(10)]
    for folder in folders:
        folder.mkdir()
    command = [sys.executable, "-c", FIRST_STARTS, *map(str, folders)]
    with ExitStack() as stack:
        started = [
            stack.enter_context(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
            for _ in range(4)
        ]
        for folder in folders:
            assert [hear(process) for process in started] == [["ready"]] * 4
            for process in started:
                say(process, "go")
            said = [hear(process) for process in started]
            assert {(master, fingerprint) for master, _, fingerprint in said} == {(master_id(folder), said[0][2])}
            assert sorted(made for _, made, _ in said) == ["False", "False", "False", "True"]
            assert {file.name for file in folder.glob("master*")} == {"master.key"}
            assert stat.S_IMODE((folder / "master.key").stat().st_mode) == 0o600


def test_rotation_wraps_every_key_anew_and_what_was_sealed_stays_readable(tmp_path: Path, sealed: str) -> None:
    with opened(tmp_path) as vault:
        before, after, count = vault.store.rotate()
        assert before != after
        assert count == 4  # look-up, log, post, case
        assert vault.store.older_masters_in_use() == {}
        assert vault.open(sealed, "place") == "Marker"
    newest = MasterKeys("", tmp_path / "master.key").read()[0]
    assert newest.id == after
    (tmp_path / "master.key").write_text(f"{newest}\n")  # without the old one
    with opened(tmp_path) as vault:
        assert vault.open(sealed, "place") == "Marker"


def test_an_old_copy_of_the_store_needs_the_old_master_key(tmp_path: Path, sealed: str) -> None:
    shutil.copy(tmp_path / "keys.db", tmp_path / "backup.db")
    with opened(tmp_path) as vault:
        before, after, _ = vault.store.rotate()
    shutil.copy(tmp_path / "backup.db", tmp_path / "keys.db")
    with opened(tmp_path) as vault:
        assert vault.open(sealed, "place") == "Marker"
    newest = MasterKeys("", tmp_path / "master.key").read()[0]
    (tmp_path / "master.key").write_text(f"{newest}\n")
    with pytest.raises(MasterKeyError, match=f"needs master key {before}, but .* holds {after}"):
        open_store(tmp_path)


def test_another_process_follows_a_rotation(tmp_path: Path, sealed: str) -> None:
    with opened(tmp_path) as bot, opened(tmp_path) as operator:
        assert bot.open(sealed, "place") == "Marker"
        operator.store.rotate()
        bot.refresh()
        assert bot.open(sealed, "place") == "Marker"
        bot.create(KeyKind.CASE, NOW)
        assert bot.store.older_masters_in_use() == {}
        assert operator.store.older_masters_in_use() == {}


def test_another_process_cannot_open_what_was_destroyed(tmp_path: Path) -> None:
    with opened(tmp_path) as bot, opened(tmp_path) as operator:
        key = bot.create(KeyKind.CASE, NOW)
        sealed = bot.seal("Marker", "place", key)
        operator.store.condemn([key], NOW)
        bot.refresh()
        assert bot.open(sealed, "place") == "Marker"
        operator.store.destroy([key])
        bot.refresh()
        with pytest.raises(SealBrokenError, match=f"key {key} was destroyed"):
            bot.open(sealed, "place")


def test_only_condemned_keys_are_destroyed_and_leave_a_tombstone_each(tmp_path: Path) -> None:
    with opened(tmp_path) as vault:
        lasting, going = (vault.create(KeyKind.CASE, NOW) for _ in range(2))
        vault.store.condemn([going], NOW)
        assert vault.store.condemned() == [going]
        vault.store.destroy([lasting, going])
        vault.store.condemn([going], NOW + timedelta(days=1))
        assert vault.store.secret(lasting) is not None
        assert vault.store.secret(going) is None
        assert [(stone.key_id, stone.kind, stone.erased_at) for stone in vault.store.tombstones()] == [
            (going, KeyKind.CASE, NOW)
        ]
        assert vault.store.alive(KeyKind.CASE) == [lasting]
        assert {lasting, going} <= vault.store.known_ids()


def test_a_destroyed_key_is_in_no_byte_of_the_file(tmp_path: Path) -> None:
    def everything() -> bytes:
        return b"".join((tmp_path / name).read_bytes() for name in ("keys.db", "keys.db-wal"))

    with opened(tmp_path) as vault:
        key = vault.create(KeyKind.PERSON, NOW)
        wrapped = vault.store._database.execute("SELECT wrapped FROM data_key WHERE id = ?", (key,)).fetchone()[0]
        assert wrapped in everything()
        vault.store.condemn([key], NOW)
        vault.store.destroy([key])
        assert wrapped not in everything()


def test_post_keys_are_renewed_daily_and_condemned_after_days(tmp_path: Path) -> None:
    with opened(tmp_path) as vault:
        first = vault.post
        vault.renew_post_if_old(NOW + timedelta(hours=23))
        assert vault.post == first
        vault.renew_post_if_old(NOW + timedelta(hours=25))
        second = vault.post
        assert second != first
        assert vault.store.condemned() == []
        vault.renew_post_if_old(NOW + timedelta(days=9, seconds=1))
        assert vault.store.condemned() == [first]
        assert vault.store.newest(KeyKind.POST) == vault.post


def test_creating_a_named_key_again_changes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as vault:
        before = vault.store.secret(KeyKind.LOOKUP)
        vault.store.create(KeyKind.LOOKUP, NOW, KeyKind.LOOKUP.value)
        assert vault.store.secret(KeyKind.LOOKUP) == before


def test_a_damaged_wrapped_key_is_reported_and_not_used(tmp_path: Path) -> None:
    with opened(tmp_path) as vault:
        key = vault.create(KeyKind.CASE, NOW)
        vault.store._database.execute("UPDATE data_key SET wrapped = zeroblob(60) WHERE id = ?", (key,))
        with pytest.raises(MasterKeyError, match="is damaged; restore it from a backup"):
            vault.store.secret(key)


def test_keys_given_by_the_environment_are_wrapped_anew_in_a_second_step(tmp_path: Path) -> None:
    old, new = new_master_key(), new_master_key()
    with opened(tmp_path, str(old)) as vault:
        key = vault.create(KeyKind.CASE, NOW)
        sealed = vault.seal("Marker", "place", key)
    assert not (tmp_path / "master.key").exists()
    with opened(tmp_path, f"{new},{old}") as vault:
        assert vault.store.older_masters_in_use() == {old.id: 4}
        assert vault.store.rewrap() == 4
    with opened(tmp_path, str(new)) as vault:
        assert vault.open(sealed, "place") == "Marker"
