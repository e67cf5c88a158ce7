"""What has to stand beside an answer from after the end: that somebody helped with typing, that it came late."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from bot.wording import Voice
from storage.conversations import find_conversation
from storage.follow_ups import Outcome, find_check_in
from storage.releases import Statement

WHO_TYPES, SOMEBODY_ELSE = "wer_tippt", "jemand_hilft_mir"


def marked(connection: Connection, voice: Voice, name: str, statements: Iterable[Statement]) -> str:
    """The name of an author with what is to be known about these statements of hers."""
    mine = [one for one in statements if one.check_in_id is not None]
    if any(typed_by_somebody_else(connection, one) for one in mine):
        name = voice.say("marked_with_help", author=name)
    if any(came_late(connection, one) for one in mine):
        name = voice.say("marked_late", author=name)
    return name


def typed_by_somebody_else(connection: Connection, statement: Statement) -> bool:
    """Whether somebody helped her with typing; known from her own conversation, released or not."""
    conversation = find_conversation(connection, statement.conversation_id, statement.person_id)
    answer = None if conversation is None else conversation.state.answers.get(WHO_TYPES)
    return answer is not None and answer.value == SOMEBODY_ELSE


def came_late(connection: Connection, statement: Statement) -> bool:
    """Whether it was answered after the round was over, or beside what had been done by phone already."""
    check_in = None if statement.check_in_id is None else find_check_in(connection, statement.check_in_id)
    if check_in is None:
        return False
    by_phone = check_in.outcome is Outcome.BY_PHONE and statement.person_id == check_in.person_id
    return check_in.is_late or by_phone
