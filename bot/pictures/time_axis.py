"""Days to places on the time axis, the months written below it, and rows for marks that would overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_SHORTEST_DAYS = 28
_STEPS_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """From `first_on` at `left` to `last_on` at `right`."""

    left: float
    right: float
    first_on: date
    last_on: date

    def x(self, on: date) -> float:
        """The place of a day."""
        return self.left + (self.right - self.left) * ((on - self.first_on) / (self.last_on - self.first_on))

    def months(self, apart: float) -> list[date]:
        """Both ends of the axis, and between them first days of months, evenly, nowhere nearer than `apart`."""
        whole = (self.last_on.year - self.first_on.year) * 12 + self.last_on.month - self.first_on.month + 1
        room = max((self.right - self.left) / apart, 1)
        step = next((step for step in _STEPS_MONTHS if whole / step <= room), whole)
        start = self.first_on.year * 12 + self.first_on.month - 1
        months = [date(month // 12, month % 12 + 1, 1) for month in range(start, start + whole, step)]
        inner = [on for on in months if self.left + apart <= self.x(on) <= self.right - apart]
        ends = [self.first_on, self.last_on] if whole > 1 else [self.first_on]
        return sorted([*ends, *inner])


def axis_over(days: Iterable[date], left: float, right: float) -> TimeAxis:
    """An axis on which all these days have a place; a short time is stretched so that its days stay apart."""
    known = sorted(days)
    first, last = known[0], known[-1]
    return TimeAxis(left, right, first, max(last, first + timedelta(days=_SHORTEST_DAYS)))


def rows_for(places: Iterable[float], apart: float) -> list[int]:
    """For each place (in rising order) the first row in which nothing is nearer than `apart`."""
    ends: list[float] = []
    rows = []
    for place in places:
        row = next((row for row, end in enumerate(ends) if place - end >= apart), len(ends))
        ends[row : row + 1] = [place]
        rows.append(row)
    return rows


def spread(wanted: list[float], apart: float, top: float, bottom: float) -> list[float]:
    """Heights near the wanted ones, at least `apart`, between top and bottom if there is room; in the order given."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    heights = list(wanted)
    free = top
    for index in order:
        heights[index] = max(heights[index], free)
        free = heights[index] + apart
    limit = bottom
    for index in reversed(order):
        heights[index] = min(heights[index], limit)
        limit = heights[index] - apart
    return heights
