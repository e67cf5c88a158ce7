"""Working time in the chat: one tap after a visit, for another day, in words, and taken back again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.course.days import called, days_behind, from_token, in_token, short
from bot.course.durations import A_DAY, duration, on_a_button, read_minutes
from bot.course.noting import BACK, COMMAND, note, take_back
from bot.exchange import Exchange
from bot.messages import Button, Outgoing, Rows
from bot.reflecting import remind
from bot.rights import Right, may
from bot.tokens import MenuToken
from storage.cases import Case
from storage.conversations import Conversation
from storage.course import minutes_on, newest_hours
from storage.members import Membership

AWAITED = "hours"
OTHER_DAY, MORE = "tag", "mehr"
_USUAL = (60, 120, 180, 240, 300, 360)
_UNUSUAL = (30, 90, 150, 210, 270, 330, 420, 480)


def working_hours(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Asks how long she was there, notes what was tapped, takes a note back."""
    case = membership.case
    first, _, second = rest.partition("-")
    if not rest:
        _ask(exchange, case, exchange.today)
        return
    if first == OTHER_DAY and not second:
        _ask_day(exchange, case)
        return
    if first == BACK:
        take_back(exchange, case, second)
        return
    day = from_token(first, exchange.today)
    if day is None or (second not in ("", MORE) and not _is_minutes(second)):
        remind(exchange, "hint_old_button")
    elif not second:
        _ask(exchange, case, day)
    elif second == MORE:
        _ask_for_more(exchange, case, day)
    else:
        note(exchange, case, day, int(second))


def ask_after_visit(exchange: Exchange, conversation: Conversation) -> None:
    """After a visit was reflected on: how long it took, unless she noted something for today already."""
    membership = exchange.membership(conversation.case_id)
    if membership is None or not may(membership.role, Right.STEER):
        return
    if not minutes_on(exchange.connection, membership.case.id, exchange.person.id, exchange.today):
        _ask(exchange, membership.case, exchange.today)


def take_hours(exchange: Exchange, waiting: Mapping[str, Any], text: str) -> None:
    """Takes what was written as the time for the day that was asked about, or says how to write it."""
    membership = exchange.membership(waiting["case"])
    if membership is None or not may(membership.role, Right.STEER):
        remind(exchange, "hint_old_button")
        return
    day = date.fromisoformat(waiting["day"])
    minutes = read_minutes(text, exchange.content.catalogue.vocabulary.small_numbers)
    if minutes is not None and 0 < minutes <= A_DAY:
        note(exchange, membership.case, day, minutes)
        return
    _await(exchange, membership.case, day)
    rows = _durations(exchange, membership.case, day, _USUAL)
    if minutes is not None and minutes > A_DAY:
        exchange.say("hours_too_many", rows)
    else:
        exchange.say("hours_unclear", rows)


def _is_minutes(text: str) -> bool:
    return text.isdecimal() and len(text) <= 4 and 0 < int(text) <= A_DAY


def _await(exchange: Exchange, case: Case, day: date) -> None:
    exchange.await_text(json.dumps({"what": AWAITED, "case": case.id, "day": day.isoformat()}))


def _ask(exchange: Exchange, case: Case, day: date) -> None:
    voice = exchange.voice
    _await(exchange, case, day)
    rows = [*_durations(exchange, case, day, _USUAL)]
    rows.append(
        (
            exchange.button("button_other_duration", COMMAND, f"{case.id}-{in_token(day)}-{MORE}"),
            exchange.button("button_other_day", COMMAND, f"{case.id}-{OTHER_DAY}"),
        )
    )
    text = voice.say("hours_asked", case=case.pseudonym, day=called(day, exchange.today, voice))
    last = newest_hours(exchange.connection, case.id, exchange.person.id)
    if last is not None:
        rows.append((exchange.button("button_hours_back", COMMAND, f"{case.id}-{BACK}-{last.id}"),))
        noted = voice.say("hours_last", duration=duration(last.minutes, voice), day=voice.day(last.worked_on))
        text = f"{text}\n\n{noted}"
    exchange.replies.append(Outgoing(text, tuple(rows)))


def _ask_for_more(exchange: Exchange, case: Case, day: date) -> None:
    _await(exchange, case, day)
    rows = _durations(exchange, case, day, _UNUSUAL)
    exchange.say("hours_asked_more", rows, day=called(day, exchange.today, exchange.voice))


def _ask_day(exchange: Exchange, case: Case) -> None:
    rows = tuple(
        (Button(short(day, exchange.today, exchange.voice), _token(case, day), answer=True),)
        for day in days_behind(exchange.today)
    )
    exchange.say("hours_which_day", rows, case=case.pseudonym)


def _durations(exchange: Exchange, case: Case, day: date, offered: Sequence[int]) -> Rows:
    buttons = [
        Button(on_a_button(minutes, exchange.voice), _token(case, day, minutes), answer=True) for minutes in offered
    ]
    return tuple(tuple(buttons[start : start + 3]) for start in range(0, len(buttons), 3))


def _token(case: Case, day: date, minutes: int | None = None) -> str:
    mark = f"{case.id}-{in_token(day)}"
    return str(MenuToken(COMMAND, mark if minutes is None else f"{mark}-{minutes}"))
