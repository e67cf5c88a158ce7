"""Interim reviews: planned every two to three months, asked, reminded once, and closed with the meeting in the firm."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from dialogs.engine.state import Status
from storage.tables import cases, conversations, reviews


@dataclass(frozen=True, slots=True)
class Review:
    """One interim review. Planned until `asked_at`, open until `closed_at`; a meeting can close it unasked.

    `reminded_at`: while planned, when those who lead were told that it is due; while open, when everybody who had not
    answered was reminded.
    """

    id: int
    case_id: int
    due_on: date
    asked_at: datetime | None
    reminded_at: datetime | None
    closed_at: datetime | None

    @property
    def is_planned(self) -> bool:
        return self.asked_at is None and self.closed_at is None

    @property
    def is_open(self) -> bool:
        return self.asked_at is not None and self.closed_at is None


def plan_review(connection: Connection, case_id: int, due_on: date) -> int:
    """Plans the next review, or moves the one that is planned already; returns its number."""
    planned = planned_review(connection, case_id)
    if planned is not None:
        moved = update(reviews).where(reviews.c.id == planned.id)
        connection.execute(moved.values(due_on=due_on, reminded_at=None))
        return planned.id
    return _add(connection, case_id, due_on)


def drop_planned(connection: Connection, case_id: int) -> bool:
    """No review is planned any more; what was answered for it stays. False if none was planned."""
    planned = planned_review(connection, case_id)
    if planned is None:
        return False
    answered = update(conversations).where(conversations.c.review_id == planned.id)
    connection.execute(answered.values(review_id=None))
    connection.execute(delete(reviews).where(reviews.c.id == planned.id))
    return True


def add_held_review(connection: Connection, case_id: int, now: datetime) -> int:
    """A review whose meeting took place although nobody was asked here; returns its number."""
    review_id = _add(connection, case_id, now.date())
    note_review(connection, review_id, closed_at=now)
    return review_id


def reviews_of(connection: Connection, case_id: int) -> list[Review]:
    """The reviews of a case, oldest first."""
    rows = connection.execute(select(reviews).where(reviews.c.case_id == case_id).order_by(reviews.c.id))
    return [_review(row) for row in rows]


def find_review(connection: Connection, case_id: int, review_id: int | None) -> Review | None:
    """The review with this number, if it is one of this case."""
    return next((found for found in reviews_of(connection, case_id) if found.id == review_id), None)


def planned_review(connection: Connection, case_id: int) -> Review | None:
    """The review that is to come."""
    return next((found for found in reviews_of(connection, case_id) if found.is_planned), None)


def open_review(connection: Connection, case_id: int) -> Review | None:
    """The review that is being asked at the moment."""
    return next((found for found in reviews_of(connection, case_id) if found.is_open), None)


def reviews_to_look_at(connection: Connection, today: date) -> list[Review]:
    """Planned reviews that are due, and open ones, of cases that are not closed: what the daily run decides about."""
    due = reviews.c.asked_at.is_(None) & (reviews.c.due_on <= today)
    wanted = (
        select(reviews)
        .join(cases, cases.c.id == reviews.c.case_id)
        .where(due | reviews.c.asked_at.is_not(None), reviews.c.closed_at.is_(None), cases.c.closed_at.is_(None))
    )
    return [_review(row) for row in connection.execute(wanted.order_by(reviews.c.id))]


def note_review(connection: Connection, review_id: int, **moments: datetime | None) -> None:
    """Notes when a review was asked, reminded of or closed: `asked_at`, `reminded_at`, `closed_at`."""
    connection.execute(update(reviews).where(reviews.c.id == review_id).values(**moments))


def belong_to_review(connection: Connection, conversation_id: int, review_id: int) -> None:
    """The conversation is about this review from now on."""
    connection.execute(update(conversations).where(conversations.c.id == conversation_id).values(review_id=review_id))


def finished_by(connection: Connection, review_id: int, dialogs: Collection[str]) -> set[int]:
    """Who has completed one of these dialogs for a review."""
    wanted = select(conversations.c.person_id).where(
        conversations.c.review_id == review_id,
        conversations.c.dialog_id.in_(dialogs),
        conversations.c.status == Status.FINISHED,
    )
    return set(connection.execute(wanted.distinct()).scalars())


def _add(connection: Connection, case_id: int, due_on: date) -> int:
    added = insert(reviews).values(case_id=case_id, due_on=due_on).returning(reviews.c.id)
    review_id: int = connection.execute(added).scalar_one()
    return review_id


def _review(row: Any) -> Review:
    return Review(row.id, row.case_id, row.due_on, row.asked_at, row.reminded_at, row.closed_at)
