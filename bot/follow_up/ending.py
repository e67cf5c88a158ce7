"""When what was agreed does not hold any more: a new agreement, or a case that is open again."""

from __future__ import annotations

from collections.abc import Callable

from bot.exchange import Exchange
from bot.wording import Voice
from dialogs.engine.model import Phase, Register
from storage.cases import Case
from storage.consents import newest_consent
from storage.follow_ups import CheckIn, Outcome, check_ins_of, close_check_in

UNDER_WAY = (Phase.INITIATION, Phase.ANALYSIS, Phase.SHAPING)


def cancel_after_reopening(exchange: Exchange, case: Case) -> None:
    """The case goes on, so nobody is asked how it was. Those who had agreed to be asked are told."""
    cancelled = close_open_ones(exchange, case.id, "follow_up_reason_reopened")
    for person_id in dict.fromkeys(check_in.person_id for check_in in cancelled):
        if person_id is not None and agreed_to_be_asked(exchange, person_id, case.id):
            exchange.tell(person_id, _word(case.pseudonym))
    if cancelled:
        exchange.say("follow_up_cancelled_all", count=len(cancelled))


def close_open_ones(exchange: Exchange, case_id: int, reason: str) -> list[CheckIn]:
    """Cancels everything that is still open in a case; `reason` is the key of its words. Returns what it was."""
    words = exchange.office.voice(Register.STANDARD).say(reason)
    waiting = [found for found in check_ins_of(exchange.connection, case_id) if found.closed_at is None]
    return [one for one in waiting if close_check_in(exchange.connection, one, Outcome.CANCELLED, exchange.now, words)]


def agreed_to_be_asked(exchange: Exchange, person_id: int, case_id: int) -> bool:
    """Whether somebody said yes to being asked after the end, and that holds."""
    newest = newest_consent(exchange.connection, person_id, case_id, general=False, follow_up=True)
    return newest is not None and newest.in_force(exchange.today)


def _word(pseudonym: str) -> Callable[[Voice], str]:
    return lambda voice: voice.say("follow_up_cancelled_for_you", case=pseudonym)
