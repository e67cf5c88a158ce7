"""The frame of a case in numbers: hours approved, used and left, whether they last, and when to ask for more. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dialogs.engine.model import Phase
from storage.cases import Case

DECISION_TAKES = timedelta(weeks=6)
"""How long before the end an extension is to be asked for."""
RECENT = timedelta(weeks=8)
"""The present pace is that of these last weeks, because many cases begin with more hours than they go on with."""
_WEEK = timedelta(weeks=1)
_SAYS_ENOUGH = timedelta(weeks=4)  # a shorter time says nothing about the pace
_ROUNDED_TO = 6  # minutes; a tenth of an hour, so that people can do the sum themselves
_AHEAD_BY = 15  # percent points
_LITTLE = 20  # percent


class Reason(StrEnum):
    """Why an extension may be needed; the first that is true counts."""

    USED_UP = "used_up"
    OVER = "over"
    NOT_LASTING = "not_lasting"
    AHEAD = "ahead"
    LITTLE_LEFT = "little_left"


@dataclass(frozen=True, slots=True)
class Frame:
    """Minutes, days and percent; None for what nobody wrote down or what cannot be told from it.

    `weekly` is the average since the begin, `pace` the one of the last weeks. `lasts` is whether the hours last to the
    planned end at that pace, `runs_out_on` when they end otherwise. `ask_by` is the day by which an extension is to be
    asked for, if there is a reason for one.
    """

    approved: int | None
    used: int
    left: int | None
    used_share: int | None
    time_share: int | None
    weeks_left: int | None
    weekly: int | None
    pace: int | None
    lasts: bool | None
    runs_out_on: date | None
    reason: Reason | None
    ask_by: date | None


def frame_of(case: Case, minutes_by_day: Sequence[tuple[date, int]], today: date) -> Frame:
    """The frame as it is today."""
    used = sum(minutes for _, minutes in minutes_by_day)
    approved = case.approved_hours * 60 if case.approved_hours else None
    left = None if approved is None else approved - used
    begun_on = min((day for day in (case.begins_on, *(day for day, _ in minutes_by_day)) if day), default=None)
    since = timedelta() if begun_on is None else today - begun_on
    weekly = _rounded(used, since) if used and since >= _WEEK else None
    pace = None
    if since >= _SAYS_ENOUGH:
        recent = sum(minutes for day, minutes in minutes_by_day if day > today - RECENT)
        pace = _rounded(recent, min(since, RECENT))
    lasts, runs_out_on = None, None
    if case.phase is not Phase.CLOSED:
        lasts, runs_out_on = _outlook(left, pace, case.ends_on, today)
    used_share = None if approved is None else round(100 * used / approved)
    time_share = _time_share(case, today)
    reason = _reason(case, left, lasts, used_share, time_share, today)
    ends_on = runs_out_on
    if reason is Reason.AHEAD and left is not None and weekly:
        ends_on = _after(left, weekly, today)
    return Frame(
        approved=approved,
        used=used,
        left=left,
        used_share=used_share,
        time_share=time_share,
        weeks_left=None if case.ends_on is None else _weeks((case.ends_on - today).days, bool(lasts)),
        weekly=weekly,
        pace=pace,
        lasts=lasts,
        runs_out_on=runs_out_on,
        reason=reason,
        ask_by=None if reason is None else _ask_by(ends_on, case.ends_on, today),
    )


def is_new(reason: Reason | None, before: Reason | None) -> bool:
    """Whether there is something to say that was not there before: people are told once."""
    return reason is not None and reason is not before


def _weeks(days: int, lasts: bool) -> int:
    """Whole weeks, to the side the outlook is on: so the sum that people do with them comes to the same end."""
    return max(0, days // 7 if lasts else -(-days // 7))


def _rounded(minutes: int, span: timedelta) -> int:
    return round(minutes * (_WEEK / span) / _ROUNDED_TO) * _ROUNDED_TO


def _outlook(left: int | None, pace: int | None, ends_on: date | None, today: date) -> tuple[bool | None, date | None]:
    """Whether the hours last to the planned end, and when they run out if not."""
    if left is not None and left <= 0:
        return False, today
    if left is None or pace is None or ends_on is None or ends_on < today:
        return None, None
    if pace * (ends_on - today).days <= 7 * left:
        return True, None
    return False, _after(left, pace, today)


def _after(left: int, a_week: int, today: date) -> date:
    """When so much time is used up at so much a week; far away is as good as never."""
    return today + timedelta(days=min(7 * left // a_week, 10_000))


def _time_share(case: Case, today: date) -> int | None:
    if case.begins_on is None or case.ends_on is None or case.ends_on <= case.begins_on:
        return None
    share = (today - case.begins_on) / (case.ends_on - case.begins_on)
    return round(100 * min(1.0, max(0.0, share)))


def _reason(
    case: Case, left: int | None, lasts: bool | None, used_share: int | None, time_share: int | None, today: date
) -> Reason | None:
    if case.phase is Phase.CLOSED:
        return None
    if left is not None and left <= 0:
        return Reason.USED_UP
    if case.ends_on is not None and case.ends_on < today:
        return Reason.OVER
    if lasts is False:
        return Reason.NOT_LASTING
    if used_share is not None and time_share is not None and used_share - time_share > _AHEAD_BY:
        return Reason.AHEAD
    soon = case.ends_on is not None and case.ends_on - today < DECISION_TAKES
    if soon or (used_share is not None and 100 - used_share < _LITTLE):
        return Reason.LITTLE_LEFT
    return None


def _ask_by(runs_out_on: date | None, ends_on: date | None, today: date) -> date:
    """A working day in time for a decision, but never one that is over."""
    end = min((day for day in (runs_out_on, ends_on) if day is not None), default=today)
    day = end - DECISION_TAKES
    working = day - timedelta(days=max(0, day.weekday() - 4))
    return max(today, working)
