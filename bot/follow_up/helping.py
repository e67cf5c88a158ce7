"""Calls for help: whoever looks after a case hears of one at once and every working day, until somebody takes it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.exchange import Exchange
from bot.follow_up.circumstances import responsible_for
from bot.follow_up.days import EARLIEST_HOUR, LATEST_HOUR, working_days
from bot.messages import Button, Rows
from bot.office import Office
from bot.reflecting import remind
from bot.rights import LEADS
from bot.rooms.labels import number_in
from bot.telling import tell
from bot.tokens import MenuToken
from bot.wording import Voice
from dialogs.engine.model import Role
from storage.audit import AuditEvent, record
from storage.cases import find_case
from storage.conversations import Conversation, running_conversation
from storage.help_calls import HelpCall, call_for_help, note_told, open_help_calls, take_help_call
from storage.members import Membership, members_of

QUIET_AFTER_CALL = timedelta(hours=1)
CALL, TAKE = "hilfe_rufen", "uebernehmen"
# The answer after the end that asks for a call.
_WANTED_STEP, _WANTED = "anruf", "ja"


def call(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Opens a call, tells whoever looks after the case, and says truthfully who was told and when."""
    opened = call_for_help(exchange.connection, membership.case.id, exchange.person.id, exchange.now)
    if opened.called_at == exchange.now:
        exchange.log(AuditEvent.CASE_CHANGED, case=opened.case_id, part="help_called", call=opened.id)
    rows, voice = _ways_on(exchange), exchange.voice
    if opened.told_id is not None and opened.told_at and exchange.now - opened.told_at < QUIET_AFTER_CALL:
        told_at = opened.told_at.astimezone(exchange.now.tzinfo)
        exchange.say("help_called_before", rows, role=_role(exchange, opened.told_id, opened), at=_at(voice, told_at))
        return
    told_id = _tell(exchange.connection, exchange.office, opened, exchange.now)
    office = exchange.office
    if told_id is not None:
        exchange.say("help_called", rows, role=_role(exchange, told_id, opened), at=_at(voice, exchange.now))
    elif office.contact:
        exchange.say("help_nobody_but", rows, contact=", ".join(filter(None, (office.organisation, office.contact))))
    else:
        exchange.say("help_nobody", rows)


def call_if_wanted(exchange: Exchange, membership: Membership, conversation: Conversation) -> None:
    """Somebody who answered that she would like a call gets one, as if she had tapped the button."""
    answer = conversation.state.answers.get(_WANTED_STEP)
    if answer is not None and answer.value == _WANTED:
        call(exchange, membership, "")


def take(exchange: Exchange, argument: str) -> None:
    """Somebody who leads the case, or the administration, takes a call; whoever called is told."""
    number = number_in(argument)
    opened = next((found for found in open_help_calls(exchange.connection) if found.id == number), None)
    membership = None if opened is None else exchange.membership(opened.case_id)
    leads = membership is not None and membership.role in LEADS
    if opened is None:
        exchange.say("help_not_open", exchange.ways_on())
    elif not leads and Role.ADMINISTRATION not in exchange.duties():
        remind(exchange, "hint_old_button")
    elif take_help_call(exchange.connection, opened.id, exchange.person.id, exchange.now) is None:
        exchange.say("help_not_open", exchange.ways_on())
    else:
        exchange.log(
            AuditEvent.CASE_CHANGED, case=opened.case_id, subject=opened.person_id, part="help_taken", call=opened.id
        )
        role = membership.role if membership is not None and leads else Role.ADMINISTRATION
        now = exchange.now
        reached = exchange.tell(
            opened.person_id, lambda voice: voice.say("help_taken_for_you", role=voice.role(role), at=_at(voice, now))
        )
        exchange.say("help_taken" if reached else "help_taken_untold", exchange.ways_on())


def help_row(voice: Voice, case_id: int | None = None) -> Rows:
    """The button that calls for help, to be put first; without a case the only one she is coachee in is meant."""
    argument = "" if case_id is None else str(case_id)
    return ((Button(voice.say("menu_hilfe_rufen"), str(MenuToken(CALL, argument)), answer=True),),)


def remind_of_calls(connection: Connection, office: Office, now: datetime) -> int:
    """Tells once a working day of calls that nobody took yet. `now` is local time. Returns how many were told of.

    A call that nobody could be told of yet is passed on as soon as there is somebody, whatever the hour.
    """
    told = 0
    is_time = working_days(office.land)(now.date()) and EARLIEST_HOUR <= now.hour < LATEST_HOUR
    for opened in open_help_calls(connection):
        told_on = None if opened.told_at is None else opened.told_at.astimezone(now.tzinfo).date()
        still_there = any(member.person_id == opened.person_id for member in members_of(connection, opened.case_id))
        if not still_there or (told_on is not None and (told_on >= now.date() or not is_time)):
            continue
        told_id = _tell(connection, office, opened, now)
        if told_id is None:
            continue
        told += 1
        if told_id != opened.told_id:
            _tell_caller(connection, office, opened, told_id, now)
    return told


def _tell(connection: Connection, office: Office, opened: HelpCall, now: datetime) -> int | None:
    """Tells whoever looks after the case that somebody called, and nothing else. None if nobody can be told."""
    reader = responsible_for(connection, opened.case_id)
    case = find_case(connection, str(opened.case_id))
    if reader is None or case is None or reader == opened.person_id:
        return None
    caller = role_of(connection, opened.person_id, opened.case_id)
    called_at = opened.called_at.astimezone(now.tzinfo)

    def word(voice: Voice) -> str:
        return voice.say("help_needed", case=case.pseudonym, role=voice.role(caller), at=_at(voice, called_at))

    def offer(voice: Voice) -> Rows:
        return ((Button(voice.say("button_take_call"), str(MenuToken(TAKE, str(opened.id))), answer=True),),)

    if not tell(connection, office, reader, word, offer, now, is_question=True):
        return None
    note_told(connection, opened.id, reader, now)
    record(
        connection,
        AuditEvent.ASKED,
        now,
        case=opened.case_id,
        subject=opened.person_id,
        part="help_call",
        call=opened.id,
        told=reader,
    )
    return reader


def _tell_caller(connection: Connection, office: Office, opened: HelpCall, told_id: int, now: datetime) -> None:
    """Somebody else than before was told: whoever called hears of it."""
    role = role_of(connection, told_id, opened.case_id)

    def word(voice: Voice) -> str:
        return voice.say("help_told_now", role=voice.role(role), at=_at(voice, now))

    tell(connection, office, opened.person_id, word, None, now)


def role_of(connection: Connection, person_id: int, case_id: int) -> Role:
    """The role of somebody in a case; whoever looks after it without belonging to it is the administration."""
    found = (member.role for member in members_of(connection, case_id) if member.person_id == person_id)
    return next(found, Role.ADMINISTRATION)


def _role(exchange: Exchange, person_id: int, opened: HelpCall) -> str:
    return exchange.voice.role(role_of(exchange.connection, person_id, opened.case_id))


def _at(voice: Voice, moment: datetime) -> str:
    """Day and time of day of a local moment."""
    return voice.say("help_moment", day=voice.day(moment.date()), hour=moment.hour, minute=f"{moment.minute:02}")


def _ways_on(exchange: Exchange) -> Rows:
    if running_conversation(exchange.connection, exchange.person.id) is not None:
        return ((exchange.button("button_to_the_question", "frage"),),)
    return exchange.ways_on()
