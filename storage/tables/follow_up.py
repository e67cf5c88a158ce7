"""After the end of a Jobcoaching: what was agreed, who is asked when, pings, and calls for help."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.tables.columns import at, only, sealed


class FollowUpRow(SQLModel, table=True):
    """What was agreed in the closing talk of a case. `aid` is what should still be in use later."""

    __tablename__ = "follow_up"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="work_case.id", index=True)
    responsible_id: int = Field(foreign_key="person.id")
    closed_on: date
    aid: str = sealed()
    support: str = sealed()
    agreed_at: datetime = at()


class CheckInRow(SQLModel, table=True):
    """One planned asking of one person in one wave, at a local day and hour. The moments tell how far it went."""

    __tablename__ = "check_in"
    __table_args__ = (Index("check_in_open", "due_on", **only("closed_at IS NULL")),)
    id: int | None = Field(default=None, primary_key=True)
    follow_up_id: int = Field(foreign_key="follow_up.id", index=True)
    case_id: int = Field(foreign_key="work_case.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    role: str
    wave: str
    way: str
    due_on: date
    hour: int
    announced_at: datetime | None = at(nullable=True)
    asked_at: datetime | None = at(nullable=True)
    reminded_at: datetime | None = at(nullable=True)
    reminded_again_at: datetime | None = at(nullable=True)
    handed_over_at: datetime | None = at(nullable=True)
    closed_at: datetime | None = at(nullable=True)
    outcome: str | None = None
    reason: str | None = sealed(nullable=True)


class PingRow(SQLModel, table=True):
    """A short reminder for one person: after a visit, of a next step, of a review that could be planned."""

    __tablename__ = "ping"
    __table_args__ = (Index("ping_open", "due_at", **only("settled_at IS NULL")),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    case_id: int = Field(foreign_key="work_case.id", index=True)
    kind: str
    conversation_id: int | None = None
    due_at: datetime = at()
    sent_at: datetime | None = at(nullable=True)
    settled_at: datetime | None = at(nullable=True)
    fate: str | None = None


class HelpCallRow(SQLModel, table=True):
    """Somebody needs help. Open until a professional says that she takes it."""

    __tablename__ = "help_call"
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="work_case.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    called_at: datetime = at()
    told_id: int | None = None
    told_at: datetime | None = at(nullable=True)
    taken_by: int | None = None
    taken_at: datetime | None = at(nullable=True)


class HabitRow(SQLModel, table=True):
    """When a person wants to be written to, and which pings she muted. `pause_until`: nothing before that day."""

    __tablename__ = "habit"
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    hour: int | None = None
    pause_until: date | None = None
    muted: str = ""
