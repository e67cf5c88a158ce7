"""Interim reviews: planned every two to three months, asked, reminded once, and closed with the meeting in the firm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from storage.tables import reviews


@dataclass(frozen=True, slots=True)
class Review:
    """One interim review. Planned until `asked_at`, open until `closed_at`."""

    id: int
    case_id: int
    due_on: date
    asked_at: datetime | None
    reminded_at: datetime | None
    closed_at: datetime | None


def plan_review(connection: Connection, case_id: int, due_on: date) -> int:
    """Plans the next review, or moves the one that is planned already; returns its number."""
    planned = next((found for found in reviews_of(connection, case_id) if found.asked_at is None), None)
    if planned is not None:
        connection.execute(update(reviews).where(reviews.c.id == planned.id).values(due_on=due_on))
        return planned.id
    review_id: int = connection.execute(
        insert(reviews).values(case_id=case_id, due_on=due_on).returning(reviews.c.id)
    ).scalar_one()
    return review_id


def reviews_of(connection: Connection, case_id: int) -> list[Review]:
    """The reviews of a case, oldest first."""
    rows = connection.execute(select(reviews).where(reviews.c.case_id == case_id).order_by(reviews.c.id))
    return [_review(row) for row in rows]


def open_review(connection: Connection, case_id: int) -> Review | None:
    """The review that is being asked at the moment."""
    found = [review for review in reviews_of(connection, case_id) if review.asked_at and not review.closed_at]
    return found[-1] if found else None


def reviews_to_look_at(connection: Connection, today: date) -> list[Review]:
    """Planned reviews that are due, and open ones: what the daily run has to decide about."""
    due = reviews.c.asked_at.is_(None) & (reviews.c.due_on <= today)
    waiting = reviews.c.asked_at.is_not(None) & reviews.c.closed_at.is_(None)
    return [_review(row) for row in connection.execute(select(reviews).where(due | waiting).order_by(reviews.c.id))]


def note_review(connection: Connection, review_id: int, **moments: datetime) -> None:
    """Notes when a review was asked, reminded of or closed: `asked_at`, `reminded_at`, `closed_at`."""
    connection.execute(update(reviews).where(reviews.c.id == review_id).values(**moments))


def _review(row: Any) -> Review:
    return Review(row.id, row.case_id, row.due_on, row.asked_at, row.reminded_at, row.closed_at)
