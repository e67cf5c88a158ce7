"""Asking everybody for an interim review: a preview, one question to each side, how it stands, one reminder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from bot.casework.belonging import who
from bot.exchange import Exchange
from bot.reflecting import remind
from bot.reviews.asked import (
    answer_now,
    has_questions,
    question,
    reminder,
    review_dialogs,
    unfinished_members,
)
from bot.reviews.leading import MYSELF
from bot.reviews.matching import statements_of
from bot.rights import Right, may
from bot.rooms.labels import number_in
from bot.wording import Voice
from dialogs.engine.model import Role
from storage.audit import AuditEvent
from storage.cases import lock_case
from storage.members import Member, Membership, members_of
from storage.reviews import Review, find_review, finished_by, note_review, open_review, plan_review, reviews_of

YES = "ja"
PATIENCE = timedelta(days=3)


def ask(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Shows who will be asked and what they will read; after a yes it asks.

    The yes names how many reviews there were, so that the same button never asks for the next one, too.
    """
    case = membership.case
    lock_case(exchange.connection, case.id)
    begun = sum(not found.is_planned for found in reviews_of(exchange.connection, case.id))
    wanted, _, mark = rest.partition("-")
    if case.closed_at is not None:
        exchange.say(
            "review_case_closed", ((exchange.button("button_to_case", "fall", case.id),),), case=case.pseudonym
        )
    elif open_review(exchange.connection, case.id) is not None:
        standing(exchange, membership, "")
    elif not rest:
        _preview(exchange, membership, f"{YES}-{begun}")
    elif wanted == YES and mark == str(begun):
        _ask(exchange, membership)
    else:
        remind(exchange, "hint_old_button")


def standing(exchange: Exchange, membership: Membership, rest: str) -> None:
    """How many have answered, and which sides have released something; never who has not."""
    case, voice = membership.case, exchange.voice
    opened = open_review(exchange.connection, case.id)
    if opened is None or opened.asked_at is None:
        exchange.say("review_not_open", ((exchange.button("button_to_review", "zwischen", case.id),),))
        return
    answered = finished_by(exchange.connection, opened.id, review_dialogs(exchange.content))
    released = {one.person_id: one.role for one in statements_of(exchange, case.id, opened.id)}
    rows = [(exchange.button("button_review_compare", "zwischen_vergleich", f"{case.id}-{opened.id}"),)]
    if _may_remind(exchange, opened):
        rows.insert(0, (exchange.button("button_review_remind", "zwischen_erinnern", f"{case.id}-{opened.id}"),))
    rows.append((exchange.button("button_review_conclude", "zwischen_ergebnis", case.id),))
    rows.append((exchange.button("button_to_review", "zwischen", case.id),))
    exchange.say(
        "review_standing",
        tuple(rows),
        case=case.pseudonym,
        day=voice.day(opened.asked_at.astimezone(exchange.now.tzinfo).date()),
        count=len(answered),
        released=counted_roles(voice, released.values()) or voice.say("review_nobody_yet"),
    )


def remind_all(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Reminds those who have not finished, once. What is said does not depend on who they are."""
    case = membership.case
    lock_case(exchange.connection, case.id)
    opened = find_review(exchange.connection, case.id, number_in(rest))
    if opened is None or not opened.is_open or case.closed_at is not None:
        remind(exchange, "hint_old_button")
    elif opened.reminded_at is not None:
        exchange.say("review_reminded_before", ((exchange.button("button_to_review", "zwischen", case.id),),))
    elif not _may_remind(exchange, opened):
        remind(exchange, "hint_old_button")
    else:
        waiting = unfinished_members(exchange.connection, exchange.content, opened, exchange.today)
        words = reminder(exchange.content, case.pseudonym)
        for member in waiting:
            if member.person_id != exchange.person.id:
                exchange.tell(member.person_id, words, answer_now(opened))
        note_review(exchange.connection, opened.id, reminded_at=exchange.now)
        exchange.log(AuditEvent.CASE_CHANGED, case=case.id, part="review_reminder", review=opened.id)
        exchange.say("review_reminded", ((exchange.button("button_to_review", "zwischen", case.id),),))


def _preview(exchange: Exchange, membership: Membership, yes: str) -> None:
    """Everybody there are questions for is named, whether she wants them or not: that is nobody's business."""
    case, voice = membership.case, exchange.voice
    others = [
        member
        for member in members_of(exchange.connection, case.id)
        if member.person_id != exchange.person.id and has_questions(exchange.content, member.role)
    ]
    myself = (exchange.button("button_review_myself", "zwischen", f"{case.id}-{MYSELF}"),)
    if not others:
        invite = (exchange.button("menu_einladen", "einladen", case.id),)
        exchange.say("review_nobody_to_ask", (myself, invite), case=case.pseudonym)
        return
    if may(membership.role, Right.SEE_MEMBERS):
        named = [who(voice, member) for member in others]
    else:
        named = [counted_roles(voice, [member.role for member in others])]
    lines = "\n".join(f"• {name}" for name in named)
    words = question(exchange.content, case.pseudonym)(voice)
    rows = (
        (exchange.button("button_review_ask_yes", "zwischen_fragen", f"{case.id}-{yes}"),),
        (exchange.button("button_review_move", "zwischen_termin", case.id),),
        (exchange.button("button_to_review", "zwischen", case.id),),
    )
    exchange.say("review_preview", rows, case=case.pseudonym, lines=lines, words=words)


def _ask(exchange: Exchange, membership: Membership) -> None:
    connection, case, content = exchange.connection, membership.case, exchange.content
    review_id = plan_review(connection, case.id, exchange.today)
    note_review(connection, review_id, asked_at=exchange.now)
    opened = find_review(connection, case.id, review_id)
    assert opened is not None, "it was planned a moment ago"
    reached = [
        member
        for member in unfinished_members(connection, content, opened, exchange.today)
        if member.person_id != exchange.person.id and _tell(exchange, member, opened, case.pseudonym)
    ]
    rows = (
        (exchange.button("button_review_myself", "zwischen", f"{case.id}-{MYSELF}"),),
        (exchange.button("button_review_standing", "zwischenstand", case.id),),
    )
    exchange.say("review_asked", rows, case=case.pseudonym, count=len(reached))


def _tell(exchange: Exchange, member: Member, opened: Review, pseudonym: str) -> bool:
    words = question(exchange.content, pseudonym)
    if not exchange.tell(member.person_id, words, answer_now(opened)):
        return False
    exchange.log(AuditEvent.ASKED, case=opened.case_id, subject=member.person_id, review=opened.id)
    return True


def _may_remind(exchange: Exchange, opened: Review) -> bool:
    """Once, and not before people had some days."""
    asked_at = opened.asked_at
    return opened.reminded_at is None and asked_at is not None and exchange.now - asked_at >= PATIENCE


def counted_roles(voice: Voice, roles: Iterable[Role]) -> str:
    """Roles in a row, with a number where several people share one."""
    counts = Counter(roles).items()
    return ", ".join(voice.role(role) if count == 1 else f"{count} × {voice.role(role)}" for role, count in counts)
