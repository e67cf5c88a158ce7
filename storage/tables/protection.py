"""Consent, releases, and the log of who did what."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from storage.tables.columns import at


class ConsentRow(SQLModel, table=True):
    """One decision of a person about one use of data; `case_id` is null for "in all my cases".

    What was shown is kept in general terms (data, recipients, purpose) with the hash of the full text.
    """

    __tablename__ = "consent"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="work_case.id")
    data: str = Field(sa_type=Text)
    recipients: str = Field(sa_type=Text)
    purpose: str = Field(sa_type=Text)
    channel: str
    text_version: str
    given_at: datetime | None = at(nullable=True)
    refused_at: datetime | None = at(nullable=True)
    ends_on: date | None = None
    withdrawn_at: datetime | None = at(nullable=True)


class ReleaseRow(SQLModel, table=True):
    """One revision of an answer, shown to a room beyond its author, until it is taken back."""

    __tablename__ = "release"
    id: int | None = Field(default=None, primary_key=True)
    answer_id: int = Field(foreign_key="answer.id", index=True)
    case_id: int = Field(foreign_key="work_case.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    room: str
    released_at: datetime = at()
    taken_back_at: datetime | None = at(nullable=True)


class AuditRow(SQLModel, table=True):
    """Who did what to which case when; never what it says. Chained: `chain` covers this entry and the one before.

    No foreign keys: entries outlive what they are about. Triggers forbid changing and removing them.
    """

    __tablename__ = "audit"
    id: int = Field(primary_key=True)
    at: datetime = at()
    actor: int | None = None
    event: str
    case_id: int | None = Field(default=None, index=True)
    subject: int | None = Field(default=None, index=True)
    details: str
    chain: str
