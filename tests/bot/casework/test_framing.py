"""The frame of a case: days as people write them, hours and region within limits, each part emptied again."""

from __future__ import annotations

from datetime import date

import pytest

from tests.bot.casework.circle import Circle, Neighbour
from tests.bot.casework.conftest import ahorn
from tests.journey import said


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12.3.", date(2026, 3, 12)),
        ("12.3", date(2026, 3, 12)),
        ("in zwei Wochen", date(2026, 3, 16)),
        ("1.10.2025", date(2025, 10, 1)),
        ("seit dem 3. November 2025", date(2025, 11, 3)),
    ],
)
def test_the_begin_is_read_as_people_write_it(circle: Circle, linde: Neighbour, written: str, day: date) -> None:
    linde.writes("/eckdaten")
    linde.taps("Beginn")
    linde.writes(written)
    assert ahorn(circle.app).begins_on == day
    assert f"{day.day}.{day.month}.{day.year}" in linde.last.text
    assert circle.log_of(1) == [("case_changed", 1, None)]


def test_all_parts_stay_when_one_changes(circle: Circle, linde: Neighbour) -> None:
    linde.writes("/eckdaten")
    for button, written in (("Beginn", "1.2.2026"), ("Geplantes Ende", "31.7.2026"), ("Stunden", "80 Stunden")):
        linde.taps(button)
        linde.writes(written)
    linde.taps("Region")
    linde.writes("Kreis Warendorf")
    case = ahorn(circle.app)
    assert (case.begins_on, case.ends_on) == (date(2026, 2, 1), date(2026, 7, 31))
    assert (case.approved_hours, case.region) == (80, "Kreis Warendorf")
    linde.taps("Stunden")
    linde.taps("Leeren")
    assert ahorn(circle.app).approved_hours is None
    assert ahorn(circle.app).region == "Kreis Warendorf"


@pytest.mark.parametrize(
    ("button", "written", "sentence"),
    [
        ("Beginn", "irgendwann", "refused_not_a_date"),
        ("Beginn", "31.2.2026", "refused_not_a_date"),
        ("Geplantes Ende", "31.1.2026", "frame_ends_too_early"),
        ("Stunden", "0", "frame_hours_unclear"),
        ("Stunden", "2001", "frame_hours_unclear"),
        ("Stunden", "-5", "frame_hours_unclear"),
        ("Stunden", "12,5", "frame_hours_unclear"),
        ("Stunden", "8 bis 10", "frame_hours_unclear"),
        ("Stunden", "9" * 30, "frame_hours_unclear"),
        ("Region", "x" * 41, "frame_region_length"),
    ],
)
def test_what_does_not_fit_is_said_and_asked_again(
    circle: Circle, linde: Neighbour, button: str, written: str, sentence: str
) -> None:
    linde.writes("/eckdaten")
    linde.taps("Beginn")
    linde.writes("1.2.2026")
    before = ahorn(circle.app)
    linde.taps(button)
    question = linde.last.text
    linde.writes(written)
    assert [message.text for message in linde.heard[-2:]] == [said(circle.app, sentence), question]
    assert ahorn(circle.app) == before


def test_leaving_it_as_it_is_takes_no_text(circle: Circle, linde: Neighbour) -> None:
    linde.writes("/eckdaten")
    linde.taps("Stunden")
    linde.taps("Nichts ändern")
    linde.writes("80")
    assert linde.last.text == said(circle.app, "nothing_open")
    assert ahorn(circle.app).approved_hours is None


def test_only_those_who_lead_set_it(circle: Circle, birke: Neighbour) -> None:
    birke.writes("/eckdaten")
    assert birke.last.text == said(circle.app, "hint_not_allowed")
