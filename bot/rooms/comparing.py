"""Laying statements side by side: which count, and whether they agree. No scores, and own words are never judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dialogs.engine.model import QuestionKind
from dialogs.engine.state import Value
from storage.releases import Statement


class Agreement(StrEnum):
    """How the statements to one question stand to each other."""

    AGREE = "agree"
    DIFFER = "differ"
    OWN_WORDS = "own_words"
    SINGLE = "single"


AGREEMENT_SIGNS = {Agreement.AGREE: "✓", Agreement.DIFFER: "↔", Agreement.OWN_WORDS: "✎", Agreement.SINGLE: "•"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question with what each member released to it, in the order the members came into the case."""

    step_id: str
    agreement: Agreement
    statements: tuple[Statement, ...]

    @property
    def sign(self) -> str:
        return AGREEMENT_SIGNS[self.agreement]


def newest_of(statements: Iterable[Statement]) -> list[Statement]:
    """Of each person, topic and question the newest, oldest first."""
    ordered = sorted(statements, key=lambda statement: statement.answer_id)
    newest = {(one.person_id, one.topic, one.step_id): one for one in ordered}
    return sorted(newest.values(), key=lambda statement: statement.answer_id)


def agreement(kind: QuestionKind | None, values: Sequence[Value]) -> Agreement:
    """`kind` is None for a question that is not known any more; then words are taken for own words."""
    if len(values) < 2:
        return Agreement.SINGLE
    own_words = kind is QuestionKind.TEXT or (kind is None and any(isinstance(value, str) for value in values))
    if own_words:
        return Agreement.OWN_WORDS
    chosen = {frozenset(value) if isinstance(value, tuple) else value for value in values}
    return Agreement.AGREE if len(chosen) == 1 else Agreement.DIFFER
