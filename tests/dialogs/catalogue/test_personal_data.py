"""The lists of words for personal data: complete, without contradictions, mistakes named with their place."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from dialogs.catalogue.loader import load_catalogue
from dialogs.engine.personal_data import PersonalKind
from tests.builders import real_content
from tests.dialogs.catalogue.folders import SHARED, Folder

FILE = "shared/personal_data.toml"
GOOD = SHARED["personal_data"]


def messages(folder: Folder, **changes: Any) -> set[str]:
    folder.write(FILE, {**GOOD, **changes})
    found = folder.problems()
    assert {problem.file for problem in found} == {FILE}
    return {problem.message for problem in found}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"first_names": []}, "'first_names' needs at least one entry"),
        ({"first_names": "Sabine"}, "'first_names' must be a list of strings"),
        ({"first_names": ["Sabine", "Thomas", "Sabine"]}, "'first_names' names 'Sabine' more than once"),
        ({"first_names": ["Ahorn"]}, "the first name 'ahorn' is a pseudonym for cases too; leave out one of them"),
        ({"first_names": ["Wort"]}, "'wort' is in 'first_names' and in 'not_names'; leave out one of them"),
        ({"diagnoses": ["wort", " "]}, "'diagnoses' holds an empty entry"),
        ({"names": ["Sabine"]}, "'names' is not a known key"),
        ({"placeholders": {**GOOD["placeholders"], "iban": " "}}, "'placeholders.iban' is empty"),
        ({"placeholders": {**GOOD["placeholders"], "shoe": "x"}}, "'placeholders.shoe' is not a known key"),
        ({"placeholders": 3}, "the table 'placeholders' is missing"),
    ],
)
def test_a_mistake_is_reported(folder: Folder, changes: dict[str, Any], message: str) -> None:
    assert message in messages(folder, **changes)


@pytest.mark.parametrize("kind", list(PersonalKind))
def test_a_missing_placeholder_is_reported(folder: Folder, kind: PersonalKind) -> None:
    rest = {key: value for key, value in GOOD["placeholders"].items() if key != kind.value}
    assert f"'placeholders.{kind}' is missing" in messages(folder, placeholders=rest)


@pytest.mark.parametrize("key", [key for key in GOOD if key != "placeholders"])
def test_every_list_is_needed(folder: Folder, key: str) -> None:
    folder.write(FILE, {name: value for name, value in GOOD.items() if name != key})
    assert f"'{key}' needs at least one entry" in {problem.message for problem in folder.problems()}


def test_words_are_composed_and_folded(folder: Folder) -> None:
    folder.write(FILE, {**GOOD, "first_names": [unicodedata.normalize("NFD", "Jörg"), "AYŞE"]})
    assert load_catalogue(folder.path).personal_data.first_names == {"jörg", "ayşe"}


def test_pseudonyms_come_from_the_plants(folder: Folder) -> None:
    assert load_catalogue(folder.path).personal_data.pseudonyms == {"ahorn"}


def test_the_list_of_first_names_is_long_enough_to_help() -> None:
    assert len(real_content().personal_data.first_names) >= 500
