"""Working times as people write and read them: "2,5", "90 min", "1:30"; pure but for the words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from bot.wording import Voice

A_DAY = 24 * 60
LONGEST = 40
_HALF = re.compile(r"(\d{0,2})\s*½", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})\s*[a-z]{0,8}\.?", re.ASCII)
# An h or s begins what hours are called and an m minutes, whichever form or abbreviation somebody prefers.
_HOURS = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?)(?:\s*[hs][a-z]{0,6}\.?)?", re.ASCII)
_MINUTES = re.compile(r"(\d{1,4})\s*m[a-z]{0,6}\.?", re.ASCII)
_BOTH = re.compile(
    r"(\d{1,2})\s*[hs][a-z]{0,6}\.?[^\w]{0,3}(?:[a-z]{1,3}\s+)?(\d{1,2})(?:\s*m[a-z]{0,6}\.?)?", re.ASCII
)


def read_minutes(text: str, numbers: Mapping[str, int]) -> int | None:
    """The working time that `text` names, in whole minutes; None if it names none or several.

    `numbers` are small numbers that people write as words. More than a day is not refused here.
    """
    written = " ".join(text.lower().split()).strip(".! ")
    if len(written) > LONGEST:
        return None
    first, _, rest = written.partition(" ")
    if first in numbers:
        written = f"{numbers[first]} {rest}".strip()
    half, clock, both = _HALF.match(written), _CLOCK.fullmatch(written), _BOTH.fullmatch(written)
    if half is not None:
        written = f"{half[1] or 0}.5{written[half.end() :]}"
    if clock is not None:
        return _sum(clock[1], clock[2])
    if both is not None:
        return _sum(both[1], both[2])
    if (minutes := _MINUTES.fullmatch(written)) is not None:
        return int(minutes[1])
    hours = _HOURS.fullmatch(written)
    return None if hours is None else round(Fraction(hours[1].replace(",", ".")) * 60)


def duration(minutes: int, voice: Voice) -> str:
    """The time in hours and minutes, or only one of them."""
    hours, rest = divmod(abs(minutes), 60)
    if not rest:
        return voice.say("duration_hours", hours=hours)
    if not hours:
        return voice.say("duration_minutes", minutes=rest)
    return voice.say("duration", hours=hours, minutes=rest)


def on_a_button(minutes: int, voice: Voice) -> str:
    """The time for a small button; whole and half hours only."""
    hours, rest = divmod(minutes, 60)
    assert rest in (0, 30), "buttons are for whole and half hours"
    return voice.say("button_duration", number=f"{hours or ''}½" if rest else str(hours))


def _sum(hours: str, minutes: str) -> int | None:
    return int(hours) * 60 + int(minutes) if int(minutes) < 60 else None
