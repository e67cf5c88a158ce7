"""Short pings: what is due now, what nothing followed, and when somebody is left in peace.

A ping that somebody asked for comes at the minute she named; everything else only on working days from 8 to 18 h.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.follow_up.circumstances import may_ask
from bot.follow_up.days import EARLIEST_HOUR, IsWorkingDay, may_write, moment, next_working_day
from bot.follow_up.notices import Notice
from bot.messages import Button, Rows
from bot.tokens import MenuToken
from bot.wording import Voice, isolated
from storage.cases import find_case
from storage.conversations import Conversation, find_conversation
from storage.pings import (
    Habit,
    Ping,
    PingKind,
    begun_since,
    due_pings,
    habit_of,
    ignored_in_a_row,
    note_sent,
    repeat,
    sent_and_open,
    set_habit,
    settle,
)

NEXT_STEP, DAY_OF_IT = "naechster_schritt", "tag"
VISITS = ("nach_dem_besuch",)
ON_TIME = timedelta(hours=1)
STALE_AFTER = timedelta(days=3)
MOST_IGNORED = 3
SHORTENED_TO = 280
COMMAND = "erinnerung"
START, HOUR, TOMORROW, OTHER_DAY, DONE, MUTE, UNMUTE = "jetzt", "stunde", "morgen", "tag", "erledigt", "aus", "an"


def morning(day: date, zone: ZoneInfo, is_working_day: IsWorkingDay) -> datetime:
    """Half past eight on that day, or on the first working day after it."""
    return moment(next_working_day(day, is_working_day), EARLIEST_HOUR, zone) + timedelta(minutes=30)


def due_notices(connection: Connection, zone: ZoneInfo, is_working_day: IsWorkingDay, now: datetime) -> list[Notice]:
    """Pings to be sent now. What nobody can or wants to read any more is settled on the way."""
    today = now.astimezone(zone).date()
    found = []
    for ping in due_pings(connection, now):
        habit = habit_of(connection, ping.person_id)
        if ping.kind in habit.muted:
            settle(connection, [ping.id], "muted", now)
        elif now > ping.due_at + STALE_AFTER or not may_ask(connection, ping.person_id, ping.case_id, today):
            settle(connection, [ping.id], "outdated", now)
        elif _rests(habit, today) or not (now < ping.due_at + ON_TIME or may_write(now, zone, is_working_day)):
            continue
        elif (notice := _notice(connection, ping, zone, now)) is not None:
            found.append(notice)
    return found


def look_back(connection: Connection, zone: ZoneInfo, is_working_day: IsWorkingDay, now: datetime) -> list[Notice]:
    """On the next working day after a ping: a visit is asked about once more; else it counts as ignored.

    After three ignored in a row no more come; that is said once.
    """
    found = []
    for ping in sent_and_open(connection, now):
        assert ping.sent_at is not None, "only pings that were sent"
        again_at = morning(ping.sent_at.astimezone(zone).date() + timedelta(days=1), zone, is_working_day)
        if now < again_at:
            continue
        if ping.kind is PingKind.VISIT and begun_since(connection, ping, VISITS, ping.sent_at):
            settle(connection, [ping.id], "answered", now)
        elif ping.kind is PingKind.VISIT and not ping.repeated:
            repeat(connection, ping.id, again_at)
        elif may_write(now, zone, is_working_day):
            settle(connection, [ping.id], "ignored", now)
            habit = habit_of(connection, ping.person_id)
            ignored = ignored_in_a_row(connection, ping.person_id, ping.kind)
            if ignored >= MOST_IGNORED and ping.kind not in habit.muted:
                found.append(_falls_silent(connection, ping, now))
    return found


def next_step_in(conversation: Conversation) -> str | None:
    """The next step in the author's own words, shortened."""
    answer = conversation.state.answers.get(NEXT_STEP)
    if answer is None or not isinstance(answer.value, str):
        return None
    return isolated(textwrap.shorten(answer.value, SHORTENED_TO, placeholder=" …"))


def ping_button(voice: Voice, text: str, ping: Ping, what: str) -> Button:
    """A button under a ping; `text` is the key of its label."""
    return Button(voice.say(text), str(MenuToken(COMMAND, f"{ping.case_id}-{ping.id}-{what}")), answer=True)


def _rests(habit: Habit, today: date) -> bool:
    return habit.pause_until is not None and today < habit.pause_until


def _notice(connection: Connection, ping: Ping, zone: ZoneInfo, now: datetime) -> Notice | None:
    """None for a ping whose reason is gone."""
    case = find_case(connection, str(ping.case_id))
    word: Callable[[Voice], str]
    if ping.kind is PingKind.VISIT and case is not None:
        pseudonym = case.pseudonym

        def word(voice: Voice) -> str:
            if ping.repeated:
                return voice.say("ping_visit_again", case=pseudonym)
            return voice.say("ping_visit", case=pseudonym)

        start = (START, "button_ping_start")
    else:
        found = None
        if ping.conversation_id is not None:
            found = find_conversation(connection, ping.conversation_id, ping.person_id)
        words = None if found is None else next_step_in(found)
        if found is None or words is None:
            settle(connection, [ping.id], "outdated", now)
            return None
        word = _next_step(found.case_pseudonym, words, ping.due_at.astimezone(zone).date(), now.astimezone(zone).date())
        start = (DONE, "button_ping_done")

    def offer(voice: Voice) -> Rows:
        return (
            (ping_button(voice, start[1], ping, start[0]),),
            (
                ping_button(voice, "button_ping_hour", ping, HOUR),
                ping_button(voice, "button_ping_tomorrow", ping, TOMORROW),
            ),
            (
                ping_button(voice, "button_ping_other_day", ping, OTHER_DAY),
                ping_button(voice, "button_ping_mute", ping, MUTE),
            ),
        )

    return Notice(ping.person_id, ping.due_at.astimezone(UTC), lambda: note_sent(connection, ping.id, now), word, offer)


def _next_step(pseudonym: str, words: str, planned_on: date, today: date) -> Callable[[Voice], str]:
    def word(voice: Voice) -> str:
        if planned_on == today:
            return voice.say("ping_next_step", case=pseudonym, step=words)
        return voice.say("ping_next_step_late", case=pseudonym, step=words, day=voice.day(planned_on))

    return word


def _falls_silent(connection: Connection, ping: Ping, now: datetime) -> Notice:
    def take() -> bool:
        habit = habit_of(connection, ping.person_id)
        if ping.kind in habit.muted:
            return False
        set_habit(connection, ping.person_id, Habit(habit.hour, habit.pause_until, habit.muted | {ping.kind}))
        return True

    def word(voice: Voice) -> str:
        return voice.say("ping_falls_silent")

    def offer(voice: Voice) -> Rows:
        return ((ping_button(voice, "button_ping_unmute", ping, UNMUTE),),)

    return Notice(ping.person_id, now.astimezone(UTC), take, word, offer)
