"""Days of reviews, and which review something belongs to that is said today."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.reviews.dates import in_weeks, is_usable, to_answer, to_conclude
from storage.reviews import Review

TODAY = date(2026, 3, 2)


def moment(day: int, month: int = 3) -> datetime:
    return datetime(2026, month, day, 10, 0, tzinfo=UTC)


CLOSED = Review(1, 1, date(2026, 2, 1), moment(2, 2), None, moment(10, 2))
CLOSED_NOW = Review(1, 1, date(2026, 2, 1), moment(2, 2), None, moment(27, 2))
OPEN = Review(2, 1, date(2026, 2, 20), moment(20, 2), None, None)
DUE = Review(3, 1, date(2026, 3, 1), None, None, None)
SOON = Review(4, 1, date(2026, 3, 16), None, None, None)
LATER = Review(5, 1, date(2026, 3, 17), None, None, None)
HELD = Review(6, 1, date(2026, 2, 1), None, None, moment(10, 2))


@pytest.mark.parametrize(
    ("today", "weeks", "day"),
    [
        (date(2026, 3, 2), 10, date(2026, 5, 11)),
        (date(2026, 3, 7), 10, date(2026, 5, 15)),
        (date(2026, 3, 8), 8, date(2026, 5, 1)),
    ],
)
def test_a_review_is_on_a_working_day(today: date, weeks: int, day: date) -> None:
    assert in_weeks(today, weeks) == day


@pytest.mark.parametrize(
    ("day", "usable"),
    [
        (None, False),
        (TODAY, False),
        (date(2026, 3, 1), False),
        (date(2026, 3, 3), True),
        (date(2027, 3, 3), True),
        (date(2027, 3, 4), False),
    ],
)
def test_which_days_can_be_planned(day: date | None, usable: bool) -> None:
    assert is_usable(day, TODAY) is usable


@pytest.mark.parametrize(
    ("reviews", "expected"),
    [
        ([], None),
        ([CLOSED, OPEN], OPEN),
        ([CLOSED, DUE], DUE),
        ([CLOSED, SOON], SOON),
        ([CLOSED_NOW, LATER], None),
        ([HELD], None),
    ],
)
def test_answers_belong_to_the_open_review_or_one_that_is_near(reviews: list[Review], expected: Review | None) -> None:
    assert to_answer(reviews, TODAY) is expected


@pytest.mark.parametrize(
    ("reviews", "expected"),
    [
        ([], None),
        ([CLOSED, OPEN], OPEN),
        ([CLOSED_NOW, DUE], DUE),
        ([CLOSED_NOW, SOON], CLOSED_NOW),
        ([CLOSED_NOW, LATER], CLOSED_NOW),
        ([CLOSED, SOON], SOON),
        ([CLOSED, LATER], None),
        ([HELD], None),
    ],
)
def test_a_result_belongs_to_the_meeting_that_was_just_held(reviews: list[Review], expected: Review | None) -> None:
    assert to_conclude(reviews, TODAY) is expected
