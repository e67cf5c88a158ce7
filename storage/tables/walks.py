"""Dialogs in the version they were begun in, conversations, and the answers in them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import at, sealed


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
    goal_id: int | None = None
    review_id: int | None = None
    check_in_id: int | None = None
    status: str
    turn: int
    state: str = sealed()
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
    question_text: str = sealed()
    answer_text: str = sealed()
    value: str = sealed()
    fell_away: bool = False
    answered_at: datetime = at()
