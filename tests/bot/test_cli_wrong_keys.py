"""Keys that are missing, wrong or of another installation: every command refuses in a sentence and changes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.app import App
from storage.master_keys import new_master_key
from tests.bot.called import Called, process
from tests.bot.installation import fingerprints, use_installation

Call = Callable[..., Called]
COMMANDS = (("run",), ("chat",), ("export", "--all"), ("doctor",), ("people",), ("rotate-key",), ("migrate",))
TOKEN = "123456:ABC"


@pytest.fixture
def folder(app: App, case: int, here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files of an installation that was stopped."""
    found = use_installation(app, monkeypatch)
    app.close()
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_BASE_URL", "http://127.0.0.1:9")
    return found


def refuses(nachklang: Call, command: tuple[str, ...], folder: Path) -> str:
    """Calls the command; it fails, and no file in the folder is another one than before. Returns what it said."""
    before = fingerprints(folder)
    called = nachklang(*command)
    assert called.code == 1
    assert "Traceback" not in called.err
    after = fingerprints(folder)
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == set()
    return called.out + called.err


@pytest.mark.parametrize("command", COMMANDS)
def test_another_master_key(nachklang: Call, folder: Path, app: App, command: tuple[str, ...]) -> None:
    (folder / "nachklang-keys" / "master.key").write_text(f"{new_master_key()}\n", "ascii")
    said = refuses(nachklang, command, folder)
    assert f"needs master key {app.vault.store.master_id}" in said


@pytest.mark.parametrize("command", COMMANDS)
def test_no_master_key(nachklang: Call, folder: Path, app: App, command: tuple[str, ...]) -> None:
    (folder / "nachklang-keys" / "master.key").unlink()
    said = refuses(nachklang, command, folder)
    assert f"the data needs key {app.vault.store.master_id}" in said
    assert "recovery sheet" in said


@pytest.mark.parametrize("command", COMMANDS)
def test_a_master_key_that_is_none(nachklang: Call, folder: Path, command: tuple[str, ...]) -> None:
    (folder / "nachklang-keys" / "master.key").write_text("MARKED-SECRET\n", "ascii")
    said = refuses(nachklang, command, folder)
    assert "master.key cannot be used" in said
    assert "MARKED" not in said


@pytest.mark.parametrize("command", COMMANDS)
def test_a_database_without_its_key_store_gets_no_new_one(
    nachklang: Call, folder: Path, command: tuple[str, ...]
) -> None:
    shutil.rmtree(folder / "nachklang-keys")
    said = refuses(nachklang, command, folder)
    assert "There is no key store" in said
    assert "NACHKLANG_KEYS_FOLDER" in said


@pytest.mark.parametrize("command", [("chat",), ("export", "--all"), ("doctor",)])
def test_the_key_store_of_another_installation(
    nachklang: Call, folder: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "other").mkdir()
    process(tmp_path / "other", "migrate")
    shutil.rmtree(folder / "nachklang-keys")
    shutil.copytree(tmp_path / "other" / "nachklang-keys", folder / "nachklang-keys")
    called = nachklang(*command)
    assert called.code == 1
    assert "does not hold 2 of the keys that this database needs" in called.out + called.err


def test_with_the_right_key_back_everything_is_there(nachklang: Call, folder: Path) -> None:
    file = folder / "nachklang-keys" / "master.key"
    right = file.read_bytes()
    file.unlink()
    refuses(nachklang, ("export", "--all"), folder)
    file.write_bytes(right)
    assert "Ahorn" in nachklang("export", "--all").out
