"""Days are understood as people write them, and never lie in the past unless a year says so."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dialogs.engine.days import find_day
from tests.builders import real_content

WEDNESDAY = date(2026, 3, 4)


def found(text: str, today: date = WEDNESDAY) -> str | None:
    day = find_day(text, today, real_content().vocabulary)
    return day.isoformat() if day else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("heute noch", "2026-03-04"),
        ("Morgen rufe ich an", "2026-03-05"),
        ("Übermorgen", "2026-03-06"),
        ("am Freitag mit dem Meister", "2026-03-06"),
        ("Mittwoch", "2026-03-04"),
        ("nächsten Mittwoch", "2026-03-11"),
        ("nächsten Freitag", "2026-03-06"),
        ("nächste Woche rufe ich an", "2026-03-09"),
        ("Dienstag", "2026-03-10"),
        ("Sonnabend", "2026-03-07"),
        ("in zwei Wochen", "2026-03-18"),
        ("in 3 Tagen", "2026-03-07"),
        ("in einer Woche", "2026-03-11"),
        ("In vierzehn Tagen", "2026-03-18"),
        ("12.3.", "2026-03-12"),
        ("am 12. 3. 2026 dann", "2026-03-12"),
        ("12.03.26", "2026-03-12"),
        ("12.3. 10 Uhr", "2026-03-12"),
        ("4.3.", "2026-03-04"),
        ("3.3.", "2027-03-03"),
        ("3.3.2026", "2026-03-03"),
        ("3. Mai", "2026-05-03"),
        ("3 Mai 14 Uhr", "2026-05-03"),
        ("am 1. März 2028", "2028-03-01"),
        ("2026-12-24", "2026-12-24"),
        ("Montag, 16.3.", "2026-03-16"),
        ("31.3.", "2026-03-31"),
    ],
)
def test_days_people_write(text: str, day: str) -> None:
    assert found(text) == day


@pytest.mark.parametrize(
    "text",
    ["", "bald", "irgendwann", "31.4.", "30. Februar", "2026-02-30", "0.5.", "12.13.", "1.2.3.4", "Montagearbeit",
     "in Ruhe reden", "in 5000 Wochen", "mit Frau Mai sprechen", "29.2.2027"],
)  # fmt: skip
def test_words_that_name_no_day(text: str) -> None:
    assert found(text) is None


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [
        (date(2026, 12, 30), "2.1.", "2027-01-02"),
        (date(2026, 12, 30), "31.12.", "2026-12-31"),
        (date(2026, 12, 30), "in einer Woche", "2027-01-06"),
        (date(2026, 12, 31), "morgen", "2027-01-01"),
        (date(2026, 12, 31), "Freitag", "2027-01-01"),
        (date(2026, 1, 31), "in vier Wochen", "2026-02-28"),
        (date(2028, 2, 28), "morgen", "2028-02-29"),
        (date(2027, 2, 28), "morgen", "2027-03-01"),
        (date(2027, 6, 1), "29.2.", "2028-02-29"),
        (date(2028, 2, 29), "29. Februar", "2028-02-29"),
        (date(2028, 3, 1), "29.2.", "2032-02-29"),
        (date(2025, 6, 1), "29.2.", "2028-02-29"),
    ],
)
def test_ends_of_months_and_years(today: date, text: str, day: str) -> None:
    assert found(text, today) == day


days = st.dates(date(2024, 1, 1), date(2040, 12, 31))


@given(days, days)
@example(date(2028, 3, 1), date(2028, 2, 29))
@settings(max_examples=150, deadline=None)
def test_a_date_without_a_year_is_the_next_one(today: date, meant: date) -> None:
    day = find_day(f"{meant.day}.{meant.month}.", today, real_content().vocabulary)
    assert day is not None
    assert day >= today
    assert (day.day, day.month) == (meant.day, meant.month)


@given(days, days)
@settings(max_examples=100, deadline=None)
def test_a_whole_date_is_that_day_whatever_day_it_is(today: date, meant: date) -> None:
    vocabulary = real_content().vocabulary
    for text in (f"{meant:%d.%m.%Y}", meant.isoformat(), f"am {meant.day}.{meant.month}.{meant.year} um 9"):
        assert find_day(text, today, vocabulary) == meant


@given(st.text() | st.from_regex(r"(in )?[0-9]{1,4}[. -]{0,2}[0-9]{0,3}\.? ?(tagen|mai|wochen)?"), days, days)
@settings(max_examples=300, deadline=None)
def test_whether_a_text_names_a_day_does_not_depend_on_today(text: str, today: date, later: date) -> None:
    """Otherwise a conversation could lose or gain a question while it rests."""
    assert (found(text, today) is None) == (found(text, later) is None)
