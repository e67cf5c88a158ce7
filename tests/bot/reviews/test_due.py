"""What the daily run decides: in working hours only, late things once, what was done never again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.reviews.due import Kind, steps_due
from storage.reviews import Review

BERLIN = ZoneInfo("Europe/Berlin")
PLANNED = Review(1, 1, date(2026, 3, 9), None, None, None)
OPEN = replace(PLANNED, asked_at=datetime(2026, 3, 2, 22, 30, tzinfo=UTC))  # 23:30 in Berlin


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("review", "now", "kind"),
    [
        (PLANNED, at(6), None),  # Friday before
        (PLANNED, at(9, 8, 59), None),
        (PLANNED, at(9), Kind.PROPOSE),
        (PLANNED, at(9, 17, 59), Kind.PROPOSE),
        (PLANNED, at(9, 18), None),
        (PLANNED, at(14), None),  # Saturday
        (PLANNED, at(15), None),  # Sunday
        (PLANNED, at(16), Kind.PROPOSE),
        (replace(PLANNED, reminded_at=at(9)), at(16), None),
        (replace(PLANNED, closed_at=at(9)), at(16), None),
        (OPEN, at(6), None),
        (OPEN, at(9), Kind.REMIND),
        (OPEN, at(30), Kind.REMIND),
        (replace(OPEN, reminded_at=at(6)), at(9), None),
        (replace(OPEN, closed_at=at(6)), at(9), None),
    ],
)
def test_what_is_due(review: Review, now: datetime, kind: Kind | None) -> None:
    assert [step.kind for step in steps_due([review], now)] == ([] if kind is None else [kind])


def test_days_are_counted_in_the_zone_of_the_installation() -> None:
    after_midnight = replace(OPEN, asked_at=datetime(2026, 3, 2, 23, 30, tzinfo=UTC))  # already the 3rd in Berlin
    assert steps_due([after_midnight], at(9)) == []
    assert len(steps_due([after_midnight], at(10))) == 1
