"""Which answers belong to which of the four guiding questions, although each side was asked in words of its own."""

from __future__ import annotations

from collections.abc import Iterable

from bot.exchange import Exchange
from bot.rooms.comparing import newest_of
from bot.rooms.labels import place_in_dialog, step_of
from bot.rooms.reading import TEAM_ROOMS
from dialogs.engine.model import QuestionKind, Step
from storage.releases import Statement, released_statements

# The guiding questions as the steps name them in `covers`, and how they are called in the meeting.
GUIDING = {
    "J4.2b-1": "review_question_1",
    "J4.2b-2": "review_question_2",
    "J4.2b-3": "review_question_3",
    "J4.2b-4": "review_question_4",
}


def statements_of(exchange: Exchange, case_id: int, review_id: int) -> list[Statement]:
    """What was released to the team in answer to the guiding questions of this review; numbers are left out.

    Of somebody who answered twice it is what she said the last time.
    """
    released = released_statements(exchange.connection, case_id, TEAM_ROOMS)
    found = [one for one in released if one.review_id == review_id and guiding_of(step_of(exchange, one))]
    last = {one.person_id: one.conversation_id for one in sorted(found, key=lambda one: one.conversation_id)}
    return newest_of(one for one in found if one.conversation_id == last[one.person_id])


def by_question(exchange: Exchange, statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """The statements under each of the guiding questions, in the order each dialog asks."""
    rows: dict[str, list[Statement]] = {covered: [] for covered in GUIDING}
    for one in sorted(statements, key=lambda one: place_in_dialog(exchange, one)):
        covered = guiding_of(step_of(exchange, one))
        assert covered is not None, "only statements about a guiding question are laid side by side"
        rows[covered].append(one)
    return rows


def guiding_of(step: Step | None) -> str | None:
    """The guiding question a step is about. A number says too little side by side, so scales are about none."""
    if step is None or step.kind is QuestionKind.SCALE:
        return None
    return next((covered for covered in step.covers if covered in GUIDING), None)
