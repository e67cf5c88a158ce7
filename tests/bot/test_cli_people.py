"""`nachklang people`, `export --person`, the columns of `cases`, and invitations to duties without a case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.app import App
from dialogs.engine.model import Phase, Role
from storage.cases import set_frame, set_phase
from storage.database import transaction
from storage.members import give_duty
from tests.bot.called import Called
from tests.bot.installation import use_installation
from tests.journey import Chat, add_person

Call = Callable[..., Called]


@pytest.fixture
def installed(app: App, case: int, here: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    use_installation(app, monkeypatch)
    return app


def test_before_there_is_anybody(nachklang: Call) -> None:
    assert "There is nobody yet" in nachklang("people").out
    assert nachklang("people", "--json").json == []


def test_people_with_number_name_roles_and_duties(installed: App, nachklang: Call) -> None:
    office = add_person(installed, "Herr Farn", "8")
    with transaction(installed.engine) as connection:
        give_duty(connection, office, Role.COORDINATION, installed.clock())
    lines = [line.split() for line in nachklang("people").out.splitlines()]
    assert lines == [["1", "Frau", "Linde", "jobcoach", "in", "Ahorn"], ["2", "Herr", "Farn", "koost"]]
    first, second = nachklang("people", "--json").json
    assert first["cases"] == [{"id": 1, "pseudonym": "Ahorn", "role": "jobcoach"}]
    assert second["duties"] == ["koost"]


def test_a_persons_own_data_and_nobody_elses(installed: App, chat: Chat, nachklang: Call) -> None:
    chat.writes("/besuch")
    chat.taps("Ja, ich stehe")
    chat.writes("Sie hat den Schlüssel selbst geholt, ohne zu fragen.")
    add_person(installed, "Herr Farn", "8")
    called = nachklang("export", "--person", "1")
    assert called.json["person"]["name"] == "Frau Linde"
    assert "ohne zu fragen" in called.out
    assert "Herr Farn" not in called.out
    assert "ohne zu fragen" not in nachklang("export", "--person", "2").out


def test_exports_are_in_the_log(installed: App, nachklang: Call) -> None:
    nachklang("export", "--person", "1")
    nachklang("export", "Ahorn")
    entries = nachklang("audit", "list", "--json").json
    assert [(entry["event"], entry["case"], entry["subject"]) for entry in entries[-2:]] == [
        ("exported", None, 1),
        ("exported", 1, None),
    ]


@pytest.mark.parametrize("arguments", [("Ahorn", "--person", "1"), ("--all", "--person", "1"), ()])
def test_an_export_is_of_one_thing(nachklang: Call, arguments: tuple[str, ...]) -> None:
    assert nachklang("export", *arguments).code == 2


def test_cases_show_what_was_agreed(installed: App, nachklang: Call) -> None:
    with transaction(installed.engine) as connection:
        set_frame(connection, 1, date(2026, 3, 1), date(2026, 8, 31), 60, "Neckar")
        set_phase(connection, 1, Phase.CLOSED, datetime(2026, 9, 1, 10, tzinfo=UTC))
    (line,) = nachklang("cases").out.splitlines()
    for part in ("1 member", "since 01.03.2026", "until 31.08.2026", "60 hours", "Neckar", "closed 01.09.2026"):
        assert part in line
    (case,) = nachklang("cases", "--json").json
    assert (case["members"], case["ends_on"], case["approved_hours"]) == (1, "2026-08-31", 60)


@pytest.mark.parametrize("role", ["koost", "admin"])
def test_a_duty_belongs_to_no_case(installed: App, nachklang: Call, chat: Chat, role: str) -> None:
    invite = ("invite", "--role", role, "--name", "Frau Eibe", "--json")
    refused = nachklang(*invite, "--case", "Ahorn")
    assert refused.code == 2
    assert "--case" in refused.sentence
    token = nachklang(*invite).json["token"]
    installed_clock = chat.clock
    installed_clock.now = datetime.now(UTC)
    eibe = Chat(installed, installed_clock, "9")
    eibe.writes(f"/start {token}")
    newest = nachklang("people", "--json").json[-1]
    assert (newest["name"], newest["duties"], newest["cases"]) == ("Frau Eibe", [role], [])
    assert len(nachklang("cases", "--json").json) == 1, "no case was made for a duty"
