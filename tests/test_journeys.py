"""Every journey goes today as it is written down; together they lead through every dialog, role and register."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from dialogs.catalogue.loader import load_catalogue
from dialogs.engine.model import Role
from tests.journeys import files
from tests.journeys.replay import replay


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
def test_the_journey_goes_as_written(file: Path, tmp_path: Path) -> None:
    written = file.read_text(encoding="utf-8")
    today = replay(written, tmp_path)
    difference = "\n".join(
        difflib.unified_diff(written.splitlines(), today.splitlines(), "as written", "today", lineterm="")
    )
    assert today == written, f"{file.name} (see tests/journeys/__init__.py for the rule)\n{difference}"


# A journey has one person; what needs a second one is played in tests/bot/follow_up/test_phoning.py.
PLAYED_BY_TWO = {"leitfaden_telefon"}


def test_every_dialog_is_finished_in_some_journey() -> None:
    finished = {
        line.split(",")[0]
        for file in files()
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.endswith(", finished")
    }
    assert finished == set(load_catalogue().dialogs) - PLAYED_BY_TWO


def test_every_role_appears() -> None:
    written = "\n".join(file.read_text(encoding="utf-8") for file in files())
    assert [role for role in Role if f"Rolle {role}" not in written] == []


def test_a_wrong_line_of_the_bot_is_found(tmp_path: Path) -> None:
    script = "* Fall Ahorn, Phase team, Rolle ifd\n\n> /hilfe\n\nDas hat der Bot nie gesagt.\n"
    assert "Das hat der Bot nie gesagt." not in replay(script, tmp_path)


def test_a_button_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="Kaffee"):
        replay("* Fall Ahorn, Phase team, Rolle ifd\n> /hilfe\n> [Kaffee]\n", tmp_path)
