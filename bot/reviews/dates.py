"""When reviews are due, and which one something belongs to that is said today: pure, about days only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from storage.reviews import Review

USUAL_WEEKS = 10
PROPOSED_WEEKS = (8, 10, 12)  # two to three months (JADE 4.2)
SOON = timedelta(days=14)
FAREST = timedelta(days=366)


def in_weeks(today: date, weeks: int) -> date:
    """That many weeks ahead; on a weekend the Friday before."""
    day = today + timedelta(weeks=weeks)
    return day - timedelta(days=max(0, day.weekday() - 4))


def is_usable(day: date | None, today: date) -> bool:
    """Whether a review can be planned for this day: after today, within a year."""
    return day is not None and today < day <= today + FAREST


def to_answer(reviews: Sequence[Review], today: date) -> Review | None:
    """The review that answers given today belong to: the open one, or the next one if it is due soon."""
    soon = (found for found in reviews if found.is_planned and found.due_on <= today + SOON)
    return next((found for found in reviews if found.is_open), None) or next(soon, None)


def to_conclude(reviews: Sequence[Review], today: date) -> Review | None:
    """The review that the result of a meeting belongs to.

    The open one; the planned one that is due; the one closed a few days ago, when a second person notes what she
    heard; the planned one that is due soon. None if the meeting stands for itself.
    """
    planned = next((found for found in reviews if found.is_planned), None)
    if planned is not None and planned.due_on > today + SOON:
        planned = None
    since = today - SOON
    just_closed = [found for found in reviews if found.closed_at is not None and found.closed_at.date() >= since]
    opened = next((found for found in reviews if found.is_open), None)
    if opened is None and planned is not None and planned.due_on <= today:
        return planned
    return opened or (just_closed[-1] if just_closed else None) or planned
