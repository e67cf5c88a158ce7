"""Dates as a calendar file (RFC 5545), with the clock changes of the zone in it; no names, no topics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

MEDIA_TYPE = "text/calendar"
LONGEST_LINE = 75  # octets
_LASTS = "PT15M"
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Appointment:
    """A local hour on a day. `uid` stays the same when the file is made again."""

    uid: str
    day: date
    hour: int
    summary: str


def calendar(appointments: Sequence[Appointment], now: datetime) -> bytes:
    """The file. `now` is local time; its zone is that of the appointments."""
    zone = now.tzinfo
    assert zone is not None, "now is local time"
    name = str(zone)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Nachklang//DE", "CALSCALE:GREGORIAN"]
    years = [appointment.day.year for appointment in appointments] or [now.year]
    lines += ["BEGIN:VTIMEZONE", f"TZID:{name}", *_observances(zone, min(years), max(years)), "END:VTIMEZONE"]
    stamped = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for one in appointments:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.uid}@nachklang",
            f"DTSTAMP:{stamped}",
            f"DTSTART;TZID={name}:{_local(datetime.combine(one.day, time(one.hour)))}",
            f"DURATION:{_LASTS}",
            f"SUMMARY:{escaped(one.summary)}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode()


def escaped(text: str) -> str:
    """Text as a value: separators and line breaks do not end it."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def folded(line: str) -> list[str]:
    """The line in pieces of at most 75 octets, cut between characters; each piece but the first begins with a blank."""
    pieces, piece = [], ""
    for sign in line:
        if len((piece + sign).encode()) > LONGEST_LINE:
            pieces.append(piece)
            piece = " "
        piece += sign
    return [*pieces, piece]


def _observances(zone: tzinfo, first_year: int, last_year: int) -> Iterator[str]:
    """How far the zone is from UTC at the start of the first year, and each change until the end of the last one."""
    day = date(first_year, 1, 1)
    yield from _observance(zone, datetime.combine(day, time(), zone), datetime.combine(day, time(), zone))
    while day.year <= last_year:
        before = datetime.combine(day, time(), zone)
        after = datetime.combine(day + _A_DAY, time(), zone)
        if before.utcoffset() != after.utcoffset():
            yield from _observance(zone, before, _change(before, after))
        day += _A_DAY


def _change(before: datetime, after: datetime) -> datetime:
    """The first minute after the clock was changed, between two midnights."""
    low, high = before.astimezone(UTC), after.astimezone(UTC)
    while high - low > timedelta(minutes=1):
        middle = low + timedelta(minutes=(high - low) // timedelta(minutes=2))
        if middle.astimezone(before.tzinfo).utcoffset() == before.utcoffset():
            low = middle
        else:
            high = middle
    return high.astimezone(before.tzinfo)


def _observance(zone: tzinfo, before: datetime, since: datetime) -> Iterator[str]:
    kind = "DAYLIGHT" if since.dst() else "STANDARD"
    offset_before = before.utcoffset() or timedelta()
    local = (since.astimezone(UTC) + offset_before).replace(tzinfo=None)  # written in the time that ends then
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{_local(local)}"
    yield f"TZOFFSETFROM:{_offset(before)}"
    yield f"TZOFFSETTO:{_offset(since)}"
    yield f"END:{kind}"


def _offset(at: datetime) -> str:
    minutes = (at.utcoffset() or timedelta()) // timedelta(minutes=1)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def _local(at: datetime) -> str:
    return at.strftime("%Y%m%dT%H%M%S")
