"""Reads the words by which personal data are recognised, and the placeholders that can stand for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from dialogs.catalogue.problems import Problem
from dialogs.catalogue.reader import Reader
from dialogs.engine.personal_data import PersonalKind, PersonalWords


def read_personal_words(
    data: Mapping[str, Any], file: str, problems: list[Problem], pseudonyms: tuple[str, ...]
) -> PersonalWords:
    """The lists of the file; each must be there without repetition, and no first name may be a pseudonym or a word
    that is never a name."""
    reader = Reader(data, file, "", problems)

    def phrases(key: str) -> tuple[str, ...]:
        entries = tuple(unicodedata.normalize("NFC", entry) for entry in reader.words(key))
        if not all(entry.strip() for entry in entries):
            reader.problem(f"'{key}' holds an empty entry")
        elif not entries:
            reader.problem(f"'{key}' needs at least one entry")
        for entry in sorted({entry for entry in entries if entries.count(entry) > 1}):
            reader.problem(f"'{key}' names '{entry}' more than once")
        return entries

    def single_words(key: str) -> frozenset[str]:
        return frozenset(entry.casefold() for entry in phrases(key))

    below = reader.table("placeholders")
    placeholders = {kind: below.take(kind.value, str) for kind in PersonalKind}
    below.finish()
    for kind, placeholder in placeholders.items():
        if not placeholder.strip():
            below.problem(f"'placeholders.{kind}' is empty")
    words = PersonalWords(
        placeholders=placeholders,
        pseudonyms=frozenset(unicodedata.normalize("NFC", name).casefold() for name in pseudonyms),
        salutations=single_words("salutations"),
        titles=single_words("titles"),
        roles=single_words("roles"),
        between=single_words("between"),
        particles=single_words("particles"),
        before_nouns=single_words("before_nouns"),
        not_names=single_words("not_names"),
        first_names=single_words("first_names"),
        abbreviations=single_words("abbreviations"),
        surnames=single_words("surnames"),
        surname_endings=tuple(ending.casefold() for ending in phrases("surname_endings")),
        phone_words=phrases("phone_words"),
        case_number_words=phrases("case_number_words"),
        street_endings=phrases("street_endings"),
        street_words=phrases("street_words"),
        not_streets=single_words("not_streets"),
        street_beginnings=phrases("street_beginnings"),
        street_places=phrases("street_places"),
        counted=single_words("counted"),
        born=phrases("born"),
        birthdays=phrases("birthdays"),
        months=phrases("months"),
        around_dates=phrases("around_dates"),
        diagnoses=phrases("diagnoses"),
        not_diagnoses=phrases("not_diagnoses"),
    )
    reader.finish()
    for name in sorted(words.first_names & words.pseudonyms):
        reader.problem(f"the first name '{name}' is a pseudonym for cases too; leave out one of them")
    for name in sorted(words.first_names & words.not_names):
        reader.problem(f"'{name}' is in 'first_names' and in 'not_names'; leave out one of them")
    return words
