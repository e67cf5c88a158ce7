"""`nachklang export` and `cases`: everything stored, for one case or all, on the screen or in a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogs.engine.model import Phase, Role
from tests.bot.called import Called
from tests.journey import Chat, add_case

Call = Callable[..., Called]


@pytest.fixture
def stored(chat: Chat, person: int, nachklang: Call, monkeypatch: pytest.MonkeyPatch) -> Chat:
    """Two cases, one of them with an answer that was changed."""
    add_case(chat.app, person, "Birke", Role.REPRESENTATIVE, Phase.SHAPING)
    chat.writes("/zwischen")
    chat.taps("Ahorn")
    chat.taps("Selbst antworten")
    chat.taps("7")
    chat.writes("/zurueck")
    chat.taps("8")
    monkeypatch.setenv("NACHKLANG_DATABASE_URL", chat.app.engine.url.render_as_string())
    return chat


def test_all_cases_with_each_revision(stored: Chat, nachklang: Call) -> None:
    exported = nachklang("export", "--all").json
    assert set(exported) == {"exported_at", "cases"}
    assert [case["pseudonym"] for case in exported["cases"]] == ["Ahorn", "Birke"]
    (conversation,) = exported["cases"][0]["conversations"]
    (answer,) = conversation["answers"]
    assert [revision["value"] for revision in answer["revisions"]] == [7, 8]


@pytest.mark.parametrize("named", ["2", "Birke", "birke"])
def test_one_case_by_number_or_pseudonym(stored: Chat, nachklang: Call, named: str) -> None:
    assert [case["pseudonym"] for case in nachklang("export", named).json["cases"]] == ["Birke"]


def test_an_unknown_case_is_named(stored: Chat, nachklang: Call) -> None:
    called = nachklang("export", "Wacholder")
    assert called.code == 1
    assert called.sentence == "There is no case 'Wacholder'. `nachklang cases` lists all of them."


def test_into_a_file(stored: Chat, nachklang: Call, here: Path) -> None:
    called = nachklang("export", "--all", "--output", "all.json")
    assert (called.code, called.out) == (0, "")
    exported = json.loads((here / "all.json").read_text("utf-8"))
    assert len(exported["cases"]) == 2


def test_a_file_that_holds_answers_is_for_its_owner_only(stored: Chat, nachklang: Call, here: Path) -> None:
    nachklang("export", "--all", "--output", "all.json")
    assert (here / "all.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("output", ["not/there/all.json", "."])
def test_a_file_that_cannot_be_written_is_explained(stored: Chat, nachklang: Call, output: str) -> None:
    called = nachklang("export", "--all", "--output", output)
    assert called.code == 1
    assert "--output" in called.sentence


def test_cases_are_listed_for_people_and_for_programs(stored: Chat, nachklang: Call) -> None:
    lines = nachklang("cases").out.splitlines()
    assert [line.split() for line in lines] == [
        ["1", "Ahorn", "gestaltung", "1", "member", "since", "02.03.2026"],
        ["2", "Birke", "gestaltung", "1", "member", "since", "02.03.2026"],
    ]
    listed = nachklang("cases", "--json").json
    assert [set(case) for case in listed] == [
        {
            "id",
            "pseudonym",
            "phase",
            "members",
            "begins_on",
            "ends_on",
            "approved_hours",
            "region",
            "created_at",
            "closed_at",
        }
    ] * 2
