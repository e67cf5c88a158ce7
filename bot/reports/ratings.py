"""What of the ratings of goals a report tells: of each person the newest, and the first one to compare it with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.goals.draft import SETTING
from bot.goals.ending import ENDING
from bot.goals.rating import RELEVANCE, SCALES, Rating
from dialogs.engine.filling import OWN_SCALE
from storage.releases import Statement

STILL_RELEVANT = "ja"


def is_about_goals(statement: Statement) -> bool:
    """Whether a statement is told together with the goals."""
    return statement.dialog_id in (*SCALES, SETTING, ENDING)


def newest_answers(ratings: Sequence[Rating]) -> Mapping[str, Statement]:
    """One person's newest answers by question; what the newest rating says nothing about comes from the one before,
    but never a number for a goal that she calls overtaken since."""
    newest = dict(ratings[-1].answers)
    for rating in reversed(ratings[:-1]):
        if newest.keys() & {RELEVANCE, OWN_SCALE}:
            break
        newest = {**rating.answers, **newest}
    return newest


def first_number(ratings: Sequence[Rating]) -> Statement | None:
    """One person's first number, if there was another one since on the same scale."""
    numbers = [rating for rating in ratings if rating.value is not None]
    if len(numbers) < 2 or numbers[0].scale is not numbers[-1].scale:
        return None
    return numbers[0].answers[OWN_SCALE]
