"""`nachklang doctor` about protection: keys, their rights, who answers for the data; and never a secret."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.app import App
from storage.master_keys import new_master_key
from tests.bot.called import Called, process
from tests.bot.installation import fingerprints, use_installation

Call = Callable[..., Called]


@pytest.fixture
def folder(app: App, case: int, here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return use_installation(app, monkeypatch)


def said(called: Called, about: str) -> list[tuple[str, str]]:
    return [(each["level"], each["message"]) for each in called.json["findings"] if each["about"] == about]


def test_keys_that_fit_are_named_by_their_id_only(folder: Path, app: App, nachklang: Call) -> None:
    called = nachklang("doctor", "--json")
    assert called.code == 0
    (first, second) = said(called, "keys")
    assert f"master key {app.vault.store.master_id}" in first[1]
    assert second == ("ok", "The database belongs to this key store.")
    key = (folder / "nachklang-keys" / "master.key").read_text("ascii").splitlines()[-1]
    assert key not in called.out


@pytest.mark.parametrize(
    ("name", "mode", "right"), [("", 0o755, "700"), ("master.key", 0o644, "600"), ("keys.db", 0o640, "600")]
)
def test_what_others_can_read_is_a_warning_with_the_remedy(
    folder: Path, nachklang: Call, name: str, mode: int, right: str
) -> None:
    path = folder / "nachklang-keys" / name
    assert path.stat().st_mode & 0o077 == 0, "made for its owner only"
    path.chmod(mode)
    (found,) = [message for level, message in said(nachklang("doctor", "--json"), "keys") if level == "warning"]
    assert f"`chmod {right} {path}`" in found


def test_looking_changes_nothing(folder: Path, app: App, nachklang: Call) -> None:
    app.close()
    before = fingerprints(folder)
    nachklang("doctor")
    assert fingerprints(folder) == before


def test_who_answers_for_the_data(nachklang: Call) -> None:
    ((level, message),) = said(nachklang("doctor", "--json"), "consent")
    assert level == "warning"
    assert "NACHKLANG_ORGANISATION and NACHKLANG_CONTACT are not set" in message
    named = nachklang("doctor", "--json", NACHKLANG_ORGANISATION="IFD Musterstadt", NACHKLANG_CONTACT="dsb@example.org")
    assert said(named, "consent")[0][0] == "ok"


@pytest.mark.parametrize(
    "database", ["sqlite:///nachklang.db", "postgresql://moos:MARKED4@127.0.0.1:9/n?password=MARKED5"]
)
def test_no_secret_is_ever_shown(here: Path, database: str) -> None:
    key = str(new_master_key())
    secrets = {
        "TELEGRAM_BOT_TOKEN": "123456:MARKED1",
        "TELEGRAM_API_BASE_URL": "http://moos:MARKED2@127.0.0.1:9",
        "NACHKLANG_WEBHOOK_URL": "https://example.org/hook",
        "NACHKLANG_WEBHOOK_SECRET": "MARKED3",
        "NACHKLANG_MASTER_KEY": key,
        "NACHKLANG_DATABASE_URL": database,
    }
    for command in (("migrate",), ("doctor",), ("doctor", "--json"), ("people",)):
        called = process(here, *command, **secrets)
        shown = called.out + called.err
        assert "MARKED" not in shown, shown
        assert key not in shown
        assert key.split("-")[0] not in shown


def test_a_key_with_a_typo_is_not_shown_either(nachklang: Call) -> None:
    for command in (("doctor",), ("cases",)):
        called = nachklang(*command, NACHKLANG_MASTER_KEY="MARKED-KEY")
        assert called.code == 1
        assert "NACHKLANG_MASTER_KEY cannot be used" in called.out + called.err
        assert "MARKED" not in called.out + called.err


def test_the_first_start_names_the_place_of_the_new_key_once(here: Path) -> None:
    first = process(here, "cases")
    assert f"{here / 'nachklang-keys' / 'master.key'}" in first.err
    assert process(here, "cases").err == ""


def test_the_terminal_names_it_once_too(here: Path) -> None:
    place = f"Der Schlüssel liegt hier: {here / 'nachklang-keys' / 'master.key'}"
    assert place in process(here, "chat").out
    assert place not in process(here, "chat").out
