"""People, cases, and who came into which case how."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import String, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import at, key_id, sealed


class PersonRow(SQLModel, table=True):
    """Somebody who talks to the bot. `last_token` and `last_hint` keep double taps quiet.

    `awaiting` is what the next text of the person is taken for, outside of a dialog. Of an erased person only the
    number stays.
    """

    __tablename__ = "person"
    id: int | None = Field(default=None, primary_key=True)
    key_id: str = key_id()
    name: str = sealed(String)
    register_name: str
    case_id: int | None = None
    awaiting: str | None = sealed(nullable=True)
    last_token: str | None = None
    last_token_at: datetime | None = at(nullable=True)
    last_hint: str | None = None
    last_hint_at: datetime | None = at(nullable=True)
    created_at: datetime = at()
    erased_at: datetime | None = at(nullable=True)


class AddressRow(SQLModel, table=True):
    """Where a person can be reached. `blocked_at`: since when the network says that the person wants nothing."""

    __tablename__ = "address"
    __table_args__ = (UniqueConstraint("channel", "address_hash"),)
    id: int | None = Field(default=None, primary_key=True)
    channel: str
    address_hash: str
    address: str | None = sealed(nullable=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    blocked_at: datetime | None = at(nullable=True)
    created_at: datetime = at()


class InvitationRow(SQLModel, table=True):
    """A single-use way in. Only the hash of the token is kept; the key becomes that of the person."""

    __tablename__ = "invitation"
    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    key_id: str = key_id()
    role: str
    name: str = sealed(String)
    case_id: int | None = Field(default=None, foreign_key="work_case.id")
    invited_by: int | None = None
    hands_over: bool = Field(default=False, sa_column_kwargs={"server_default": "0"})
    created_at: datetime = at()
    expires_at: datetime = at()
    used_at: datetime | None = at(nullable=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")


class CaseRow(SQLModel, table=True):
    """A Jobcoaching, known by its pseudonym only (`case` itself is a word of SQL).

    There is no column for a name, a date of birth or a diagnosis. `region` is a label such as a district.
    """

    __tablename__ = "work_case"
    id: int | None = Field(default=None, primary_key=True)
    key_id: str = key_id()
    pseudonym: str = Field(unique=True)
    phase: str
    begins_on: date | None = None
    ends_on: date | None = None
    approved_hours: int | None = None
    region: str = Field(default="", sa_column_kwargs={"server_default": ""})
    created_at: datetime = at()
    closed_at: datetime | None = at(nullable=True)


class MemberRow(SQLModel, table=True):
    """A person in a case with a role. Who left keeps the row, so that what was released still has its role."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("case_id", "person_id"),)
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="work_case.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    role: str
    created_at: datetime = at()
    left_at: datetime | None = at(nullable=True)


class DutyRow(SQLModel, table=True):
    """A role in the installation instead of in a case (coordination office, administration)."""

    __tablename__ = "duty"
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    role: str = Field(primary_key=True)
    created_at: datetime = at()
