"""Places to look at before a report leaves the house: where it points to somebody, and where words judge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.reports.view import Concern, Place, Section, Statement
from dialogs.engine.judging import JudgingWords, find_judgements
from dialogs.engine.personal_data import PersonalWords, find_personal_data
from storage.goals import Goal

AROUND = 60
_BREAK = re.compile(r"[.!?\n]")


def sensitive_places(
    sections: Iterable[Section], goals: Iterable[Goal], personal: PersonalWords, judging: JudgingWords
) -> tuple[Place, ...]:
    """Each place once, in the order of the report, with the words around it."""
    found: dict[Place, None] = {}
    for one, question in _answered(sections):
        for concern, words in _concerns(one.text, personal, judging):
            found[Place(one.trace, words, concern, question)] = None
    for goal in goals:
        for text in (goal.text, *goal.anchors.values()):
            for concern, words in _concerns(text, personal, judging):
                found[Place(None, words, concern)] = None
    return tuple(found)


def _answered(sections: Iterable[Section]) -> Iterator[tuple[Statement, str]]:
    """Every statement with what it answers; in tables the first cell of a row says that."""
    for section in sections:
        for one in section.statements:
            yield one, one.question
        for table in section.tables:
            for row in table.rows:
                label = row[0] if isinstance(row[0], str) else table.head[0]
                for cell in row:
                    if isinstance(cell, Statement):
                        yield cell, label


def _concerns(text: str, personal: PersonalWords, judging: JudgingWords) -> Iterator[tuple[Concern, str]]:
    for place in find_personal_data(text, personal):
        yield Concern.PERSON, around(text, place.start, place.end)
    for start, end in find_judgements(text, judging):
        yield Concern.JUDGEMENT, around(text, start, end)


def around(text: str, start: int, end: int) -> str:
    """The words of the place in their sentence, on one line and shortened on both sides."""
    before = text[max(0, start - AROUND) : start]
    after = text[end : end + AROUND]
    cut_before, cut_after = start > AROUND, end + AROUND < len(text)
    breaks = list(_BREAK.finditer(before))
    if breaks:
        before, cut_before = before[breaks[-1].end() :], False
    stop = _BREAK.search(after)
    if stop is not None:
        after, cut_after = after[: stop.end()], False
    if cut_before and " " in before:
        before = before.partition(" ")[2]
    if cut_after and " " in after:
        after = after.rpartition(" ")[0]
    shown = " ".join(f"{before}{text[start:end]}{after}".split())
    return f"{'… ' if cut_before else ''}{shown}{' …' if cut_after else ''}"
