"""The ladder of a check-in: announce, ask, remind twice, hand over to a human, then silence. Decided anew each time.

Days are counted from what was really done, so that an outage moves the rest along instead of piling it up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.follow_up.days import EARLIEST_HOUR, LATEST_HOUR, IsWorkingDay, add_months, may_write, moment, next_working_day
from storage.follow_ups import CheckIn, Wave, Way

ANNOUNCE_BEFORE = timedelta(days=14)
REMIND_AFTER = timedelta(days=3)
REMIND_AGAIN_AFTER = timedelta(days=10)
HAND_OVER_AFTER = timedelta(days=17)
REST_BETWEEN = timedelta(days=3)
TOO_LATE_AFTER = timedelta(days=30)
CLOSE_AFTER_HAND_OVER = timedelta(days=30)
MONTHS = {Wave.MONTHS_3: 3, Wave.MONTHS_6: 6}


class Step(StrEnum):
    """What is to be done about a check-in now."""

    ANNOUNCE = "ankuendigen"
    ASK = "fragen"
    REMIND = "erinnern"
    REMIND_AGAIN = "noch_einmal_erinnern"
    HAND_OVER = "uebergeben"
    DROP = "fallen_lassen"
    CLOSE = "schliessen"


TO_THE_PERSON = frozenset({Step.ASK, Step.REMIND, Step.REMIND_AGAIN})


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How things stand for one check-in at the moment of deciding.

    `reachable`: there is somebody with a living address who consents and still belongs to the case.
    """

    reachable: bool
    paused_until: date | None
    hour: int


def due_on(wave: Wave, closed_on: date, is_working_day: IsWorkingDay) -> date:
    """When a wave asks: four weeks, three or six months after the end, on a working day."""
    day = closed_on + timedelta(weeks=4) if wave is Wave.WEEKS_4 else add_months(closed_on, MONTHS[wave])
    return next_working_day(day, is_working_day)


def next_step(
    check_in: CheckIn, now: datetime, zone: ZoneInfo, is_working_day: IsWorkingDay, around: Circumstances
) -> Step | None:
    """What to do now, None for nothing. Nothing happens at night, on Sundays and holidays, or after it was closed."""
    if check_in.closed_at is not None:
        return None
    days = _Days(now, zone, is_working_day, around.hour)
    if check_in.asked_at is None:
        step = _before_asking(check_in, days, around)
    elif check_in.handed_over_at is None:
        step = _after_asking(check_in, check_in.asked_at, days, around)
    else:
        step = _after_handing_over(check_in.handed_over_at, now)
    own_hour = around.hour if step in TO_THE_PERSON else EARLIEST_HOUR
    return step if may_write(now, zone, is_working_day, own_hour) else None


def may_be_due(check_in: CheckIn, now: datetime, zone: ZoneInfo, is_working_day: IsWorkingDay) -> bool:
    """Whether something could be due, however things stand around the check-in: saves looking at most of them."""
    return any(
        next_step(check_in, now, zone, is_working_day, Circumstances(reachable, None, hour)) is not None
        for reachable in (True, False)
        for hour in (EARLIEST_HOUR, LATEST_HOUR)
    )


@dataclass(frozen=True, slots=True)
class _Days:
    """Now, and whether a day has come: at the person's hour, on a working day."""

    now: datetime
    zone: ZoneInfo
    is_working_day: IsWorkingDay
    hour: int

    def local(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def came(self, day: date) -> bool:
        return self.now >= moment(next_working_day(day, self.is_working_day), self.hour, self.zone)


def _before_asking(check_in: CheckIn, days: _Days, around: Circumstances) -> Step | None:
    asking = check_in.due_on if around.paused_until is None else max(check_in.due_on, around.paused_until)
    in_chat = check_in.way is Way.CHAT and around.reachable
    if check_in.handed_over_at is not None:  # she came back before anybody called
        back = in_chat and days.came(asking) and not days.came(asking + TOO_LATE_AFTER)
        return Step.ASK if back else _after_handing_over(check_in.handed_over_at, days.now)
    if days.came(asking + TOO_LATE_AFTER):
        return Step.DROP
    if days.came(asking):
        return Step.ASK if in_chat else Step.HAND_OVER
    announcing = check_in.announced_at is None and days.came(check_in.due_on - ANNOUNCE_BEFORE)
    return Step.ANNOUNCE if announcing else None


def _after_asking(check_in: CheckIn, asked_at: datetime, days: _Days, around: Circumstances) -> Step | None:
    """Each step waits for the one before, so that after an outage nothing is skipped and nothing piles up."""
    asked_on = days.local(asked_at)
    paused_until = asked_on if around.paused_until is None else max(asked_on, around.paused_until)
    if not around.reachable or days.came(paused_until + TOO_LATE_AFTER):
        return Step.HAND_OVER
    if days.local(days.now) < paused_until:
        return None
    if check_in.reminded_at is None:
        return Step.REMIND if days.came(asked_on + REMIND_AFTER) else None
    rested_on = days.local(check_in.reminded_at) + REST_BETWEEN
    if check_in.reminded_again_at is None:
        return Step.REMIND_AGAIN if days.came(max(asked_on + REMIND_AGAIN_AFTER, rested_on)) else None
    rested_on = days.local(check_in.reminded_again_at) + REST_BETWEEN
    return Step.HAND_OVER if days.came(max(asked_on + HAND_OVER_AFTER, rested_on)) else None


def _after_handing_over(handed_over_at: datetime, now: datetime) -> Step | None:
    return Step.CLOSE if now >= handed_over_at + CLOSE_AFTER_HAND_OVER else None
