"""Local days and hours: month ends, holidays of the Land, and hours that clocks cannot move."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.follow_up.days import LANDS, add_months, may_write, moment, next_working_day, working_days

BERLIN = ZoneInfo("Europe/Berlin")
NI = working_days("NI")


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 9, 30), 3, date(2026, 12, 30)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
    ],
)
def test_months_end_where_they_end(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_each_land_has_its_own_holidays() -> None:
    corpus_christi, reformation = date(2026, 6, 4), date(2025, 10, 31)
    assert NI(corpus_christi)
    assert not working_days("NW")(corpus_christi)
    assert not NI(reformation)
    assert working_days("BY")(reformation)
    assert len(LANDS) == 16


def test_after_christmas_comes_the_next_working_day() -> None:
    assert next_working_day(date(2026, 12, 25), NI) == date(2026, 12, 28)
    assert next_working_day(date(2026, 12, 24), NI) == date(2026, 12, 24)
    assert next_working_day(date(2026, 4, 3), NI) == date(2026, 4, 7)  # Good Friday to Easter Monday


@pytest.mark.parametrize("day", [date(2026, 3, 27), date(2026, 3, 30), date(2026, 10, 23), date(2026, 10, 26)])
def test_an_hour_is_the_same_on_the_wall_before_and_after_clocks_change(day: date) -> None:
    here = moment(day, 9, BERLIN).astimezone(BERLIN)
    assert (here.date(), here.hour, here.minute) == (day, 9, 0)


def test_no_hour_lies_outside_of_the_day() -> None:
    assert moment(date(2026, 6, 1), 3, BERLIN) == datetime(2026, 6, 1, 6, tzinfo=UTC)
    assert moment(date(2026, 6, 1), 23, BERLIN) == datetime(2026, 6, 1, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "from_hour", "allowed"),
    [(7, 8, False), (8, 8, True), (17, 8, True), (18, 8, False), (14, 15, False), (18, 18, True), (19, 18, False)],
)
def test_nobody_is_written_to_before_her_hour_or_in_the_evening(hour: int, from_hour: int, allowed: bool) -> None:
    assert may_write(datetime(2026, 6, 1, hour, 30, tzinfo=BERLIN), BERLIN, NI, from_hour) is allowed


@pytest.mark.parametrize("day", [date(2026, 6, 6), date(2026, 6, 7), date(2026, 5, 25)])
def test_nobody_is_written_to_on_weekends_and_holidays(day: date) -> None:
    assert not may_write(datetime(day.year, day.month, day.day, 10, tzinfo=BERLIN), BERLIN, NI)
