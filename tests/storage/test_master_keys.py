"""Master keys: written for paper, read back however they are typed, kept in a file that only its owner reads."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.master_keys import MasterKey, MasterKeyError, MasterKeys, new_master_key, read_master_key

KEY = MasterKey(bytes(range(32)))


def mode_of(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


@given(st.binary(min_size=32, max_size=32), st.sampled_from(["", " ", "-", " - ", "\n"]), st.booleans())
def test_a_key_is_read_back_however_it_is_spaced(secret: bytes, between: str, small: bool) -> None:
    groups = str(MasterKey(secret)).split("-")
    assert [len(group) for group in groups] == [4] * 14
    typed = between.join(groups)
    assert read_master_key(typed.lower() if small else typed) == MasterKey(secret)


@given(st.integers(0, 55), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_one_wrong_letter_is_noticed(place: int, letter: str) -> None:
    letters = str(KEY).replace("-", "")
    mistyped = letters[:place] + letter + letters[place + 1 :]
    if mistyped == letters:
        assert read_master_key(mistyped) == KEY
    else:
        with pytest.raises(MasterKeyError, match="14 groups of 4 letters, and one of them is mistyped"):
            read_master_key(mistyped)


@pytest.mark.parametrize("typed", ["", "secret", str(KEY)[:-1], f"{KEY}A", "8" * 56, "ä" * 56])
def test_what_is_no_key_is_refused(typed: str) -> None:
    with pytest.raises(MasterKeyError, match="not a master key"):
        read_master_key(typed)


def test_neither_the_key_nor_its_id_tells_the_secret() -> None:
    assert str(KEY) not in repr(KEY)
    assert KEY.secret.hex()[:8] not in KEY.id
    assert len(KEY.id) == 8


def test_the_file_is_made_for_its_owner_only_and_read_back(tmp_path: Path) -> None:
    keys = MasterKeys("", tmp_path / "master.key")
    assert keys.read() == []
    made = keys.make()
    assert keys.read() == [made]
    assert mode_of(keys.file) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["master.key"]


def test_a_new_key_goes_before_the_old_ones_and_rights_stay_narrow(tmp_path: Path) -> None:
    keys = MasterKeys("", tmp_path / "master.key")
    first = keys.make()
    keys.file.chmod(0o644)
    second = keys.add()
    assert keys.read() == [second, first]
    assert mode_of(keys.file) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["master.key"]


def test_a_file_may_hold_remarks_and_empty_lines(tmp_path: Path) -> None:
    file = tmp_path / "master.key"
    older = new_master_key()
    file.write_text(f"# newest\n\n{KEY}  # made in March\n{older}\n")
    assert MasterKeys("", file).read() == [KEY, older]


def test_keys_given_by_the_environment_are_newest_first_and_never_changed(tmp_path: Path) -> None:
    older = new_master_key()
    keys = MasterKeys(f"{KEY}, {older}", tmp_path / "master.key")
    assert keys.read() == [KEY, older]
    assert keys.place == "NACHKLANG_MASTER_KEY"
    with pytest.raises(MasterKeyError, match="NACHKLANG_MASTER_KEY, which this program cannot change"):
        keys.add()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["", "# nothing but a remark\n"])
def test_an_empty_file_is_not_taken_for_a_first_start(tmp_path: Path, content: str) -> None:
    file = tmp_path / "master.key"
    file.write_text(content)
    with pytest.raises(MasterKeyError, match=r"master\.key holds no master key.*recovery sheet"):
        MasterKeys("", file).read()


def test_a_mistyped_file_is_named_without_what_is_in_it(tmp_path: Path) -> None:
    file = tmp_path / "master.key"
    file.write_text(f"{str(KEY)[:-4]}AAAA\n")
    with pytest.raises(MasterKeyError, match=r"master\.key cannot be used.*mistyped") as caught:
        MasterKeys("", file).read()
    assert str(KEY)[:9] not in str(caught.value)


def test_a_file_of_other_signs_and_a_folder_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "master.key"
    file.write_bytes(b"\xff\xfe")
    for place in (file, tmp_path):
        with pytest.raises(MasterKeyError, match="cannot be read"):
            MasterKeys("", place).read()


def test_a_place_where_nothing_can_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(MasterKeyError, match="cannot be made"):
        MasterKeys("", tmp_path / "missing" / "master.key").make()
