"""The way into an interim review: a menu for those who lead, one's own questions at once for everybody else."""

from __future__ import annotations

from bot.choosing import begin_kind
from bot.exchange import Exchange
from bot.messages import Button
from bot.reflecting import remind
from bot.reviews.asked import review_dialogs
from bot.rights import Right, may
from bot.rooms.labels import number_in
from dialogs.engine.model import DialogKind
from storage.members import Membership
from storage.reviews import find_review, finished_by, open_review, planned_review

MYSELF = "selbst"


def review(exchange: Exchange, membership: Membership, rest: str) -> None:
    """The menu, or one's own questions."""
    if rest not in ("", MYSELF):
        remind(exchange, "hint_old_button")
    elif rest == MYSELF or not may(membership.role, Right.STEER):
        begin_kind(exchange, membership, DialogKind.INTERIM_REVIEW)
    else:
        _menu(exchange, membership)


def answer(exchange: Exchange, membership: Membership, rest: str) -> None:
    """One's own questions, from the button under what everybody was sent; said kindly if it is too late."""
    case = membership.case
    asked = find_review(exchange.connection, case.id, number_in(rest))
    if asked is None or asked.is_planned:
        remind(exchange, "hint_old_button")
    elif not asked.is_open:
        exchange.menu(exchange.voice.say("review_over", case=case.pseudonym))
    elif exchange.person.id in finished_by(exchange.connection, asked.id, review_dialogs(exchange.content)):
        rows = (
            (exchange.button("menu_freigeben", "freigeben", case.id),),
            (exchange.button("button_review_again", "zwischen", f"{case.id}-{MYSELF}"),),
        )
        exchange.say("review_answered_already", rows)
    else:
        begin_kind(exchange, membership, DialogKind.INTERIM_REVIEW)


def conclude(exchange: Exchange, membership: Membership, rest: str) -> None:
    """After the meeting: what was agreed."""
    begin_kind(exchange, membership, DialogKind.RESULT)


def _menu(exchange: Exchange, membership: Membership) -> None:
    case, voice = membership.case, exchange.voice
    opened = open_review(exchange.connection, case.id)
    planned = planned_review(exchange.connection, case.id)

    def button(label: str, command: str) -> tuple[Button, ...]:
        return (exchange.button(label, command, case.id),)

    rows: list[tuple[Button, ...]] = [(exchange.button("button_review_myself", "zwischen", f"{case.id}-{MYSELF}"),)]
    beside = button("button_review_compare", "zwischen_vergleich")
    result = button("button_review_conclude", "zwischen_ergebnis")
    if case.closed_at is not None:
        status = voice.say("review_status_closed")
        rows += [beside]
    elif opened is not None and opened.asked_at is not None:
        since = opened.asked_at.astimezone(exchange.now.tzinfo).date()
        status = voice.say("review_status_open", day=voice.day(since))
        rows += [button("button_review_standing", "zwischenstand"), beside, result]
    else:
        rows += [button("button_review_ask", "zwischen_fragen"), beside, result]
        if planned is None:
            status = voice.say("review_status_none")
            rows += [button("button_review_plan", "zwischen_termin")]
        else:
            status = voice.say("review_status_planned", day=voice.day(planned.due_on))
            rows += [button("button_review_move", "zwischen_termin")]
    exchange.say("review_menu", tuple(rows), case=case.pseudonym, status=status)
