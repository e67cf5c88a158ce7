"""The frame in numbers: what is left, whether it lasts, and by when to ask for more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.course.curve import hours_picture
from bot.course.frame import Frame, Reason, frame_of, is_new
from dialogs.engine.model import Phase
from storage.cases import Case

BEGUN_ON, ENDS_ON = date(2026, 1, 5), date(2026, 6, 29)  # 25 weeks
MADE_AT = datetime(2026, 1, 1, 9, 0, tzinfo=UTC)
CASE = Case(1, "k", "Ahorn", Phase.SHAPING, BEGUN_ON, ENDS_ON, 50, "", MADE_AT, None)
TODAY = date(2026, 3, 16)  # after ten weeks


def weekly(hours: float, weeks: int = 10, begun_on: date = BEGUN_ON) -> list[tuple[date, int]]:
    """Every Monday so many hours."""
    return [(begun_on + timedelta(weeks=week), round(hours * 60)) for week in range(weeks)]


def frame(hours: float, case: Case = CASE, today: date = TODAY) -> Frame:
    return frame_of(case, weekly(hours), today)


def test_what_was_approved_used_and_is_left() -> None:
    found = frame(2)
    assert (found.approved, found.used, found.left) == (3_000, 1_200, 1_800)
    assert (found.used_share, found.time_share, found.weeks_left) == (40, 40, 15)
    assert (found.weekly, found.pace) == (120, 108)  # the Monday eight weeks ago does not count any more
    assert (found.lasts, found.runs_out_on, found.reason, found.ask_by) == (True, None, None, None)


def test_hours_that_end_before_the_case_does() -> None:
    found = frame(3)
    assert found.lasts is False
    assert found.reason is Reason.NOT_LASTING
    assert found.runs_out_on == TODAY + timedelta(days=7 * (20 * 60) // 156)
    assert found.ask_by == date(2026, 3, 27)  # six weeks before that
    assert frame(5).ask_by == TODAY


def test_the_present_pace_counts_and_not_the_beginning() -> None:
    busy_first = [*weekly(3, 4), *weekly(1, 6, BEGUN_ON + timedelta(weeks=4))]
    assert frame_of(CASE, busy_first, TODAY).reason is None
    busy_now = [*weekly(0.5, 4), *weekly(4, 6, BEGUN_ON + timedelta(weeks=4))]
    assert frame_of(CASE, busy_now, TODAY).reason is Reason.NOT_LASTING


def test_hours_that_run_ahead_of_the_time() -> None:
    found = frame_of(CASE, [(BEGUN_ON, 28 * 60)], TODAY)
    assert (found.used_share, found.time_share, found.lasts) == (56, 40, True)
    assert found.reason is Reason.AHEAD
    assert found.ask_by == date(2026, 3, 27)  # a Friday, six weeks before the average would use them up
    assert frame_of(CASE, [(BEGUN_ON, 27 * 60)], TODAY).reason is None


def test_hours_that_are_used_up() -> None:
    found = frame(6)
    assert (found.left, found.lasts, found.reason, found.ask_by) == (-600, False, Reason.USED_UP, TODAY)


def test_less_than_six_weeks_or_a_fifth_left() -> None:
    almost_over = ENDS_ON - timedelta(weeks=6)
    slow = [(day, 90) for day, _ in weekly(1, 20)]
    assert frame_of(CASE, slow, almost_over).reason is None
    assert frame_of(CASE, slow, almost_over + timedelta(days=1)).reason is Reason.LITTLE_LEFT
    long_ago = [(BEGUN_ON, 41 * 60)]
    late = date(2026, 5, 11)
    assert frame_of(CASE, long_ago, late).reason is Reason.LITTLE_LEFT
    assert frame_of(CASE, [(BEGUN_ON, 39 * 60)], late).reason is None


def test_a_day_to_ask_by_is_a_working_day_and_never_over() -> None:
    for ends_on in (ENDS_ON + timedelta(days=days) for days in range(14)):
        for today in (date(2026, 4, 27) + timedelta(days=days) for days in range(70)):
            found = frame(2, replace(CASE, ends_on=ends_on), today)
            if found.ask_by is not None and found.ask_by != today:
                assert found.ask_by > today
                assert found.ask_by.weekday() < 5
                assert found.ask_by <= ends_on - timedelta(weeks=6)


def test_the_planned_end_is_over() -> None:
    later = ENDS_ON + timedelta(days=1)
    found = frame(1, today=later)
    assert (found.reason, found.ask_by, found.weeks_left) == (Reason.OVER, later, 0)


def test_a_closed_case_needs_no_extension() -> None:
    found = frame(6, replace(CASE, phase=Phase.CLOSED))
    assert (found.reason, found.lasts, found.ask_by) == (None, None, None)


@pytest.mark.parametrize(
    "case",
    [
        replace(CASE, begins_on=None, ends_on=None, approved_hours=None),
        replace(CASE, approved_hours=None),
        replace(CASE, ends_on=None),
        replace(CASE, begins_on=ENDS_ON, ends_on=BEGUN_ON),
        replace(CASE, begins_on=TODAY, ends_on=TODAY),
        replace(CASE, begins_on=date(2030, 1, 1), ends_on=date(2031, 1, 1)),
        replace(CASE, begins_on=date(2023, 3, 1), ends_on=date(2026, 3, 1)),
        replace(CASE, approved_hours=0),
    ],
)
def test_whatever_is_written_down_there_is_a_frame(case: Case) -> None:
    for days in ([], weekly(2), weekly(60), [(TODAY, 1)]):
        found = frame_of(case, days, TODAY)
        assert found.used == sum(minutes for _, minutes in days)
        assert (found.reason is None) == (found.ask_by is None)
        assert hours_picture(case, found, "").weeks_left >= 0


def test_nothing_is_said_about_the_pace_in_the_first_weeks() -> None:
    found = frame_of(CASE, [(BEGUN_ON, 600)], BEGUN_ON + timedelta(days=3))
    assert (found.weekly, found.pace, found.lasts) == (None, None, None)


def test_the_picture_comes_to_the_same_end_as_the_words() -> None:
    for quarters in range(1, 40):
        for days in range(1, 120):
            found = frame_of(CASE, weekly(quarters / 4), TODAY + timedelta(days=days))
            if found.lasts is not None and found.left is not None and found.left > 0:
                drawn = hours_picture(CASE, found, "")
                assert (drawn.left >= 0) == found.lasts


def test_a_reason_is_news_once() -> None:
    assert is_new(Reason.NOT_LASTING, None)
    assert is_new(Reason.USED_UP, Reason.NOT_LASTING)
    assert not is_new(Reason.USED_UP, Reason.USED_UP)
    assert not is_new(None, Reason.NOT_LASTING)
