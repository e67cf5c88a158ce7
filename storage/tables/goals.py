"""Goals with their wordings, and what else makes the course of a case: phases, hours, turning points, reviews."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import at, sealed


class GoalRow(SQLModel, table=True):
    """A goal of a case. `party` is the role whose goal it is; `person_id` who wrote it down."""

    __tablename__ = "goal"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="work_case.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    party: str
    family: str
    category: str
    scale: str
    shown_to: str = ""
    set_on: date
    retired_on: date | None = None
    outcome: str | None = None
    outcome_words: str | None = sealed(nullable=True)


class WordingRow(SQLModel, table=True):
    """One wording of a goal with the words behind the numbers of its scale. Only ever added to."""

    __tablename__ = "goal_wording"
    __table_args__ = (UniqueConstraint("goal_id", "revision"),)
    id: int | None = Field(default=None, primary_key=True)
    goal_id: int = Field(foreign_key="goal.id")
    revision: int
    person_id: int = Field(foreign_key="person.id")
    text: str = sealed()
    anchors: str = sealed()
    worded_at: datetime = at()


class PhaseChangeRow(SQLModel, table=True):
    """Since when a case is in a phase."""

    __tablename__ = "phase_change"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="work_case.id", index=True)
    phase: str
    changed_at: datetime = at()


class HoursRow(SQLModel, table=True):
    """Working time noted after a visit."""

    __tablename__ = "hours"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="work_case.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    worked_on: date
    minutes: int


class TurningPointRow(SQLModel, table=True):
    """A turn of the case that somebody marked, in her own words."""

    __tablename__ = "turning_point"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="work_case.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    turned_on: date
    words: str = sealed()


class ReviewRow(SQLModel, table=True):
    """An interim review: planned, asked, and closed with the meeting in the firm."""

    __tablename__ = "review"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="work_case.id", index=True)
    due_on: date
    asked_at: datetime | None = at(nullable=True)
    reminded_at: datetime | None = at(nullable=True)
    closed_at: datetime | None = at(nullable=True)
