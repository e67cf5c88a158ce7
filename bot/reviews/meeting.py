"""For the meeting in the firm: the guiding questions one by one, with what each side released about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.exchange import Exchange
from bot.messages import Button
from bot.reflecting import remind
from bot.reviews.matching import GUIDING, by_question, statements_of
from bot.rights import Right, may
from bot.rooms.labels import day_of, number_in, send_long
from bot.rooms.reading import names_of_authors, note_reading
from bot.wording import isolated
from storage.members import Membership
from storage.releases import Statement
from storage.reviews import Review, find_review, reviews_of


def side_by_side(exchange: Exchange, membership: Membership, rest: str) -> None:
    """The four questions in short, or one of them with its answers. The button names review and question."""
    case = membership.case
    numbered, _, place = rest.partition("-")
    found = find_review(exchange.connection, case.id, number_in(numbered)) if rest else _current(exchange, membership)
    number = number_in(place) if place else 0
    if found is None and not rest:
        rows = ((exchange.button("button_to_review", "zwischen", case.id),),)
        exchange.say("review_nothing_released", rows, case=case.pseudonym)
    elif found is None or number is None or number > len(GUIDING):
        remind(exchange, "hint_old_button")
    elif number == 0:
        _overview(exchange, membership, found)
    else:
        _question(exchange, membership, found, number)


def _current(exchange: Exchange, membership: Membership) -> Review | None:
    """The open review, or the newest one that something was released in."""
    case_id = membership.case.id
    reviews = reviews_of(exchange.connection, case_id)
    opened = next((found for found in reviews if found.is_open), None)
    answered = (found for found in reversed(reviews) if statements_of(exchange, case_id, found.id))
    return opened or next(answered, None)


def _overview(exchange: Exchange, membership: Membership, review: Review) -> None:
    case, voice = membership.case, exchange.voice
    called = names_of_authors(exchange, case.id)
    authors = {one.person_id for one in statements_of(exchange, case.id, review.id)}
    lines = [f"{number}. {voice.say(key)}" for number, key in enumerate(GUIDING.values(), 1)]
    rows = [(_to_question(exchange, membership, review, 1, "button_review_question"),)] if authors else []
    if may(membership.role, Right.STEER):
        rows += [(exchange.button("button_to_review", "zwischen", case.id),)]
    exchange.say(
        "review_for_meeting",
        tuple(rows),
        case=case.pseudonym,
        day=voice.day(_day(exchange, review)),
        lines="\n".join(lines),
        authors=", ".join(name for person, name in called.items() if person in authors)
        or voice.say("review_nobody_yet"),
    )


def _question(exchange: Exchange, membership: Membership, review: Review, number: int) -> None:
    case, voice = membership.case, exchange.voice
    covered, key = list(GUIDING.items())[number - 1]
    answers = by_question(exchange, statements_of(exchange, case.id, review.id))[covered]
    note_reading(exchange, membership, answers)
    called = names_of_authors(exchange, case.id)
    sides = [
        _side(exchange, name, [one for one in answers if one.person_id == person]) for person, name in called.items()
    ]
    text = voice.say(
        "review_side_by_side",
        number=number,
        total=len(GUIDING),
        question=voice.say(key),
        answers="\n\n".join(filter(None, sides)) or voice.say("review_no_answer_here"),
    )
    turning: list[Button] = []
    if number > 1:
        turning.append(_to_question(exchange, membership, review, number - 1, "button_review_question_before"))
    if number < len(GUIDING):
        turning.append(_to_question(exchange, membership, review, number + 1, "button_review_question_after"))
    rows: list[tuple[Button, ...]] = [tuple(turning)]
    if number == len(GUIDING) and review.closed_at is None and may(membership.role, Right.STEER):
        rows.append((exchange.button("button_review_conclude", "zwischen_ergebnis", case.id),))
    rows.append((exchange.button("button_overview", "zwischen_vergleich", f"{case.id}-{review.id}"),))
    send_long(exchange, text, tuple(rows))


def _side(exchange: Exchange, name: str, statements: Sequence[Statement]) -> str:
    """One person's answers to a question; empty if she released none."""
    if not statements:
        return ""
    text = "\n".join(isolated(one.text) for one in statements)
    day = day_of(exchange, max(one.answered_at for one in statements))
    return exchange.voice.say("team_answer", author=name, day=day, text=text)


def _to_question(exchange: Exchange, membership: Membership, review: Review, number: int, label: str) -> Button:
    mark = f"{membership.case.id}-{review.id}-{number}"
    return exchange.button(label, "zwischen_vergleich", mark, number=number)


def _day(exchange: Exchange, review: Review) -> date:
    begun_at = review.asked_at or review.closed_at
    return review.due_on if begun_at is None else begun_at.astimezone(exchange.now.tzinfo).date()
