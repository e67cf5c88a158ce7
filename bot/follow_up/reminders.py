"""Pings as people handle them: wanted after a visit, planned with a next step, put off, done, and muted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.choosing import begin_kind
from bot.exchange import Exchange
from bot.follow_up.days import next_working_day, working_days
from bot.follow_up.pinging import (
    COMMAND,
    DAY_OF_IT,
    DONE,
    HOUR,
    MUTE,
    NEXT_STEP,
    OTHER_DAY,
    START,
    TOMORROW,
    UNMUTE,
    VISITS,
    morning,
)
from bot.messages import Button
from bot.reflecting import remind
from bot.rooms.labels import number_in
from bot.tokens import MenuToken
from dialogs.engine.days import find_day
from dialogs.engine.model import DialogKind
from storage.conversations import Conversation
from storage.members import Membership
from storage.pings import Ping, PingKind, find_ping, habit_of, open_pings, plan_ping, set_habit, settle, snooze

SOON, LATER = "45", "120"
DAYS_OFFERED = 5


def later(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Offers a reminder of the questions after a visit, and plans the one that is tapped."""
    case = membership.case
    if not exchange.content.of_kind(DialogKind.VISIT, membership.role):
        exchange.menu(exchange.voice.say("not_for_role"))
    elif rest in (SOON, LATER):
        _plan_visit(exchange, membership, exchange.now + timedelta(minutes=int(rest)))
    elif rest == TOMORROW:
        _plan_visit(exchange, membership, _next_morning(exchange))
    elif rest:
        remind(exchange, "hint_old_button")
    else:
        offers = (("button_in_45_minutes", SOON), ("button_in_2_hours", LATER), ("button_ping_tomorrow", TOMORROW))
        rows = tuple((exchange.button(text, "spaeter", f"{case.id}-{when}"),) for text, when in offers)
        exchange.say("visit_reminder_offered", rows, case=case.pseudonym)


def answer_ping(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Does what a button under a ping says, if the ping is still open; switching on again works at any time."""
    number, _, what = rest.partition("-")
    ping = find_ping(exchange.connection, number_in(number) or 0, exchange.person.id)
    if what == UNMUTE:
        _unmute(exchange)
    elif ping is None or ping.case_id != membership.case.id:
        remind(exchange, "hint_old_button")
    elif what == START:
        settle(exchange.connection, [ping.id], "answered", exchange.now)
        begin_kind(exchange, membership, DialogKind.VISIT)
    elif what == DONE:
        settle(exchange.connection, [ping.id], "answered", exchange.now)
        exchange.menu(exchange.voice.say("ping_done"))
    elif what == HOUR:
        _put_off(exchange, ping, exchange.now + timedelta(hours=1))
    elif what == TOMORROW:
        _put_off(exchange, ping, _next_morning(exchange))
    elif what == OTHER_DAY:
        _offer_days(exchange, ping)
    elif what == MUTE:
        _mute(exchange, ping)
    elif (day := _day_in(what)) is not None and day > exchange.today:
        _put_off(exchange, ping, morning(day, _zone(exchange), working_days(exchange.office.land)))
    else:
        remind(exchange, "hint_old_button")


def note_completed(exchange: Exchange, conversation: Conversation) -> None:
    """After any dialog: a ping on the day of the next step, if one was named. One after a visit has done its work."""
    if conversation.dialog_id in VISITS:
        waiting = open_pings(exchange.connection, exchange.person.id, PingKind.VISIT, conversation.case_id)
        settle(exchange.connection, [ping.id for ping in waiting], "answered", exchange.now)
    day = _day_of_next_step(exchange, conversation)
    muted = habit_of(exchange.connection, exchange.person.id).muted
    if day is None or day <= exchange.today or PingKind.NEXT_STEP in muted:
        return
    due_at = morning(day, _zone(exchange), working_days(exchange.office.land))
    about = (exchange.person.id, conversation.case_id, PingKind.NEXT_STEP)
    plan_ping(exchange.connection, *about, due_at, conversation.id)


def _day_of_next_step(exchange: Exchange, conversation: Conversation) -> date | None:
    answers = conversation.state.answers
    step, day = answers.get(NEXT_STEP), answers.get(DAY_OF_IT)
    if step is None or not isinstance(step.value, str):
        return None
    if day is not None and isinstance(day.value, str):
        return date.fromisoformat(day.value)
    return find_day(step.value, exchange.today, exchange.content.catalogue.vocabulary)


def _plan_visit(exchange: Exchange, membership: Membership, due_at: datetime) -> None:
    """She asks for it herself: whatever was muted before, this one comes."""
    habit = habit_of(exchange.connection, exchange.person.id)
    if PingKind.VISIT in habit.muted:
        set_habit(exchange.connection, exchange.person.id, replace(habit, muted=habit.muted - {PingKind.VISIT}))
    plan_ping(exchange.connection, exchange.person.id, membership.case.id, PingKind.VISIT, due_at)
    _say_when(exchange, due_at)


def _put_off(exchange: Exchange, ping: Ping, due_at: datetime) -> None:
    snooze(exchange.connection, ping.id, due_at)
    _say_when(exchange, due_at)


def _say_when(exchange: Exchange, due_at: datetime) -> None:
    here = due_at.astimezone(exchange.now.tzinfo)
    exchange.say("ping_planned", day=exchange.voice.day(here.date()), hour=here.hour, minute=f"{here.minute:02}")


def _offer_days(exchange: Exchange, ping: Ping) -> None:
    """The next working days to choose from."""
    is_working_day = working_days(exchange.office.land)
    days: list[date] = []
    while len(days) < DAYS_OFFERED:
        days.append(next_working_day((days[-1] if days else exchange.today) + timedelta(days=1), is_working_day))
    rows = tuple((_day_button(exchange, ping, day),) for day in days)
    exchange.say("ping_which_day", rows)


def _day_button(exchange: Exchange, ping: Ping, day: date) -> Button:
    token = str(MenuToken(COMMAND, f"{ping.case_id}-{ping.id}-{day.isoformat()}"))
    return Button(exchange.voice.short_day(day), token, answer=True)


def _day_in(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _mute(exchange: Exchange, ping: Ping) -> None:
    habit = habit_of(exchange.connection, exchange.person.id)
    set_habit(exchange.connection, exchange.person.id, replace(habit, muted=habit.muted | {ping.kind}))
    waiting = open_pings(exchange.connection, exchange.person.id, ping.kind)
    settle(exchange.connection, [one.id for one in waiting], "muted", exchange.now)
    token = str(MenuToken(COMMAND, f"{ping.case_id}-{ping.id}-{UNMUTE}"))
    again = Button(exchange.voice.say("button_ping_unmute"), token, answer=True)
    exchange.say("ping_muted", ((again,),))


def _unmute(exchange: Exchange) -> None:
    habit = habit_of(exchange.connection, exchange.person.id)
    set_habit(exchange.connection, exchange.person.id, replace(habit, muted=frozenset()))
    exchange.menu(exchange.voice.say("ping_unmuted"))


def _next_morning(exchange: Exchange) -> datetime:
    return morning(exchange.today + timedelta(days=1), _zone(exchange), working_days(exchange.office.land))


def _zone(exchange: Exchange) -> ZoneInfo:
    zone = exchange.now.tzinfo
    assert isinstance(zone, ZoneInfo), "`now` of an exchange is local time"
    return zone
