"""Finding a day in what somebody wrote: a date, a weekday, "morgen", "in zwei Wochen"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dialogs.engine.vocabulary import Vocabulary

YEARS_TO_A_LEAP_DAY = 8
DAYS_OF_A_WEEK = 7
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_NUMERIC = re.compile(r"(?<![\d.,])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4})|(\d{2}))?(?!\d)")
_NAMED_MONTH = re.compile(r"(?<![\d.,])(\d{1,2})\.?\s+([a-zäöü]{3,9})\.?(?:\s+(\d{4}))?(?!\w)")
_IN_SOME = re.compile(r"\bin\s+(\w+)\s+(\w+)")
_WORD = re.compile(r"[a-zäöüß]+")


def find_day(text: str, today: date, vocabulary: Vocabulary) -> date | None:
    """The first day named in `text`, or None. Weekdays and dates without a year lie today or later;
    the next week begins on its Monday."""
    lowered = text.lower()
    for finder in (_iso_day, _numeric_day, _month_day, _counted_day, _named_day):
        day = finder(lowered, today, vocabulary)
        if day is not None:
            return day
    return None


def _iso_day(text: str, today: date, vocabulary: Vocabulary) -> date | None:
    match = _ISO.search(text)
    return _date(*(int(part) for part in match.groups())) if match else None


def _numeric_day(text: str, today: date, vocabulary: Vocabulary) -> date | None:
    match = _NUMERIC.search(text)
    return _day_of_year(match[1], int(match[2]), match[3] or match[4], today) if match else None


def _month_day(text: str, today: date, vocabulary: Vocabulary) -> date | None:
    for match in _NAMED_MONTH.finditer(text):
        month = vocabulary.months.get(match[2])
        if month is not None:
            return _day_of_year(match[1], month, match[3], today)
    return None


def _counted_day(text: str, today: date, vocabulary: Vocabulary) -> date | None:
    for match in _IN_SOME.finditer(text):
        unit = vocabulary.units.get(match[2])
        count = vocabulary.small_numbers.get(match[1])
        if count is None and match[1].isdecimal() and len(match[1]) <= 3:
            count = int(match[1])
        if unit is not None and count is not None:
            return today + timedelta(days=count * unit)
    return None


def _named_day(text: str, today: date, vocabulary: Vocabulary) -> date | None:
    words = _WORD.findall(text)
    for before, word in zip(["", *words], words, strict=False):
        if word in vocabulary.relative_days and before not in vocabulary.words_of_time:
            return today + timedelta(days=vocabulary.relative_days[word])
        if before in vocabulary.next_words and word in vocabulary.units:
            is_week = vocabulary.units[word] == DAYS_OF_A_WEEK
            return today + timedelta(days=DAYS_OF_A_WEEK - today.weekday() if is_week else 1)
        if word in vocabulary.weekdays:
            ahead = (vocabulary.weekdays[word] - today.weekday()) % DAYS_OF_A_WEEK
            if before in vocabulary.next_words and ahead == 0:
                ahead = DAYS_OF_A_WEEK
            return today + timedelta(days=ahead)
    return None


def _day_of_year(day: str, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _date(int(year) if len(year) == 4 else 2000 + int(year), month, int(day))
    candidates = (_date(today.year + ahead, month, int(day)) for ahead in range(YEARS_TO_A_LEAP_DAY + 1))
    return next((found for found in candidates if found is not None and found >= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
