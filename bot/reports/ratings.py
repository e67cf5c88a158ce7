"""What was said about goals: who checked which goal when, and how it was rated then and now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from storage.releases import Statement

CHECKS = ("ziel_pruefen", "ziel_pruefen_gas")
SETTING, ENDING = "ziel_setzen", "ziel_beenden"
RATING, RELEVANCE, STILL_RELEVANT = "stand", "relevanz", "ja"


@dataclass(frozen=True, slots=True)
class Check:
    """One person's check of one goal: what she released of it, by question."""

    person_id: int
    answers: Mapping[str, Statement]

    @property
    def rating(self) -> Statement | None:
        return self.answers.get(RATING)


def is_about_goals(statement: Statement) -> bool:
    """Whether a statement is told together with the goals."""
    return statement.dialog_id in (*CHECKS, SETTING, ENDING)


def checks_of(statements: Iterable[Statement], goal_id: int) -> dict[int, list[Check]]:
    """The checks of a goal by person, each person's oldest first. Nobody's ratings are ever put together."""
    walks: dict[tuple[int, int], dict[str, Statement]] = {}
    for one in sorted(statements, key=lambda one: one.answer_id):
        if one.goal_id == goal_id and one.dialog_id in CHECKS:
            walks.setdefault((one.conversation_id, one.person_id), {})[one.step_id] = one
    checks: dict[int, list[Check]] = {}
    for (_, person_id), answers in sorted(walks.items()):
        checks.setdefault(person_id, []).append(Check(person_id, answers))
    return checks


def newest_answers(checks: Sequence[Check]) -> dict[str, Statement]:
    """Of each question the newest answer; an earlier rating is not taken for one that the newest check left out."""
    newest = dict(checks[-1].answers)
    for check in reversed(checks[:-1]):
        if RELEVANCE in newest or RATING in newest:
            break
        newest = {**check.answers, **newest}
    return newest


def first_rating(checks: Sequence[Check]) -> Statement | None:
    """The rating to compare today's with: of the first check, if there was another one since."""
    rated = [check.rating for check in checks if check.rating is not None]
    return rated[0] if len(rated) > 1 else None
