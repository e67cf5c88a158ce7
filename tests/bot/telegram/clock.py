"""The real time, moved on by as much as a test likes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class MovableClock:
    """For `App.clock`. Counts how often it was asked, which tells idle waiting from going round in circles."""

    def __init__(self) -> None:
        self.ahead = timedelta()
        self.asked = 0

    def __call__(self) -> datetime:
        self.asked += 1
        return datetime.now(UTC) + self.ahead

    def forward(self, **by: float) -> None:
        self.ahead += timedelta(**by)
