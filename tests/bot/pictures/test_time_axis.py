"""Days on the time axis, and marks that make room for each other."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from bot.pictures.time_axis import axis_over, rows_for, spread


def test_ends_and_middle() -> None:
    axis = axis_over([date(2026, 12, 31), date(2026, 1, 1), date(2026, 7, 2)], 10, 110)
    assert (axis.x(date(2026, 1, 1)), axis.x(date(2026, 7, 2)), axis.x(date(2026, 12, 31))) == (10, 60, 110)


def test_one_day_has_a_place() -> None:
    axis = axis_over([date(2026, 3, 2)], 10, 110)
    assert axis.x(date(2026, 3, 2)) == 10
    assert axis.months(30) == [date(2026, 3, 2)]


@pytest.mark.parametrize("last_on", [date(2026, 5, 3), date(2027, 1, 29), date(2031, 3, 1), date(2090, 1, 1), date.max])
def test_months_keep_their_distance(last_on: date) -> None:
    axis = axis_over([date(2026, 3, 2), last_on], 36, 232)
    months = axis.months(54)
    assert (months[0], months[-1]) == (date(2026, 3, 2), last_on)
    assert all(axis.x(later) - axis.x(earlier) >= 53 for earlier, later in pairwise(months))


def test_marks_take_the_first_free_row() -> None:
    assert rows_for([0, 5, 10, 30, 31], 20) == [0, 1, 2, 0, 1]


def test_heights_are_pushed_apart_but_stay_inside() -> None:
    assert spread([50, 50, 50], 18, 0, 60) == [24, 42, 60]
    assert spread([10, 0, 60], 18, 0, 60) == [18, 0, 60]
