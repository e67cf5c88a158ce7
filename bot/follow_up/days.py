"""Local days and hours: months that end early, working days of a Land, moments that exist whatever clocks do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

EARLIEST_HOUR, LATEST_HOUR = 8, 18
LANDS = tuple(sorted(land for land in holidays.list_supported_countries(include_aliases=False)["DE"] if len(land) == 2))
IsWorkingDay = Callable[[date], bool]


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month (31 August + 6 = 28 or 29 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


@cache
def working_days(land: str) -> IsWorkingDay:
    """Whether a day is Monday to Friday and no holiday of the Land (such as NI, BW)."""
    free = holidays.country_holidays("DE", subdiv=land)
    return lambda day: day.weekday() < 5 and day not in free


def next_working_day(day: date, is_working_day: IsWorkingDay) -> date:
    """The day itself, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def moment(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """This local hour as a moment, from 8 to 18 h. These hours exist on every day: clocks change at night."""
    hour = min(max(hour, EARLIEST_HOUR), LATEST_HOUR)
    return datetime.combine(day, time(hour), zone).astimezone(UTC)


def may_write(now: datetime, zone: ZoneInfo, is_working_day: IsWorkingDay, from_hour: int = EARLIEST_HOUR) -> bool:
    """Whether somebody is written to at this moment: on working days from 8 to 18 h, but not before her own hour.

    Who wants to be written to at 18 h is written to until 19 h.
    """
    here = now.astimezone(zone)
    from_hour = min(max(from_hour, EARLIEST_HOUR), LATEST_HOUR)
    return is_working_day(here.date()) and from_hour <= here.hour < max(LATEST_HOUR, from_hour + 1)
