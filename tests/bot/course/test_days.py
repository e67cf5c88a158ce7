"""Days that lie behind."""

from __future__ import annotations

from datetime import date

import pytest

from bot.course.days import days_behind, from_token, in_token, read_day_behind
from tests.builders import real_content

VOCABULARY = real_content().vocabulary
MONDAY = date(2026, 3, 2)


def test_the_days_that_are_offered() -> None:
    offered = days_behind(MONDAY)
    assert [day.day for day in offered] == [2, 1, 27, 26, 25, 24, 23]
    assert [day.day for day in days_behind(date(2026, 3, 6))] == [6, 5, 4, 3, 2, 27]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("heute", MONDAY),
        ("12.2.", date(2026, 2, 12)),
        ("12.02", date(2026, 2, 12)),
        ("12.12.", date(2025, 12, 12)),
        ("am 12. Dezember", date(2025, 12, 12)),
        ("12.2.2024", date(2024, 2, 12)),
        ("12.2.24", date(2024, 2, 12)),
        ("2026-02-12", date(2026, 2, 12)),
        ("Freitag", date(2026, 2, 27)),
        ("Montag", MONDAY),
    ],
)
def test_a_day_without_a_year_is_the_last_one(text: str, day: date) -> None:
    assert read_day_behind(text, MONDAY, VOCABULARY) == day


@pytest.mark.parametrize(
    "text", ["", "bald", "morgen", "in 3 Wochen", "nächsten Freitag", "12.2.2027", "12.5.27", "31.2.", "29.2."]
)
def test_what_is_still_to_come_or_never_was_is_no_day_behind(text: str) -> None:
    assert read_day_behind(text, MONDAY, VOCABULARY) is None


def test_days_in_buttons() -> None:
    assert from_token(in_token(MONDAY), MONDAY) == MONDAY
    assert [from_token(text, MONDAY) for text in ("", "20260303", "20260231", "2026-3-2", "٢٠٢٦٠٣٠١")] == [None] * 5
