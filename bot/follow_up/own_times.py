"""When somebody wants to be written to: at an hour of her own, not before a day, or as it was agreed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.exchange import Exchange
from bot.follow_up.moving import HOURS, hour_buttons
from bot.messages import Rows
from bot.reflecting import remind
from bot.rooms.labels import number_in
from dialogs.engine.reading import read_day
from storage.members import Membership
from storage.pings import habit_of, set_habit

AWAITED = "pause_until"
HOUR, PAUSE, GO_ON, USUAL = "stunde", "pause", "weiter", "vereinbart"
FAREST = timedelta(days=366)


def own_times(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Shows what holds now; chooses an hour, asks until when to pause, or ends the pause."""
    case_id, person_id = membership.case.id, exchange.person.id
    habit = habit_of(exchange.connection, person_id)
    what, _, number = rest.partition("-")
    hour = number_in(number)
    if not rest:
        _show(exchange, case_id)
    elif rest == HOUR:
        rows = (
            *hour_buttons(exchange, "meine_zeiten", f"{case_id}-{HOUR}"),
            (exchange.button("button_usual_hour", "meine_zeiten", f"{case_id}-{USUAL}"),),
        )
        exchange.say("check_in_hour_asked", rows)
    elif rest == PAUSE:
        _ask_day(exchange, case_id)
    elif rest == GO_ON:
        set_habit(exchange.connection, person_id, replace(habit, pause_until=None))
        _show(exchange, case_id)
    elif rest == USUAL or (what == HOUR and hour in HOURS):
        set_habit(exchange.connection, person_id, replace(habit, hour=hour))
        _show(exchange, case_id)
    else:
        remind(exchange, "hint_old_button")


def take_pause(exchange: Exchange, waiting: Mapping[str, Any], text: str) -> None:
    """Takes the text for the day until which it stays quiet, or says what is wrong with it."""
    membership = exchange.membership(waiting["case"])
    if membership is None:
        remind(exchange, "hint_old_button")
        return
    day = read_day(text, exchange.today, exchange.content.catalogue.vocabulary)
    if day is None:
        exchange.say("refused_not_a_date")
        _ask_day(exchange, membership.case.id)
    elif not exchange.today < day <= exchange.today + FAREST:
        exchange.say("check_in_day_unusable", day=exchange.voice.day(day))
        _ask_day(exchange, membership.case.id)
    else:
        habit = habit_of(exchange.connection, exchange.person.id)
        set_habit(exchange.connection, exchange.person.id, replace(habit, pause_until=day))
        _show(exchange, membership.case.id)


def _show(exchange: Exchange, case_id: int) -> None:
    voice, habit = exchange.voice, habit_of(exchange.connection, exchange.person.id)
    hour = voice.say("own_hour_usual") if habit.hour is None else voice.say("own_hour", hour=habit.hour)
    paused = habit.pause_until is not None and habit.pause_until > exchange.today
    quiet = voice.say("own_pause_none")
    if paused and habit.pause_until is not None:
        quiet = voice.say("own_pause", day=voice.day(habit.pause_until))
    exchange.say("own_times", _ways(exchange, case_id, paused=paused), hour=hour, pause=quiet)


def _ways(exchange: Exchange, case_id: int, *, paused: bool) -> Rows:
    rows = [
        (exchange.button("button_own_hour", "meine_zeiten", f"{case_id}-{HOUR}"),),
        (exchange.button("button_own_pause", "meine_zeiten", f"{case_id}-{PAUSE}"),),
    ]
    if paused:
        rows.append((exchange.button("button_end_pause", "meine_zeiten", f"{case_id}-{GO_ON}"),))
    rows.append((exchange.button("button_whole_schedule", "nachfragen", case_id),))
    return tuple(rows)


def _ask_day(exchange: Exchange, case_id: int) -> None:
    exchange.await_text(json.dumps({"what": AWAITED, "case": case_id}))
    exchange.say("own_pause_asked")
