"""The frame of a case in numbers: hours approved, used and left, and whether they last to the planned end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from storage.cases import Case

DECISION_TAKES = timedelta(weeks=6)
"""How long before the end an extension is to be asked for."""
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Frame:
    """Minutes and days; None for what nobody wrote down or what cannot be told from it.

    `weekly` is the average since the begin. `runs_out_on` is when the hours end at this pace; `ask_by` the day by which
    an extension is to be asked for, only if they do not last to the planned end.
    """

    approved: int | None
    used: int
    left: int | None
    weeks_left: int | None
    weekly: int | None
    lasts: bool | None
    runs_out_on: date | None
    ask_by: date | None


def frame_of(case: Case, minutes_by_day: Sequence[tuple[date, int]], today: date) -> Frame:
    """The frame as it is today; `minutes_by_day` is oldest first."""
    used = sum(minutes for _, minutes in minutes_by_day)
    approved = None if case.approved_hours is None else case.approved_hours * 60
    left = None if approved is None else approved - used
    weeks_left = None if case.ends_on is None else max(0, -(-(case.ends_on - today).days // 7))
    begun_on = case.begins_on or (minutes_by_day[0][0] if minutes_by_day else None)
    # Less than a week says nothing about the pace.
    weeks = None if begun_on is None or today - begun_on < _WEEK else (today - begun_on) / _WEEK
    weekly = None if weeks is None or not used else round(used / weeks)
    lasts = None
    runs_out_on = None
    if left is not None and left <= 0:
        lasts, runs_out_on = False, today
    elif left is not None and weekly and case.ends_on is not None:
        runs_out_on = today + timedelta(days=7 * left // weekly)
        lasts = runs_out_on >= case.ends_on
    ask_by = None
    if lasts is False and runs_out_on is not None and case.ends_on is not None and today <= case.ends_on:
        ask_by = max(today, runs_out_on - DECISION_TAKES)
    return Frame(approved, used, left, weeks_left, weekly, lasts, None if lasts else runs_out_on, ask_by)
