"""`nachklang erase` shows what goes and what stays, asks, and then it is gone."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.app import App
from dialogs.engine.model import Role
from tests.bot.called import Called
from tests.bot.installation import fingerprints, use_installation
from tests.journey import Chat, add_person, join_case

Call = Callable[..., Called]
SAID = "Die Kollegin hat heute dreimal gelacht, das war neu."


@pytest.fixture
def told(chat: Chat, here: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    """The case Ahorn with a reflection of person 1 in it."""
    chat.writes("/besuch")
    chat.taps("Ja, ich stehe")
    chat.writes(SAID)
    use_installation(chat.app, monkeypatch)
    return chat.app


def types(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_a_dry_run_shows_what_goes_and_what_stays_and_changes_nothing(told: App, nachklang: Call) -> None:
    called = nachklang("erase", "case", "ahorn", "--dry-run")
    assert called.code == 0
    assert "Case Ahorn (number 1)" in called.out
    assert "conversations (1)" in called.out
    assert "What stays" in called.out
    assert "Nothing was erased" in called.out
    assert SAID in nachklang("export", "Ahorn").out


def test_typing_the_pseudonym_erases_the_case(told: App, nachklang: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch, "ahorn\n")
    called = nachklang("erase", "case", "1")
    assert called.code == 0
    assert "Erased." in called.out
    assert nachklang("cases", "--json").json == []
    (person,) = nachklang("people", "--json").json
    assert (person["name"], person["cases"]) == ("Frau Linde", [])


@pytest.mark.parametrize("typed", ["Birke\n", "\n", "", "Ahorn und Birke\n"])
def test_typing_anything_else_erases_nothing(
    told: App, nachklang: Call, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    types(monkeypatch, typed)
    called = nachklang("erase", "case", "Ahorn")
    assert called.code == 1
    assert "Nothing was changed" in called.err
    assert SAID in nachklang("export", "Ahorn").out


def test_a_person_is_erased_but_for_the_number(told: App, nachklang: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch, "1\n")
    called = nachklang("erase", "person", "1")
    assert called.code == 0
    assert "addresses (1)" in called.out
    assert "Case Ahorn will have nobody who leads it" in called.out
    (person,) = nachklang("people", "--json").json
    assert (person["id"], person["name"], person["cases"]) == (1, "", [])
    assert person["erased_at"] is not None
    assert SAID not in nachklang("export", "Ahorn").out


def test_a_case_with_another_lead_is_not_left_alone(told: App, nachklang: Call) -> None:
    join_case(told, 1, add_person(told, "Frau Distel", "8"), Role.INTEGRATION_SERVICE)
    preview = nachklang("erase", "person", "1", "--dry-run", "--json").json
    assert preview["cases_without_lead"] == []
    assert preview["erased"] is False


def test_as_json_without_a_question(told: App, nachklang: Call) -> None:
    assert nachklang("erase", "case", "Ahorn", "--json").code == 2
    erased = nachklang("erase", "case", "Ahorn", "--yes", "--json").json
    assert (erased["case"], erased["pseudonym"], erased["erased"]) == (1, "Ahorn", True)
    assert erased["answers"] > 0


@pytest.mark.parametrize(("kind", "named"), [("case", "Wacholder"), ("person", "9"), ("person", "Frau Linde")])
def test_whoever_is_not_there_is_named(told: App, nachklang: Call, kind: str, named: str) -> None:
    called = nachklang("erase", kind, named, "--yes")
    assert called.code == 1
    assert f"'{named}'" in called.sentence


def test_an_erased_person_cannot_be_erased_or_exported_again(told: App, nachklang: Call) -> None:
    nachklang("erase", "person", "1", "--yes")
    assert nachklang("erase", "person", "1", "--yes").code == 1
    assert nachklang("export", "--person", "1").code == 1


def test_the_log_notes_it_and_stays_whole(told: App, nachklang: Call) -> None:
    nachklang("erase", "case", "Ahorn", "--yes")
    events = [entry["event"] for entry in nachklang("audit", "list", "1", "--json").json]
    assert events[-1] == "case_erased"
    assert nachklang("audit", "verify").code == 0


def test_an_old_backup_of_the_database_does_not_bring_it_back(
    told: App, nachklang: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = use_installation(told, monkeypatch)
    told.engine.dispose()
    backup = (folder / "nachklang.db").read_bytes()
    nachklang("erase", "person", "1", "--yes")
    for file in folder.glob("nachklang.db*"):
        file.unlink()
    (folder / "nachklang.db").write_bytes(backup)
    findings = {finding["about"]: finding for finding in nachklang("doctor", "--json").json["findings"]}
    assert "erased cases or people are in the database again" in findings["erasures"]["message"]
    before = fingerprints(folder / "nachklang-keys")
    (person,) = nachklang("people", "--json").json
    assert person["name"] == ""
    assert SAID not in nachklang("export", "--all").out
    assert fingerprints(folder / "nachklang-keys") == before
