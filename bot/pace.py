"""How fast one person may send: a limit against flooding that nobody meets who types."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from enum import Enum, auto

_WINDOW = timedelta(minutes=1)


class Verdict(Enum):
    """What to do with an input: take it, drop it and say so (once a minute), or drop it silently."""

    FINE = auto()
    TELL = auto()
    DROP = auto()


class Pace:
    """Counts the inputs of the last minute for each person. Lives in the process; a restart forgets it."""

    def __init__(self, most_per_minute: int) -> None:
        self._most = most_per_minute
        self._taken: dict[int, deque[datetime]] = {}
        self._told_at: dict[int, datetime] = {}

    def judge(self, person_id: int, now: datetime) -> Verdict:
        """Whether the next input of a person is taken."""
        taken = self._taken.setdefault(person_id, deque())
        while taken and taken[0] <= now - _WINDOW:
            taken.popleft()
        if len(taken) < self._most:
            taken.append(now)
            return Verdict.FINE
        told_at = self._told_at.get(person_id)
        if told_at is not None and told_at > now - _WINDOW:
            return Verdict.DROP
        self._told_at[person_id] = now
        return Verdict.TELL
