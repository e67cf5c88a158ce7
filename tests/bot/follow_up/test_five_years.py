"""Every day of five years as the day a case ends: each wave finds its day and hour, none is lost, none comes twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.follow_up.days import add_months, moment, next_working_day, working_days
from bot.follow_up.ladder import Circumstances, Step, due_on, next_step
from storage.follow_ups import Wave
from tests.bot.follow_up.climber import BERLIN, check_in, climb, noted

FIRST, LAST = date(2026, 1, 1), date(2030, 12, 31)
LANDS = ("NI", "BY", "SN", "BE")
LONGEST_WAIT = timedelta(days=7)


def days() -> Iterator[date]:
    return (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1))


def planned(wave: Wave, closed_on: date) -> date:
    match wave:
        case Wave.WEEKS_4:
            return closed_on + timedelta(days=28)
        case Wave.MONTHS_3:
            return add_months(closed_on, 3)
        case _:
            return add_months(closed_on, 6)


@pytest.mark.parametrize("land", LANDS)
def test_each_wave_falls_on_a_working_day_at_most_a_week_later(land: str) -> None:
    is_working_day = working_days(land)
    for closed_on in days():
        for wave in Wave:
            day = due_on(wave, closed_on, is_working_day)
            assert is_working_day(day)
            assert timedelta() <= day - planned(wave, closed_on) < LONGEST_WAIT, (closed_on, wave)
            assert day == next_working_day(day, is_working_day)


@pytest.mark.parametrize("hour", [8, 9, 12, 15, 18])
def test_each_is_asked_on_its_day_in_its_hour_and_not_a_minute_before(hour: int) -> None:
    is_working_day = working_days("NI")
    around = Circumstances(reachable=True, paused_until=None, hour=hour)
    for closed_on in days():
        for wave in Wave:
            day = due_on(wave, closed_on, is_working_day)
            asking = moment(day, hour, BERLIN)
            here = asking.astimezone(BERLIN)
            assert (here.date(), here.hour, here.minute) == (day, hour, 0)
            one = noted(check_in(day, hour, wave=wave), Step.ANNOUNCE, asking - timedelta(days=14))
            assert next_step(one, asking - timedelta(minutes=1), BERLIN, is_working_day, around) is None
            assert next_step(one, asking, BERLIN, is_working_day, around) is Step.ASK
            asked = noted(one, Step.ASK, asking)
            assert next_step(asked, asking, BERLIN, is_working_day, around) is None


def test_ticking_every_hour_takes_each_step_once_and_loses_none() -> None:
    """Every seventh start date with another offset each year, so that all weekdays and both clock changes come up."""
    is_working_day = working_days("NI")
    around = Circumstances(reachable=True, paused_until=None, hour=9)
    for number, closed_on in enumerate(days()):
        if number % 19:
            continue
        day = due_on(Wave.MONTHS_3, closed_on, is_working_day)
        begin = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=16)
        hours = (begin + timedelta(hours=hour) for hour in range(24 * 90))
        taken = climb(check_in(day), hours, is_working_day, around)
        expected = [Step.ANNOUNCE, Step.ASK, Step.REMIND, Step.REMIND_AGAIN, Step.HAND_OVER, Step.CLOSE]
        assert [step for step, _ in taken] == expected, closed_on
        assert taken[1][1].astimezone(BERLIN).date() == day


def test_whoever_was_silent_in_one_wave_is_asked_in_the_next() -> None:
    """A wave is over, call and all, before the next one begins, and it takes nothing away from it."""
    is_working_day = working_days("NI")
    around = Circumstances(reachable=True, paused_until=None, hour=9)
    for closed_on in list(days())[::31]:
        for wave in Wave:
            one = check_in(due_on(wave, closed_on, is_working_day), wave=wave)
            noons = (
                datetime(closed_on.year, closed_on.month, closed_on.day, 11, tzinfo=UTC) + timedelta(days=n)
                for n in range(260)
            )
            assert [step for step, _ in climb(one, noons, is_working_day, around)][1:3] == [Step.ASK, Step.REMIND]
