"""Asking the others to rate a goal: who will be asked is shown first, and nobody is asked twice a day."""

from __future__ import annotations

from datetime import timedelta

from bot.exchange import Exchange
from bot.goals.card import can_rate
from bot.goals.finding import running_goal
from bot.goals.seeing import sees
from bot.goals.setting import rating_button
from bot.messages import Rows
from bot.reflecting import remind
from bot.rights import PROFESSIONALS
from bot.rooms.reading import names_of_authors
from bot.wording import Voice, isolated
from storage.audit import AuditEvent, entries_of_case
from storage.consents import newest_consent
from storage.goals import Goal
from storage.members import Member, Membership, members_of

YES = "ja"
NOT_AGAIN_WITHIN = timedelta(hours=20)


def ask_others(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Shows who would be asked; with a yes asks them."""
    number, _, decision = rest.partition("-")
    goal = running_goal(exchange, membership, number)
    if goal is None:
        return
    asked = _to_be_asked(exchange, goal)
    names = names_of_authors(exchange, goal.case_id)
    who = ", ".join(names[member.person_id] for member in asked)
    back = exchange.button("button_goal", "ziel", f"{goal.case_id}-{goal.id}")
    if decision not in ("", YES):
        remind(exchange, "hint_old_button")
    elif not asked:
        show = exchange.button("button_show_goal", "zeigen", f"{goal.case_id}-{goal.id}")
        exchange.say("goal_ask_nobody", ((show,), (back,)))
    elif _asked_lately(exchange, goal):
        exchange.say("goal_asked_today", ((back,),))
    elif not decision:
        yes = exchange.button("button_ask_yes", "fragen", f"{goal.case_id}-{goal.id}-{YES}")
        exchange.say("goal_ask", ((yes,), (back,)), words=isolated(goal.text), who=who)
    else:
        _ask(exchange, membership, goal, asked)
        exchange.say("goal_asked", ((back,),), who=who)


def _ask(exchange: Exchange, membership: Membership, goal: Goal, asked: list[Member]) -> None:
    """Sends a word to everybody who has not refused to be asked. Who has is not shown to anybody."""

    def word(voice: Voice) -> str:
        return voice.say("goal_asked_for", case=membership.case.pseudonym)

    def offer(voice: Voice) -> Rows:
        return rating_button(voice, goal)

    exchange.log(AuditEvent.ASKED, case=goal.case_id, goal=goal.id)
    for member in asked:
        consent = newest_consent(
            exchange.connection, member.person_id, goal.case_id, general=member.role in PROFESSIONALS
        )
        if consent is None or consent.in_force(exchange.today):
            exchange.tell(member.person_id, word, offer)
            exchange.log(AuditEvent.ASKED, case=goal.case_id, subject=member.person_id, goal=goal.id)


def _to_be_asked(exchange: Exchange, goal: Goal) -> list[Member]:
    return [
        member
        for member in members_of(exchange.connection, goal.case_id)
        if member.person_id != exchange.person.id and sees(member.role, goal) and can_rate(exchange, member.role, goal)
    ]


def _asked_lately(exchange: Exchange, goal: Goal) -> bool:
    return any(
        entry.event is AuditEvent.ASKED
        and entry.details.get("goal") == goal.id
        and exchange.now - entry.at < NOT_AGAIN_WITHIN
        for entry in entries_of_case(exchange.connection, goal.case_id)
    )
