"""Who is asked in an interim review: those who may answer, who consent now, and for whom there are questions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import Connection

from bot.content import Content
from bot.messages import Button, Rows
from bot.rights import LEADS, PROFESSIONALS, Right, may
from bot.tokens import MenuToken
from bot.wording import Voice
from dialogs.engine.model import DialogKind, Role
from storage.consents import newest_consent
from storage.members import Member, members_of
from storage.reviews import Review, finished_by


def has_questions(content: Content, role: Role) -> bool:
    """Whether the interim review has questions for this role."""
    return may(role, Right.ANSWER) and bool(content.of_kind(DialogKind.INTERIM_REVIEW, role))


def asked_members(connection: Connection, content: Content, case_id: int, today: date) -> list[Member]:
    """The members who get questions. Who is missing here must not be shown to anybody."""
    return [
        member
        for member in members_of(connection, case_id)
        if has_questions(content, member.role) and _consents(connection, member, case_id, today)
    ]


def unfinished_members(connection: Connection, content: Content, review: Review, today: date) -> list[Member]:
    """Those of them who have not answered everything yet."""
    done = finished_by(connection, review.id, review_dialogs(content))
    asked = asked_members(connection, content, review.case_id, today)
    return [member for member in asked if member.person_id not in done]


def consenting_leads(connection: Connection, case_id: int, today: date) -> list[Member]:
    """Those who lead the case and let the bot write to them."""
    leading = [member for member in members_of(connection, case_id) if member.role in LEADS]
    return [member for member in leading if _consents(connection, member, case_id, today)]


def review_dialogs(content: Content) -> list[str]:
    """The dialogs that ask the guiding questions, each in the words of one side."""
    return [found.id for found in content.catalogue.dialogs.values() if found.kind is DialogKind.INTERIM_REVIEW]


def question(content: Content, pseudonym: str) -> Callable[[Voice], str]:
    """What everybody who is asked reads first."""
    minutes = _most_minutes(content)
    return lambda voice: voice.say("review_asks_you", case=pseudonym, minutes=minutes)


def reminder(content: Content, pseudonym: str) -> Callable[[Voice], str]:
    """What somebody reads who has not answered after some days."""
    minutes = _most_minutes(content)
    return lambda voice: voice.say("review_reminds_you", case=pseudonym, minutes=minutes)


def answer_now(review: Review) -> Callable[[Voice], Rows]:
    """The button that leads somebody to her questions."""
    token = str(MenuToken("zwischen_antworten", f"{review.case_id}-{review.id}"))
    return lambda voice: ((Button(voice.say("button_review_answer"), token, answer=True),),)


def _most_minutes(content: Content) -> int:
    return max(content.catalogue.dialogs[dialog].minutes for dialog in review_dialogs(content))


def _consents(connection: Connection, member: Member, case_id: int, today: date) -> bool:
    newest = newest_consent(connection, member.person_id, case_id, general=member.role in PROFESSIONALS)
    return newest is not None and newest.in_force(today)
