"""What the daily run has to do about interim reviews: pure, decided from rows and the local time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from storage.reviews import Review

RUNS_AT = time(9, 0)  # local time of the installation, Monday to Friday
RESTS_AT = time(18, 0)  # what an outage delayed beyond that waits for the next working day
WAITS = timedelta(days=7)


class Kind(StrEnum):
    """PROPOSE: those who lead read that a review is due. REMIND: everybody who has not answered reads it once more."""

    PROPOSE = "propose"
    REMIND = "remind"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do about one review."""

    review: Review
    kind: Kind


def steps_due(reviews: Iterable[Review], now: datetime) -> list[Step]:
    """What to do now (local time) about reviews of cases that are not closed; nothing outside of working hours.

    What is late is due once; what was done is noted in `reminded_at` and never due again.
    """
    if now.weekday() > 4 or not RUNS_AT <= now.time() < RESTS_AT:
        return []
    waiting = [found for found in reviews if found.reminded_at is None and found.closed_at is None]
    steps = []
    for review in waiting:
        if review.asked_at is None:
            if review.due_on <= now.date():
                steps.append(Step(review, Kind.PROPOSE))
        elif review.asked_at.astimezone(now.tzinfo).date() + WAITS <= now.date():
            steps.append(Step(review, Kind.REMIND))
    return steps
