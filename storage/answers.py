"""Answers as revisions that are only ever added: what was asked, in which words, and what was answered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from dialogs.engine.model import Register
from dialogs.engine.state import Answer
from storage.conversations import Conversation
from storage.encryption import vault_of
from storage.tables import answers, releases

_LAST_REVISION = select(func.coalesce(func.max(answers.c.revision), 0)).where(
    answers.c.conversation_id == bindparam("of_conversation"), answers.c.step_id == bindparam("of_step")
)
_ADDED = insert(answers).values(revision=_LAST_REVISION.scalar_subquery() + 1)


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision to be kept. `answer_text` is the answer as the person saw it (option label, own words)."""

    step_id: str
    answer: Answer
    question_text: str
    answer_text: str
    fell_away: bool = False


def record_revisions(
    connection: Connection, conversation: Conversation, register: Register, revisions: Sequence[Revision], now: datetime
) -> None:
    """Adds the revisions, each numbered after the last one of its step."""
    vault = vault_of(connection)
    values = [
        {
            "of_conversation": conversation.id,
            "of_step": revision.step_id,
            "conversation_id": conversation.id,
            "step_id": revision.step_id,
            "register_name": register,
            "fell_away": revision.fell_away,
            "answered_at": now,
            **{
                column: vault.seal(text, answer_place(column, conversation.id, revision.step_id), *conversation.keys)
                for column, text in (
                    ("question_text", revision.question_text),
                    ("answer_text", revision.answer_text),
                    ("value", json.dumps(revision.answer.value, ensure_ascii=False)),
                )
            },
        }
        for revision in revisions
    ]
    if values:
        connection.execute(_ADDED, values)


def answer_place(column: str, conversation_id: int, step_id: str) -> str:
    """Where a sealed text of an answer belongs."""
    return f"answer.{column}:{conversation_id}:{step_id}"


def remove_answers(connection: Connection, conversation_id: int) -> None:
    """Removes all revisions of a conversation that the person discarded, whoever could read them."""
    going = select(answers.c.id).where(answers.c.conversation_id == conversation_id)
    connection.execute(delete(releases).where(releases.c.answer_id.in_(going)))
    connection.execute(delete(answers).where(answers.c.conversation_id == conversation_id))
