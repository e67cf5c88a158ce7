"""The kinds of personal data, what was found of them, and the words they are recognised by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class PersonalKind(StrEnum):
    """What points to one particular person, or says something about her health."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    IBAN = "iban"
    ADDRESS = "address"
    BIRTH_DATE = "birth_date"
    CASE_NUMBER = "case_number"
    DIAGNOSIS = "diagnosis"


@dataclass(frozen=True, slots=True)
class Found:
    """One place in a text: `text[start:end] == words`, never empty."""

    kind: PersonalKind
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class PersonalWords:
    """The words themselves come from the content, composed (NFC); sets of single words are case-folded.

    What each list is for stands beside it in the content file.
    """

    placeholders: Mapping[PersonalKind, str]
    pseudonyms: frozenset[str]
    salutations: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    between: frozenset[str]
    particles: frozenset[str]
    before_nouns: frozenset[str]
    not_names: frozenset[str]
    first_names: frozenset[str]
    abbreviations: frozenset[str]
    surnames: frozenset[str]
    surname_endings: tuple[str, ...]
    phone_words: tuple[str, ...]
    case_number_words: tuple[str, ...]
    street_endings: tuple[str, ...]
    street_words: tuple[str, ...]
    not_streets: frozenset[str]
    street_beginnings: tuple[str, ...]
    street_places: tuple[str, ...]
    counted: frozenset[str]
    born: tuple[str, ...]
    birthdays: tuple[str, ...]
    months: tuple[str, ...]
    around_dates: tuple[str, ...]
    diagnoses: tuple[str, ...]
    not_diagnoses: tuple[str, ...]
