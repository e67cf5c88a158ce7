"""The glossary is found by what people type, and explains the words a text uses."""

from __future__ import annotations

import pytest

from dialogs.catalogue.easy_language.glossary import LONGEST_WORD
from dialogs.engine.model import Register
from tests.builders import real_content
from tests.dialogs.catalogue.folders import SHARED, Folder

FIELD = ("jobcoach", "coachee", "integrationsamt", "ifd", "leistungstraeger", "sbv", "wiedereingliederung")
ENTRY = SHARED["glossary"]["entries"][0]


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("Job-Coach", "jobcoach"),
        ("jobcoach", "jobcoach"),
        ("JOB COACH", "jobcoach"),
        ("Integrationsfachdienst (IFD)", "ifd"),
        ("ifd", "ifd"),
        ("Integrations-Fach-Dienst", "ifd"),
        ("Schwerbehindertenvertretung", "sbv"),
        ("Kosten-Träger", "leistungstraeger"),
    ],
)
def test_a_word_is_found_as_it_is_typed(typed: str, entry: str) -> None:
    found = real_content().glossary.find(typed)
    assert found is not None
    assert found.id == entry


@pytest.mark.parametrize("typed", ["", "-", "Banane"])
def test_other_words_are_not_found(typed: str) -> None:
    assert real_content().glossary.find(typed) is None


def test_the_words_of_a_text_are_explained_in_their_order() -> None:
    text = "Der IFD und Ihr Job-Coach sprechen mit dem Integrations-Amt. Das Job-Coaching geht weiter."
    explained = real_content().glossary.explained_in(text)
    assert [entry.id for entry in explained] == ["ifd", "jobcoach", "integrationsamt", "jobcoaching"]
    assert real_content().glossary.explained_in("Der Jobcoachings-Plan") == ()


def test_the_words_of_the_field_are_explained_in_both_registers() -> None:
    glossary = real_content().glossary
    assert set(FIELD) <= set(glossary.entries)
    for register in Register:
        words = [entry.word[register] for entry in glossary.listed(register)]
        assert words == sorted(words, key=str.casefold)
        assert len(words) == len(glossary.entries)
        assert max(map(len, words)) <= LONGEST_WORD


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([], "'entries' is empty; the glossary needs words"),
        ([ENTRY, ENTRY], "the id 'coachee' is taken"),
        ([ENTRY, {**ENTRY, "id": "andere"}], "'coachee' belongs to 'coachee' already"),
        ([{**ENTRY, "note": "x"}], "'entries.note' is not a known key"),
        (
            [{key: value for key, value in ENTRY.items() if key != "explanation"}],
            "the table 'entries.explanation' is missing",
        ),
    ],
)
def test_mistakes_in_the_glossary_are_problems(folder: Folder, entries: list[object], message: str) -> None:
    folder.write("shared/glossary.toml", {"entries": entries})
    assert message in {problem.message for problem in folder.problems() if problem.file == "shared/glossary.toml"}
