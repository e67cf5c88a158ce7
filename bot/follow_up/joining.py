"""Everybody who is to be asked after the end says yes or no first, knowing what is asked, when, and who reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from bot.exchange import Exchange
from bot.follow_up.asking import minutes_of
from bot.follow_up.ending import agreed_to_be_asked
from bot.follow_up.schedule_view import appointment
from bot.messages import Button, Outgoing, Rows
from bot.reflecting import remind
from bot.rights import PROFESSIONALS
from bot.tokens import MenuToken
from bot.wording import Voice
from dialogs.engine.model import Role
from storage.audit import AuditEvent
from storage.cases import Case
from storage.consents import (
    FOLLOW_UP,
    Terms,
    newest_consent,
    record_consent,
    withdraw_follow_up,
)
from storage.follow_ups import CheckIn, Outcome, check_ins_of, close_check_ins_of, reopen_check_ins_of
from storage.members import Membership

YES, NO = "nachfragen_ja", "nachfragen_nein"
_ANSWERS_ARE_WAITED_FOR = timedelta(days=90)


def ask_to_join(exchange: Exchange, case: Case) -> None:
    """Asks everybody in the chat who is to be asked. Who wants no questions at all gets none, not even this one."""
    by_person: dict[int, list[CheckIn]] = {}
    for check_in in check_ins_of(exchange.connection, case.id):
        if check_in.person_id is not None and check_in.closed_at is None:
            by_person.setdefault(check_in.person_id, []).append(check_in)
    for person_id, mine in by_person.items():
        general = mine[0].role in PROFESSIONALS
        newest = newest_consent(exchange.connection, person_id, case.id, general=general)
        if newest is not None and not newest.in_force(exchange.today):
            ended = Outcome.REFUSED if newest.withdrawn_at is None else Outcome.WITHDRAWN
            close_check_ins_of(exchange.connection, person_id, ended, exchange.now, case.id)
        elif person_id == exchange.person.id:
            words, offer = _question(case, mine)
            exchange.replies.append(Outgoing(words(exchange.voice), offer(exchange.voice)))
        else:
            exchange.tell(person_id, *_question(case, mine))


def wants_to_be_asked(exchange: Exchange, case_id: int) -> bool:
    """Whether the person said yes to being asked after the end, and that holds."""
    return agreed_to_be_asked(exchange, exchange.person.id, case_id)


def ask_once_more(exchange: Exchange, membership: Membership, check_in: CheckIn) -> None:
    """The same question for somebody who wants to answer but has not said yes; her yes leads to the questions."""
    case, readers = membership.case, _readers(exchange.voice, check_in.role)
    rows = _yes_or_no(exchange.voice, f"{case.id}-{check_in.id}", case.id)
    exchange.say("follow_up_yes_first", rows, case=case.pseudonym, readers=readers)


def join(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Keeps the yes, also after a no: what is still to come is planned again.

    `rest` is the check-in that goes on now, if any; see `bot.follow_up.answering`.
    """
    case_id = membership.case.id
    reopen_check_ins_of(exchange.connection, exchange.person.id, case_id, exchange.today)
    mine = open_check_ins_of(exchange, membership)
    if not mine and not rest:
        remind(exchange, "hint_old_button")
        return
    if not wants_to_be_asked(exchange, membership.case.id):
        _record(exchange, membership, mine, given=True)
        exchange.log(AuditEvent.CONSENT_GIVEN, case=membership.case.id, part="follow_up")
    if rest:
        return
    rows = (
        (exchange.button("button_calendar", "nachfragen_kalender", case_id),),
        (exchange.button("button_own_times", "meine_zeiten", case_id),),
    )
    exchange.say("follow_up_joined", rows)


def decline(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Keeps the no and ends everything that was planned for her. Nobody is told."""
    case_id = membership.case.id
    if not withdraw_follow_up(exchange.connection, exchange.person.id, case_id, exchange.now):
        _record(exchange, membership, [], given=False)
    close_check_ins_of(exchange.connection, exchange.person.id, Outcome.REFUSED, exchange.now, case_id)
    exchange.log(AuditEvent.CONSENT_REFUSED, case=case_id, part="follow_up")
    exchange.say("follow_up_declined", exchange.ways_on())


def open_check_ins_of(exchange: Exchange, membership: Membership) -> list[CheckIn]:
    """What is still planned for the person in this case."""
    found = check_ins_of(exchange.connection, membership.case.id)
    return [one for one in found if one.person_id == exchange.person.id and one.closed_at is None]


def _question(case: Case, mine: list[CheckIn]) -> tuple[Callable[[Voice], str], Callable[[Voice], Rows]]:
    role = mine[0].role

    def words(voice: Voice) -> str:
        lines = "\n".join(f"• {appointment(voice, one).line_with_wave(voice)}" for one in mine)
        name, readers, minutes = case.pseudonym, _readers(voice, role), minutes_of(role)
        if role is Role.COACHEE:
            return voice.say("follow_up_asks_coachee", case=name, lines=lines, readers=readers, minutes=minutes)
        return voice.say("follow_up_asks_others", case=name, lines=lines, readers=readers, minutes=minutes)

    return words, lambda voice: _yes_or_no(voice, str(case.id), case.id)


def _yes_or_no(voice: Voice, wanted: str, case_id: int) -> Rows:
    yes = Button(voice.say("button_follow_up_yes"), str(MenuToken(YES, wanted)), answer=True)
    no = Button(voice.say("button_follow_up_no"), str(MenuToken(NO, str(case_id))), answer=True)
    return (yes,), (no,)


def _readers(voice: Voice, role: Role) -> str:
    if role in PROFESSIONALS:
        return voice.say("follow_up_readers_team")
    return voice.say("follow_up_readers_own")


def _record(exchange: Exchange, membership: Membership, mine: list[CheckIn], *, given: bool) -> None:
    voice = exchange.voice
    data, recipients = voice.say("follow_up_data"), _readers(voice, membership.role)
    purpose = voice.say("follow_up_purpose")
    version = FOLLOW_UP + sha256(f"{data}\n{recipients}\n{purpose}".encode()).hexdigest()[:16]
    last = max((check_in.due_on for check_in in mine), default=exchange.today)
    record_consent(
        exchange.connection,
        exchange.person.id,
        membership.case.id,
        Terms(data, recipients, purpose, version),
        exchange.incoming.channel,
        given,
        exchange.now,
        last + _ANSWERS_ARE_WAITED_FOR if given else None,
    )
