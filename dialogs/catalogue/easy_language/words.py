"""Reads the lists by which hard language is recognised, and makes the forms of verbs from their infinitives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from dialogs.catalogue.problems import Problem
from dialogs.catalogue.reader import Reader

AFTER_DENTAL = ("t", "d")


@dataclass(frozen=True, slots=True)
class EasyWords:
    """The lists of shared/easy_language.toml, each a key of the file."""

    ways_out: frozenset[str]
    fixed: frozenset[str]
    not_for_coachees: frozenset[str]
    pronouns: frozenset[str]
    conjunctions: frozenset[str]
    subordinators: frozenset[str]
    perhaps_subordinators: frozenset[str]
    before_comma: frozenset[str]
    tag_questions: frozenset[str]
    question_words: frozenset[str]
    answers_itself: frozenset[str]
    becoming: frozenset[str]
    participles: frozenset[str]
    not_participles: frozenset[str]
    subjunctive: frozenset[str]
    genitive_articles: frozenset[str]
    feminine_articles: frozenset[str]
    genitive_prepositions: frozenset[str]
    past: frozenset[str]
    infinitives: frozenset[str]
    finite: frozenset[str]
    modals: frozenset[str]
    not_verbs: frozenset[str]
    number_words: frozenset[str]
    percent_words: frozenset[str]
    months: frozenset[str]
    abbreviations: frozenset[str]
    negations: frozenset[str]
    informal: frozenset[str]
    heavy_endings: frozenset[str]
    not_heavy: frozenset[str]
    technical: frozenset[str]
    foreign_endings: frozenset[str]
    everyday: frozenset[str]
    compound_heads: frozenset[str]
    compound_joints: frozenset[str]
    not_finite: frozenset[str]
    not_compounds: frozenset[str]
    first_parts_not_enough: frozenset[str]


def read_easy_words(data: Mapping[str, Any], file: str, problems: list[Problem]) -> EasyWords:
    """All lists of the file; each must be there, without empty entries and repetitions."""
    reader = Reader(data, file, "", problems)
    lists: dict[str, frozenset[str]] = {}
    for field in fields(EasyWords):
        entries = reader.words(field.name)
        if not entries or not all(entry.strip() for entry in entries):
            reader.problem(f"'{field.name}' needs entries, and none may be empty")
        for entry in sorted(entry for entry, count in Counter(entries).items() if count > 1):
            reader.problem(f"'{field.name}' names '{entry}' more than once")
        lists[field.name] = frozenset(entries)
    reader.finish()
    return EasyWords(**lists)


def present_forms(infinitive: str) -> frozenset[str]:
    """The regular forms of the first and third person singular."""
    stem = _stem(infinitive)
    linking = "e" if stem.endswith(AFTER_DENTAL) or stem.endswith(("ffn", "chn", "dn", "tm")) else ""
    return frozenset({f"{stem}e", f"{stem}{linking}t"})


def past_forms(infinitive: str) -> frozenset[str]:
    """The regular forms of the simple past."""
    stem = _stem(infinitive)
    linking = "e" if stem.endswith(AFTER_DENTAL) or stem.endswith(("ffn", "chn", "dn", "tm")) else ""
    return frozenset({f"{stem}{linking}te", f"{stem}{linking}ten"})


def _stem(infinitive: str) -> str:
    return infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]
