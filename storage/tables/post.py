"""What came in, what is to go out, and small things remembered on the way."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import at, only, sealed


class InboxRow(SQLModel, table=True):
    """Something that came in from a network, kept before anybody is told that it arrived.

    The payload is emptied as soon as it was handled; what remains tells a repeated delivery from a new message.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "external_id"),
        Index("inbox_heard", "channel", "address_hash", "received_at"),
        Index("inbox_open", "channel", "id", **only("done_at IS NULL")),
    )
    id: int | None = Field(default=None, primary_key=True)
    channel: str
    external_id: str
    address_hash: str
    payload: str | None = sealed(nullable=True)
    message: str | None = None
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
            "address_hash",
            "id",
            **only("status IN ('pending', 'sending')"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    channel: str
    address_hash: str
    conversation_id: int | None = None
    turn: int | None = None
    is_question: bool = False
    payload: str | None = sealed(nullable=True)
    message: str | None = None
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
