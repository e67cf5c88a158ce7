"""What follows a completed dialog of an interim review: an offer to release it, or the result and the next date."""

from __future__ import annotations

from datetime import date

from bot.exchange import Exchange
from bot.messages import Button
from bot.reviews.dates import USUAL_WEEKS, in_weeks, is_usable
from bot.rights import Right, may
from storage.audit import AuditEvent
from storage.cases import Case, lock_case
from storage.conversations import Conversation
from storage.reviews import (
    add_held_review,
    belong_to_review,
    find_review,
    note_review,
    open_review,
    plan_review,
    planned_review,
)

REVIEWS = ("zwischenauswertung", "rueckblick_coachee", "rueckblick_betrieb")
RESULT = "zwischenergebnis"
NEXT_DAY = "naechster_termin"


def offer_release(exchange: Exchange, conversation: Conversation) -> None:
    """Only what is released lies side by side in the meeting, so this is offered at once; the text is shown first."""
    membership = exchange.membership(conversation.case_id)
    answered = any(answer.value is not None for answer in conversation.state.answers.values())
    if membership is None or not answered or not may(membership.role, Right.RELEASE):
        return
    found = find_review(exchange.connection, conversation.case_id, conversation.review_id)
    mark = f"{conversation.case_id}-{conversation.id}"
    rows = (
        (exchange.button("button_review_release", "alle_zeigen", mark),),
        (exchange.button("button_review_release_some", "freigeben", mark),),
    )
    if found is not None and found.closed_at is not None:
        exchange.say("review_release_late", rows)
    else:
        exchange.say("review_release", rows)


def note_result(exchange: Exchange, conversation: Conversation) -> None:
    """Closes the review and plans the next one. Changed later, the result only moves the next date."""
    membership = exchange.membership(conversation.case_id)
    if membership is None or not may(membership.role, Right.STEER):
        return
    case = membership.case
    lock_case(exchange.connection, case.id)
    _close(exchange, conversation)
    rows = _ways_on(exchange, conversation)
    given = _given_day(conversation)
    planned_on = _plan_next(exchange, case, given)
    if planned_on is None:
        exchange.say("review_result_noted", rows, case=case.pseudonym)
    elif given is not None and not is_usable(given, exchange.today):
        exchange.say("review_result_day_unusable", rows, case=case.pseudonym, day=exchange.voice.day(planned_on))
    else:
        exchange.say("review_result_next", rows, case=case.pseudonym, day=exchange.voice.day(planned_on))


def _close(exchange: Exchange, conversation: Conversation) -> None:
    connection, case_id = exchange.connection, conversation.case_id
    found = find_review(connection, case_id, conversation.review_id)
    if found is not None and found.closed_at is not None:
        return
    if found is None:
        closed_id = add_held_review(connection, case_id, exchange.now)
        belong_to_review(connection, conversation.id, closed_id)
    else:
        closed_id = found.id
        note_review(connection, closed_id, closed_at=exchange.now)
    exchange.log(AuditEvent.CASE_CHANGED, case=case_id, part="review", review=closed_id)


def _plan_next(exchange: Exchange, case: Case, given: date | None) -> date | None:
    """The day of the next review: as given, or as planned before, or in ten weeks. None if there will be none."""
    connection = exchange.connection
    if case.closed_at is not None or open_review(connection, case.id) is not None:
        return None
    planned = planned_review(connection, case.id)
    if given is not None and is_usable(given, exchange.today):
        day = given
    elif planned is not None and planned.due_on > exchange.today:
        return planned.due_on
    else:
        day = in_weeks(exchange.today, USUAL_WEEKS)
    plan_review(connection, case.id, day)
    return day


def _given_day(conversation: Conversation) -> date | None:
    answer = conversation.state.answers.get(NEXT_DAY)
    value = None if answer is None else answer.value
    return date.fromisoformat(value) if isinstance(value, str) else None


def _ways_on(exchange: Exchange, conversation: Conversation) -> tuple[tuple[Button, ...], ...]:
    case_id = conversation.case_id
    rows = [
        (exchange.button("button_review_move", "zwischen_termin", case_id),),
        (exchange.button("button_to_case", "fall", case_id),),
    ]
    if any(answer.value is not None for answer in conversation.state.answers.values()):
        release = exchange.button("button_review_release_result", "alle_zeigen", f"{case_id}-{conversation.id}")
        rows.insert(0, (release,))
    return tuple(rows)
