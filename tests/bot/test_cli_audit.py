"""`nachklang audit`: a log that is whole, one that was damaged, and one that an old backup brought back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.app import App
from storage.database import transaction
from tests.bot.called import Called
from tests.bot.installation import use_installation

Call = Callable[..., Called]


@pytest.fixture
def logged(app: App, case: int, here: Path, monkeypatch: pytest.MonkeyPatch, nachklang: Call) -> Path:
    """The folder of an installation with three entries about the case Ahorn."""
    folder = use_installation(app, monkeypatch)
    for _ in range(3):
        nachklang("export", "Ahorn")
    return folder


def damage(app: App, *statements: str) -> None:
    """Changes the log as somebody with the database file could."""
    with transaction(app.engine) as connection:
        for name in ("audit_unchanged", "audit_kept"):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_a_whole_log(logged: Path, nachklang: Call) -> None:
    assert "whole: 3 entries" in nachklang("audit", "verify").out
    assert nachklang("audit", "verify", "--json").json == {"ok": True, "entries": 3, "problems": []}


def test_a_changed_entry_is_named(logged: Path, app: App, nachklang: Call) -> None:
    damage(app, "UPDATE audit SET actor = 7 WHERE id = 2")
    called = nachklang("audit", "verify")
    assert called.code == 1
    assert "Entry 2 " in called.out
    assert nachklang("audit", "verify", "--json").json["ok"] is False
    assert nachklang("audit", "verify", "--accept").code == 1, "what was changed is not forgiven"
    doctor = nachklang("doctor", "--json")
    assert doctor.code == 1
    assert any(each["about"] == "audit" and "Entry 2 " in each["message"] for each in doctor.json["findings"])


def test_a_removed_entry_is_named(logged: Path, app: App, nachklang: Call) -> None:
    damage(app, "DELETE FROM audit WHERE id = 2")
    called = nachklang("audit", "verify")
    assert called.code == 1
    assert "2" in called.out
    assert "missing" in called.out


def test_an_end_that_was_cut_off_stays_noticed_until_it_is_accepted(logged: Path, app: App, nachklang: Call) -> None:
    nachklang("retention", "--apply")  # remembers the end, as the bot does every hour
    damage(app, "DELETE FROM audit WHERE id = 3")
    nachklang("retention", "--apply")
    called = nachklang("audit", "verify")
    assert called.code == 1
    assert "The log ends with entry 2, but it once had 3" in called.out
    assert "--accept" in called.out
    assert nachklang("audit", "verify", "--accept").code == 0
    assert nachklang("audit", "verify").code == 0


def test_entries_for_people_and_for_programs(logged: Path, nachklang: Call) -> None:
    lines = nachklang("audit", "list", "ahorn").out.splitlines()
    assert len(lines) == 3
    assert all("exported" in line and "operator, case 1" in line for line in lines)
    newest = nachklang("audit", "list", "--most", "1", "--json").json
    assert [(entry["id"], entry["event"], entry["case"], entry["actor"]) for entry in newest] == [
        (3, "exported", 1, None)
    ]


def test_entries_of_a_case_that_is_gone_are_found_by_its_number(logged: Path, nachklang: Call) -> None:
    nachklang("erase", "case", "Ahorn", "--yes")
    assert len(nachklang("audit", "list", "1").out.splitlines()) == 4
    assert nachklang("audit", "list", "Ahorn").code == 1
