"""The team view: topics with released answers, one topic by question, and the answers to a question side by side."""

from __future__ import annotations

from collections import Counter

from bot.exchange import Exchange
from bot.messages import Button
from bot.reflecting import remind
from bot.rooms.comparing import AGREEMENT_SIGNS
from bot.rooms.labels import (
    A_PAGE,
    day_of,
    name_of_step,
    number_in,
    page_buttons,
    page_of,
    question_of,
    send_long,
    shortened,
    title_of,
)
from bot.rooms.reading import TopicView, note_reading, team_topic, team_topics
from bot.tokens import MenuToken
from bot.wording import isolated
from storage.members import Membership
from storage.releases import place_of_answer


def team_view(exchange: Exchange, membership: Membership, rest: str) -> None:
    """The topics, or the one that is named."""
    page = page_of(rest)
    if page is not None:
        _topics(exchange, membership, page)
        return
    view = team_topic(exchange, membership, rest)
    if view is None:
        remind(exchange, "hint_old_button")
        return
    note_reading(exchange, membership, view.statements)
    _overview(exchange, membership, view)


def compare(exchange: Exchange, membership: Membership, rest: str) -> None:
    """What everybody released to one question, in full. Named by any answer to it, released or not any more."""
    number = number_in(rest)
    place = None if number is None else place_of_answer(exchange.connection, number, membership.case.id)
    view = None if place is None else team_topic(exchange, membership, place.topic)
    steps = [] if view is None else [comparison.step_id for comparison in view.comparisons]
    if place is None or view is None or place.step_id not in steps:
        remind(exchange, "hint_old_button")
        return
    index = steps.index(place.step_id)
    comparison = view.comparisons[index]
    note_reading(exchange, membership, comparison.statements)
    voice, first = exchange.voice, comparison.statements[0]
    answers = [
        voice.say(
            "team_answer",
            author=view.authors[one.person_id],
            day=day_of(exchange, one.answered_at),
            text=isolated(one.text),
        )
        for one in comparison.statements
    ]
    text = voice.say(
        "team_question",
        sign=comparison.sign,
        name=name_of_step(exchange, first),
        question=question_of(exchange, first),
        answers="\n\n".join(answers),
    )
    rows: list[tuple[Button, ...]] = []
    if index + 1 < len(steps):
        following = view.comparisons[index + 1].statements[0].answer_id
        rows.append((exchange.button("button_next_question", "vergleich", f"{membership.case.id}-{following}"),))
    rows.append((exchange.button("button_overview", "teamsicht", f"{membership.case.id}-{view.topic}"),))
    send_long(exchange, text, tuple(rows))


def _topics(exchange: Exchange, membership: Membership, page: int) -> None:
    case, views = membership.case, team_topics(exchange, membership)
    shown = views[page * A_PAGE : (page + 1) * A_PAGE]
    if not views:
        exchange.menu(exchange.voice.say("team_nothing", case=case.pseudonym))
        return
    if not shown:
        remind(exchange, "hint_old_button")
        return
    titles = [title_of(exchange, view.first) for view in shown]
    lines = [
        exchange.voice.say("team_topic_line", title=title, count=len(view.authors))
        for title, view in zip(titles, shown, strict=True)
    ]
    rows = tuple(
        (Button(shortened(title), str(MenuToken("teamsicht", f"{case.id}-{view.topic}")), answer=True),)
        for title, view in zip(titles, shown, strict=True)
    )
    more = page_buttons(exchange, "teamsicht", str(case.id), page, len(views))
    exchange.say("team_topics", (*rows, *more), case=case.pseudonym, lines="\n".join(lines))


def _overview(exchange: Exchange, membership: Membership, view: TopicView) -> None:
    voice, case = exchange.voice, membership.case
    counted = Counter(comparison.agreement for comparison in view.comparisons)
    signs = [voice.say(f"team_sign_{found}", count=counted[found]) for found in AGREEMENT_SIGNS if counted[found]]
    rows: list[tuple[Button, ...]] = []
    for comparison in view.comparisons:
        first = comparison.statements[0]
        label = shortened(f"{comparison.sign} {name_of_step(exchange, first)}")
        rows.append((Button(label, str(MenuToken("vergleich", f"{case.id}-{first.answer_id}")), answer=True),))
    rows.append((exchange.button("button_agenda", "tagesordnung", f"{case.id}-{view.topic}"),))
    rows.append((exchange.button("button_other_topics", "teamsicht", case.id),))
    exchange.say(
        "team_overview",
        tuple(rows),
        title=title_of(exchange, view.first),
        case=case.pseudonym,
        authors=", ".join(view.authors.values()),
        signs="\n".join(signs),
    )
