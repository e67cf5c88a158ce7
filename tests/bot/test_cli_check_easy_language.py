"""`nachklang check` prints what is hard to read: errors for coachees fail, everything else is counted or listed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogs.catalogue.loader import CONTENT
from tests.bot.called import Called

Call = Callable[..., Called]
FOR_COACHEES = "rueckblick_coachee/dialog.toml"
FOR_OTHERS = "abschluss/dialog.toml"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    return folder


def make_hard(content: Path, file: str, sentence: str) -> None:
    """Puts a sentence into the easy opening of a dialog."""
    place = content / file
    text = place.read_text("utf-8")
    before, opening, after = text.partition("[opening]\n")
    head, leicht, rest = after.partition('leicht = "')
    place.write_text(f"{before}{opening}{head}{leicht}{sentence} {rest}", "utf-8")


def test_an_error_for_coachees_fails_with_its_place(nachklang: Call, content: Path) -> None:
    make_hard(content, FOR_COACHEES, "Das wäre gut.")
    called = nachklang("check", "--content", str(content))
    assert called.code == 1
    assert f"{FOR_COACHEES}: error subjunctive: subjunctive 'wäre'" in called.out
    assert "Das wäre gut." in called.out
    assert "The easy language needs work" in called.out


def test_the_same_words_for_others_are_only_counted(nachklang: Call, content: Path) -> None:
    make_hard(content, FOR_OTHERS, "Das wäre gut.")
    called = nachklang("check", "--content", str(content))
    assert called.code == 0
    assert "Das wäre gut." not in called.out
    assert "Das wäre gut." in nachklang("check", "--verbose", "--content", str(content)).out


def test_an_acceptance_that_nothing_needs_fails(nachklang: Call, content: Path) -> None:
    place = content / FOR_COACHEES
    entry = '\n[[accepted]]\nrule = "negation"\ntext = "Gibt es hier nie"\nreason = "Nur ein Versuch."\n'
    place.write_text(place.read_text("utf-8") + entry, "utf-8")
    called = nachklang("check", "--content", str(content))
    assert called.code == 1
    assert "accepts 'negation' for 'Gibt es hier nie'" in called.out


def test_findings_as_json(nachklang: Call, content: Path) -> None:
    make_hard(content, FOR_COACHEES, "Das wäre gut.")
    called = nachklang("check", "--content", str(content), "--json")
    assert called.code == 1
    assert called.json["ok"] is False
    assert FOR_COACHEES in {problem["file"] for problem in called.json["problems"]}
    findings = called.json["easy_language"]["findings"]
    (found,) = [item for item in findings if item["rule"] == "subjunctive" and item["file"] == FOR_COACHEES]
    assert (found["severity"], found["sentence"], found["for_coachees"]) == ("error", "Das wäre gut.", True)


def test_the_content_that_ships_counts_what_is_hard(nachklang: Call) -> None:
    called = nachklang("check")
    assert called.code == 0
    assert "Easy language, texts for coachees: 0 errors" in called.out
    assert len(called.out.splitlines()) < 40
