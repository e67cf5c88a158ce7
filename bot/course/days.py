"""Days that lie behind: which ones are offered as buttons, and what a date means that was written without a year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.wording import Voice
from dialogs.engine.reading import read_day
from dialogs.engine.vocabulary import Vocabulary

_A_DAY = timedelta(days=1)
_YEAR = re.compile(r"\d{4}|\.\s?\d{1,2}\.\s?\d{2}\b")
_WORD = re.compile(r"\w+")
_COMPACT = re.compile(r"\d{8}", re.ASCII)


def days_behind(today: date) -> list[date]:
    """Today, yesterday, and the last five working days, newest first."""
    before = [today - timedelta(days=days) for days in range(1, 9)]
    working = [day for day in before if day.weekday() < 5][:5]
    return sorted({today, today - _A_DAY, *working}, reverse=True)


def read_day_behind(text: str, today: date, vocabulary: Vocabulary) -> date | None:
    """The day somebody wrote, not after today; dates and weekdays without a year are the last ones. None otherwise."""
    day = read_day(text, today, vocabulary)
    if day is None or day <= today:
        return day
    words = set(_WORD.findall(text.lower()))
    if words & vocabulary.weekdays.keys() and words.isdisjoint(vocabulary.next_words):
        return day - timedelta(days=7)
    if _YEAR.search(text) or words & vocabulary.units.keys() or not any(map(str.isdigit, text)):
        return None  # said with its year, or counted from today: that day is still to come
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return None


def called(day: date, today: date, voice: Voice) -> str:
    """The day with its date, and as today or yesterday if it is."""
    if day == today:
        return voice.say("day_today", day=voice.day(day))
    if day == today - _A_DAY:
        return voice.say("day_yesterday", day=voice.day(day))
    return voice.day(day)


def short(day: date, today: date, voice: Voice) -> str:
    """The day for a button."""
    if day == today:
        return voice.say("button_today")
    if day == today - _A_DAY:
        return voice.say("button_yesterday")
    return voice.short_day(day)


def in_token(day: date) -> str:
    """A day as buttons carry it."""
    return day.strftime("%Y%m%d")


def from_token(text: str, today: date) -> date | None:
    """The day out of a button; None for one that was made up or is still to come."""
    if not _COMPACT.fullmatch(text):
        return None
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
    return day if day <= today else None
