"""Those who lead move a check-in or cancel it with a reason, each one for itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.exchange import Exchange
from bot.follow_up.days import EARLIEST_HOUR, LATEST_HOUR, next_working_day, working_days
from bot.follow_up.ending import agreed_to_be_asked
from bot.keyboards import in_rows
from bot.messages import Button, Rows
from bot.reflecting import remind
from bot.rights import Right, may
from bot.rooms.labels import number_in
from bot.tokens import MenuToken
from dialogs.engine.reading import read_day
from storage.audit import AuditEvent
from storage.follow_ups import CheckIn, Outcome, close_check_in, find_check_in, move_check_in
from storage.goals import has_words
from storage.members import Membership

AWAITED_DAY, AWAITED_REASON = "check_in_day", "check_in_reason"
HOUR = "stunde"
HOURS = tuple(range(EARLIEST_HOUR, LATEST_HOUR + 1))
FAREST = timedelta(days=366)
LONGEST_REASON = 300


def move(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Asks for another day, which is written, or for another hour, which is tapped; then moves."""
    number, _, wanted = rest.partition("-")
    check_in = _open(exchange, membership, number)
    if check_in is None or check_in.asked_at is not None:
        remind(exchange, "hint_old_button")
        return
    hour = number_in(wanted)
    if not wanted:
        _ask_day(exchange, check_in)
    elif wanted == HOUR:
        exchange.say("check_in_hour_asked", hour_buttons(exchange, "nachfrage_verschieben", _mark(check_in)))
    elif hour in HOURS:
        _move(exchange, check_in, check_in.due_on, hour)
    else:
        remind(exchange, "hint_old_button")


def take_day(exchange: Exchange, waiting: Mapping[str, Any], text: str) -> None:
    """Takes the text for the new day, or says what is wrong with it and asks again."""
    check_in = _awaited(exchange, waiting)
    if check_in is None or check_in.asked_at is not None:
        remind(exchange, "hint_old_button")
        return
    day = read_day(text, exchange.today, exchange.content.catalogue.vocabulary)
    if day is None:
        exchange.say("refused_not_a_date")
        _ask_day(exchange, check_in)
    elif not exchange.today < day <= exchange.today + FAREST:
        exchange.say("check_in_day_unusable", day=exchange.voice.day(day))
        _ask_day(exchange, check_in)
    else:
        _move(exchange, check_in, next_working_day(day, working_days(exchange.office.land)), check_in.hour, day)


def cancel(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Asks for the reason; without one nothing is cancelled."""
    check_in = _open(exchange, membership, rest)
    if check_in is None:
        remind(exchange, "hint_old_button")
        return
    _await(exchange, AWAITED_REASON, check_in)
    voice = exchange.voice
    exchange.say("check_in_reason_asked", _back(exchange, check_in), role=voice.role(check_in.role))


def take_reason(exchange: Exchange, waiting: Mapping[str, Any], text: str) -> None:
    """Cancels with this reason, and tells whoever was to be asked; the reason stays with the professionals."""
    check_in = _awaited(exchange, waiting)
    if check_in is None:
        remind(exchange, "hint_old_button")
    elif not has_words(text):
        exchange.say("check_in_reason_needed", _back(exchange, check_in))
        _await(exchange, AWAITED_REASON, check_in)
    elif not close_check_in(
        exchange.connection, check_in, Outcome.CANCELLED, exchange.now, text.strip()[:LONGEST_REASON]
    ):
        remind(exchange, "hint_old_button")
    else:
        case_id = check_in.case_id
        exchange.log(AuditEvent.CASE_CHANGED, case=case_id, part="check_in_cancelled", check_in=check_in.id)
        exchange.say("check_in_cancelled", _back(exchange, check_in))
        _tell_cancelled(exchange, check_in)


def _tell_cancelled(exchange: Exchange, check_in: CheckIn) -> None:
    """Only whoever knows of the check-in: she was asked, or had said yes to it."""
    person_id = check_in.person_id
    if person_id is None or person_id == exchange.person.id:
        return
    if check_in.asked_at is not None or agreed_to_be_asked(exchange, person_id, check_in.case_id):
        day = check_in.due_on
        exchange.tell(person_id, lambda voice: voice.say("check_in_cancelled_for_you", day=voice.day(day)))


def hour_buttons(exchange: Exchange, command: str, mark: str) -> Rows:
    """An hour of the day from 8 to 18 h."""
    buttons = [
        Button(exchange.voice.say("button_hour", hour=hour), str(MenuToken(command, f"{mark}-{hour}")), answer=True)
        for hour in HOURS
    ]
    return in_rows(buttons)


def _move(exchange: Exchange, check_in: CheckIn, day: date, hour: int, wanted: date | None = None) -> None:
    if not move_check_in(exchange.connection, check_in.id, day, hour):
        remind(exchange, "hint_old_button")
        return
    exchange.log(AuditEvent.CASE_CHANGED, case=check_in.case_id, part="check_in_moved", check_in=check_in.id)
    rows = (
        (exchange.button("button_other_hour", "nachfrage_verschieben", f"{_mark(check_in)}-{HOUR}"),),
        *_back(exchange, check_in),
    )
    named = exchange.voice.day(day)
    if wanted is not None and wanted != day:
        exchange.say("check_in_moved_on", rows, day=named, hour=hour)
    else:
        exchange.say("check_in_moved", rows, day=named, hour=hour)


def _ask_day(exchange: Exchange, check_in: CheckIn) -> None:
    _await(exchange, AWAITED_DAY, check_in)
    rows = (
        (exchange.button("button_other_hour", "nachfrage_verschieben", f"{_mark(check_in)}-{HOUR}"),),
        *_back(exchange, check_in),
    )
    voice = exchange.voice
    exchange.say("check_in_day_asked", rows, role=voice.role(check_in.role), day=voice.day(check_in.due_on))


def _await(exchange: Exchange, what: str, check_in: CheckIn) -> None:
    exchange.await_text(json.dumps({"what": what, "case": check_in.case_id, "check_in": check_in.id}))


def _awaited(exchange: Exchange, waiting: Mapping[str, Any]) -> CheckIn | None:
    membership = exchange.membership(waiting["case"])
    if membership is None or not may(membership.role, Right.STEER):
        return None
    return _open(exchange, membership, str(waiting["check_in"]))


def _open(exchange: Exchange, membership: Membership, number: str) -> CheckIn | None:
    """A check-in of this case that is not over; None for any other."""
    wanted = number_in(number)
    found = None if wanted is None else find_check_in(exchange.connection, wanted)
    return found if found is not None and found.case_id == membership.case.id and found.closed_at is None else None


def _mark(check_in: CheckIn) -> str:
    return f"{check_in.case_id}-{check_in.id}"


def _back(exchange: Exchange, check_in: CheckIn) -> Rows:
    return ((exchange.button("button_whole_schedule", "nachfragen", check_in.case_id),),)
