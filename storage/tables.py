"""The tables. Rows never leave `storage`: the modules beside this one hand out frozen records instead."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import DateTime, Dialect, Index, Table, Text, TypeDecorator, UniqueConstraint, text
from sqlmodel import Field, SQLModel


class AwareDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC. SQLite forgets zones, so they are put back when reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a datetime without a time zone must not be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def at(*, index: bool = False, nullable: bool = False) -> Any:
    return Field(sa_type=AwareDateTime, index=index, nullable=nullable)


def _only(condition: str) -> dict[str, Any]:
    """Restricts an index to some rows, in both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class PersonRow(SQLModel, table=True):
    """Somebody who talks to the bot. `last_token` and `last_hint` keep double taps quiet."""

    __tablename__ = "person"
    id: int | None = Field(default=None, primary_key=True)
    name: str
    register_name: str
    case_id: int | None = None
    last_token: str | None = None
    last_token_at: datetime | None = at(nullable=True)
    last_hint: str | None = None
    last_hint_at: datetime | None = at(nullable=True)
    created_at: datetime = at()


class AddressRow(SQLModel, table=True):
    """Where a person can be reached. `blocked_at`: since when the network says that the person wants nothing."""

    __tablename__ = "address"
    __table_args__ = (UniqueConstraint("channel", "address"),)
    id: int | None = Field(default=None, primary_key=True)
    channel: str
    address: str
    person_id: int = Field(foreign_key="person.id", index=True)
    blocked_at: datetime | None = at(nullable=True)
    created_at: datetime = at()


class InvitationRow(SQLModel, table=True):
    """A single-use way in. Only the hash of the token is kept."""

    __tablename__ = "invitation"
    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    role: str
    name: str
    case_id: int | None = Field(default=None, foreign_key="work_case.id")
    created_at: datetime = at()
    expires_at: datetime = at()
    used_at: datetime | None = at(nullable=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")


class CaseRow(SQLModel, table=True):
    """A Jobcoaching, known by its pseudonym only (`case` itself is a word of SQL)."""

    __tablename__ = "work_case"
    id: int | None = Field(default=None, primary_key=True)
    pseudonym: str = Field(unique=True)
    phase: str
    created_at: datetime = at()


class MemberRow(SQLModel, table=True):
    """A person in a case with a role."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("case_id", "person_id"),)
    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="work_case.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    role: str
    created_at: datetime = at()


class ContentVersionRow(SQLModel, table=True):
    """A dialog exactly as it was when somebody began it. Never changed, never deleted while it is in use."""

    __tablename__ = "content_version"
    content_hash: str = Field(primary_key=True)
    dialog_id: str
    body: str = Field(sa_type=Text)
    created_at: datetime = at()


class ConversationRow(SQLModel, table=True):
    """One walk of a person through a dialog, for a case."""

    __tablename__ = "conversation"
    __table_args__ = (Index("conversation_of_person", "person_id", "status"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    case_id: int = Field(foreign_key="work_case.id", index=True)
    dialog_id: str
    content_hash: str = Field(foreign_key="content_version.content_hash")
    status: str
    turn: int
    state: str = Field(sa_type=Text)
    created_at: datetime = at()
    changed_at: datetime = at()


class AnswerRow(SQLModel, table=True):
    """One revision of one answer, with question and option label as they were shown. Only ever added to.

    `value` is JSON: text, number, option ids; null for a skipped question. `fell_away` marks the revision that
    takes an answer off the way because an earlier one was changed.
    """

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("conversation_id", "step_id", "revision"),)
    id: int | None = Field(default=None, primary_key=True)
    conversation_id: int = Field(foreign_key="conversation.id")
    step_id: str
    revision: int
    register_name: str
    question_text: str = Field(sa_type=Text)
    answer_text: str = Field(sa_type=Text)
    value: str = Field(sa_type=Text)
    fell_away: bool = False
    answered_at: datetime = at()


class InboxRow(SQLModel, table=True):
    """Something that came in from a network, kept before anybody is told that it arrived.

    The payload is emptied as soon as it was handled; what remains tells a repeated delivery from a new message.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "external_id"),
        Index("inbox_heard", "channel", "address", "received_at"),
        Index("inbox_open", "channel", "id", **_only("done_at IS NULL")),
    )
    id: int | None = Field(default=None, primary_key=True)
    channel: str
    external_id: str
    address: str
    payload: str | None = Field(default=None, sa_type=Text)
    attempts: int = 0
    received_at: datetime = at(index=True)
    done_at: datetime | None = at(nullable=True)


class OutboxRow(SQLModel, table=True):
    """Something to be sent. The payload is emptied once its fate is settled."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_due", "channel", "status", "due_at"),
        Index(
            "outbox_open",
            "channel",
            "address",
            "id",
            **_only("status IN ('pending', 'sending')"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    channel: str
    address: str
    conversation_id: int | None = None
    turn: int | None = None
    is_question: bool = False
    payload: str | None = Field(default=None, sa_type=Text)
    status: str
    attempts: int = 0
    due_at: datetime = at()
    created_at: datetime = at()
    claimed_at: datetime | None = at(nullable=True)
    settled_at: datetime | None = at(nullable=True)


class StrangerRow(SQLModel, table=True):
    """When somebody unknown was last told that this is a closed circle. Holds a hash only, for an hour."""

    __tablename__ = "stranger"
    address_hash: str = Field(primary_key=True)
    told_at: datetime = at()


class FactRow(SQLModel, table=True):
    """Small things the installation remembers about itself, such as the name of its bot."""

    __tablename__ = "fact"
    key: str = Field(primary_key=True)
    value: str


def _table(model: type[SQLModel]) -> Table:
    return cast("Table", model.__dict__["__table__"])


people = _table(PersonRow)
addresses = _table(AddressRow)
invitations = _table(InvitationRow)
cases = _table(CaseRow)
members = _table(MemberRow)
content_versions = _table(ContentVersionRow)
conversations = _table(ConversationRow)
answers = _table(AnswerRow)
inbox = _table(InboxRow)
outbox = _table(OutboxRow)
strangers = _table(StrangerRow)
facts = _table(FactRow)
