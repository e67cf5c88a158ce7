"""The daily run for interim reviews: each step is sent and noted in one transaction, so that nothing comes twice."""

from __future__ import annotations

import logging

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from bot.app import App, place_of
from bot.messages import Button, Rows
from bot.reviews.asked import answer_now, consenting_leads, reminder, unfinished_members
from bot.reviews.due import Kind, Step, steps_due
from bot.telling import tell
from bot.tokens import MenuToken
from bot.wording import Voice
from storage.audit import AuditEvent, record
from storage.cases import find_case, lock_case
from storage.database import transaction
from storage.reviews import Review, note_review, reviews_to_look_at

_log = logging.getLogger(__name__)


def look_at_reviews(app: App) -> int:
    """Does everything that is due now. Returns how many reviews something was done about.

    A review that makes trouble does not hold up the others. Raises OperationalError if the database is busy or full.
    """
    with transaction(app.engine) as connection:
        due = _due(app, connection)
    done = 0
    for step in due:
        try:
            with transaction(app.engine) as connection:
                lock_case(connection, step.review.case_id)
                if step in _due(app, connection):  # another process may have been faster
                    done += _take(app, connection, step)
        except OperationalError:
            raise
        except Exception as error:
            _log.error("review_failed review=%s at=%s", step.review.id, place_of(error))
    if done:
        _log.info("reviews count=%s", done)
    return done


def _due(app: App, connection: Connection) -> list[Step]:
    now = app.now_here()
    return steps_due(reviews_to_look_at(connection, now.date()), now)


def _take(app: App, connection: Connection, step: Step) -> bool:
    """False if nobody could be told; then it stays due."""
    case = find_case(connection, str(step.review.case_id))
    assert case is not None, "reviews go with their case"
    told = _propose if step.kind is Kind.PROPOSE else _remind
    if not told(app, connection, step.review, case.pseudonym):
        return False
    note_review(connection, step.review.id, reminded_at=app.clock())
    record(
        connection,
        AuditEvent.CASE_CHANGED,
        app.clock(),
        case=case.id,
        part=f"review_{step.kind}",
        review=step.review.id,
    )
    return True


def _propose(app: App, connection: Connection, review: Review, pseudonym: str) -> bool:
    def words(voice: Voice) -> str:
        return voice.say("review_due", case=pseudonym, day=voice.day(review.due_on))

    def offer(voice: Voice) -> Rows:
        ask = Button(voice.say("button_review_ask"), str(MenuToken("zwischen_fragen", str(review.case_id))), True)
        move = Button(voice.say("button_review_move"), str(MenuToken("zwischen_termin", str(review.case_id))), True)
        return (ask,), (move,)

    now = app.now_here()
    leads = consenting_leads(connection, review.case_id, now.date())
    told = [tell(connection, app.office, lead.person_id, words, offer, now) for lead in leads]
    return any(told)


def _remind(app: App, connection: Connection, review: Review, pseudonym: str) -> bool:
    """Reminds whoever has not answered; done even if that is nobody."""
    now = app.now_here()
    for member in unfinished_members(connection, app.content, review, now.date()):
        words = reminder(app.content, pseudonym)
        tell(connection, app.office, member.person_id, words, answer_now(review), now)
    return True
