"""A frame for a case, and working time in it, as if they had been noted before."""

from __future__ import annotations

from datetime import date

from bot.app import App
from storage.cases import set_frame
from storage.course import note_hours
from storage.database import transaction

CASE, COACH = 1, 1  # the first case, and the first person in it
BEGUN_ON, ENDS_ON = date(2026, 1, 5), date(2026, 6, 29)


def agree(app: App, hours: int | None, begins_on: date | None = BEGUN_ON, ends_on: date | None = ENDS_ON) -> None:
    """What the funding body approved."""
    with transaction(app.engine) as connection:
        set_frame(connection, CASE, begins_on, ends_on, hours, "")


def work(app: App, *days: tuple[date, int]) -> None:
    """Hours of the job coach, in whole hours."""
    with transaction(app.engine) as connection:
        for day, hours in days:
            note_hours(connection, CASE, COACH, day, hours * 60)
