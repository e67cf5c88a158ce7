"""The calendar file by the rules of RFC 5545: lines, folding, escaping, and clocks that change."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.follow_up.calendar_file import Appointment, calendar, escaped, folded

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 2, 17, 0, tzinfo=BERLIN)


def lines(*appointments: Appointment, now: datetime = NOW) -> list[str]:
    return calendar(appointments, now).decode().split("\r\n")


def test_every_line_ends_in_cr_and_lf_and_is_at_most_75_octets_long() -> None:
    content = calendar([Appointment("1", date(2026, 6, 2), 9, "ü" * 200)], NOW)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_folded_lines_unfold_to_what_they_were_even_between_emoji() -> None:
    line = "SUMMARY:" + "ä🙂 " * 60
    pieces = folded(line)
    assert len(pieces) > 1
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert "\r\n".join(pieces).replace("\r\n ", "") == line
    assert all(len(piece.encode()) <= 75 for piece in pieces)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a, b; c", "a\\, b\\; c"),
        ("a\nb\r\nc\rd", "a\\nb\\nc\\nd"),
        ("a\\n", "a\\\\n"),
        ("BEGIN:VEVENT", "BEGIN:VEVENT"),
    ],
)
def test_text_cannot_end_its_value(text: str, written: str) -> None:
    assert escaped(text) == written


def test_the_hour_is_local_with_the_zone_beside_it() -> None:
    found = lines(Appointment("1-x", date(2026, 6, 2), 9, "Nachfrage"))
    assert "DTSTART;TZID=Europe/Berlin:20260602T090000" in found
    assert "DTSTAMP:20260302T160000Z" in found
    assert "UID:1-x@nachklang" in found


def test_the_zone_knows_both_changes_of_clock() -> None:
    found = lines(Appointment("1", date(2026, 6, 2), 9, "x"), Appointment("2", date(2027, 1, 4), 9, "x"))
    assert found.count("BEGIN:VTIMEZONE") == 1
    for day in ("20260329T020000", "20261025T030000", "20270328T020000", "20271031T030000"):
        assert f"DTSTART:{day}" in found
    summer = found[found.index("DTSTART:20260329T020000") - 1 :][:4]
    assert summer == ["BEGIN:DAYLIGHT", "DTSTART:20260329T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200"]


def test_a_zone_without_changes_has_one_offset() -> None:
    found = lines(Appointment("1", date(2026, 6, 2), 9, "x"), now=NOW.astimezone(ZoneInfo("Asia/Tokyo")))
    assert found.count("BEGIN:STANDARD") == 1
    assert found.count("BEGIN:DAYLIGHT") == 0
    assert "TZOFFSETTO:+0900" in found


def test_each_component_that_begins_ends_in_reverse_order() -> None:
    opened: list[str] = []
    for line in lines(Appointment("1", date(2026, 6, 2), 9, "x"), now=NOW.astimezone(UTC)):
        word, _, name = line.partition(":")
        if word == "BEGIN":
            opened.append(name)
        elif word == "END":
            assert opened.pop() == name
    assert opened == []
