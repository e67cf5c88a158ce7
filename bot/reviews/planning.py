"""The day of the next interim review: proposed when the shaping begins, moved with a tap, shown with the case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.exchange import Exchange
from bot.messages import Button
from bot.reflecting import remind
from bot.reviews.dates import PROPOSED_WEEKS, USUAL_WEEKS, in_weeks, is_usable
from bot.rights import Right, may
from bot.tokens import MenuToken
from dialogs.engine.reading import read_day
from storage.audit import AuditEvent
from storage.cases import Case, lock_case
from storage.members import Membership
from storage.reviews import drop_planned, open_review, plan_review, planned_review

AWAITED = "review_day"
OTHER, NONE = "anderer", "keiner"


def move(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Shows the day with others to choose from; plans the day that is named, asks for another one, or plans none."""
    case = membership.case
    lock_case(exchange.connection, case.id)
    if _refuses(exchange, case):
        return
    if rest == OTHER:
        _ask_day(exchange, case)
    elif rest == NONE:
        if drop_planned(exchange.connection, case.id):
            exchange.log(AuditEvent.CASE_CHANGED, case=case.id, part="review")
        exchange.say("review_none_planned", (_to_review(exchange, case),), case=case.pseudonym)
    elif rest:
        _plan(exchange, case, _day_in(rest))
    else:
        _offer(exchange, case)


def take_day(exchange: Exchange, waiting: Mapping[str, Any], text: str) -> None:
    """Takes the text for the day that was asked for, or says what is wrong with it and asks again."""
    membership = exchange.membership(waiting["case"])
    if membership is None or not may(membership.role, Right.STEER):
        remind(exchange, "hint_old_button")
        return
    case = membership.case
    lock_case(exchange.connection, case.id)
    if _refuses(exchange, case):
        return
    day = read_day(text, exchange.today, exchange.content.catalogue.vocabulary)
    if day is None:
        exchange.say("refused_not_a_date")
        _ask_day(exchange, case)
    elif not is_usable(day, exchange.today):
        exchange.say("review_day_unusable", day=exchange.voice.day(day))
        _ask_day(exchange, case)
    else:
        _plan(exchange, case, day)


def plan_first(exchange: Exchange, membership: Membership) -> None:
    """When the shaping begins: a review in ten weeks, unless one is planned or under way. Says so, to be moved."""
    connection, case = exchange.connection, membership.case
    if planned_review(connection, case.id) is None and open_review(connection, case.id) is None:
        plan_review(connection, case.id, in_weeks(exchange.today, USUAL_WEEKS))
        exchange.log(AuditEvent.CASE_CHANGED, case=case.id, part="review")
        _offer(exchange, case, first=True)


def review_line(exchange: Exchange, case: Case) -> str:
    """What there is to know about reviews beside a case; empty if there is nothing."""
    if case.closed_at is not None:
        return ""
    if open_review(exchange.connection, case.id) is not None:
        return exchange.voice.say("review_line_open")
    planned = planned_review(exchange.connection, case.id)
    return "" if planned is None else exchange.voice.say("review_line_planned", day=exchange.voice.day(planned.due_on))


def _offer(exchange: Exchange, case: Case, first: bool = False) -> None:
    planned = planned_review(exchange.connection, case.id)
    days = [in_weeks(exchange.today, weeks) for weeks in PROPOSED_WEEKS]
    rows = [
        (_day_button(exchange, case, weeks, day),)
        for weeks, day in zip(PROPOSED_WEEKS, days, strict=True)
        if planned is None or planned.due_on != day
    ]
    rows.append((exchange.button("button_review_other_day", "zwischen_termin", f"{case.id}-{OTHER}"),))
    if planned is None:
        exchange.say("review_day_asked", tuple(rows), case=case.pseudonym)
        return
    rows.append((exchange.button("button_review_no_day", "zwischen_termin", f"{case.id}-{NONE}"),))
    day = exchange.voice.day(planned.due_on)
    if first:
        exchange.say("review_planned_first", tuple(rows), day=day)
    else:
        exchange.say("review_day_shown", tuple(rows), case=case.pseudonym, day=day)


def _day_button(exchange: Exchange, case: Case, weeks: int, day: date) -> Button:
    """Names the day itself: weeks later "in 8 weeks" would be another one."""
    label = exchange.voice.say("button_review_in_weeks", weeks=weeks, day=exchange.voice.short_day(day))
    return Button(label, str(MenuToken("zwischen_termin", f"{case.id}-{day.isoformat()}")), answer=True)


def _ask_day(exchange: Exchange, case: Case) -> None:
    exchange.await_text(json.dumps({"what": AWAITED, "case": case.id}))
    keep = exchange.button("button_review_keep_day", "zwischen", case.id)
    exchange.say("review_day_typed", ((keep,),))


def _plan(exchange: Exchange, case: Case, day: date | None) -> None:
    if day is None or not is_usable(day, exchange.today):
        remind(exchange, "hint_old_button")
        return
    plan_review(exchange.connection, case.id, day)
    exchange.log(AuditEvent.CASE_CHANGED, case=case.id, part="review")
    rows = (_to_review(exchange, case), (exchange.button("button_to_case", "fall", case.id),))
    exchange.say("review_planned", rows, case=case.pseudonym, day=exchange.voice.day(day))


def _refuses(exchange: Exchange, case: Case) -> bool:
    """Nothing is planned for a closed case, or while a review is under way: its result says when the next one is."""
    if case.closed_at is not None:
        exchange.say(
            "review_case_closed", ((exchange.button("button_to_case", "fall", case.id),),), case=case.pseudonym
        )
    elif open_review(exchange.connection, case.id) is not None:
        conclude = exchange.button("button_review_conclude", "zwischen_ergebnis", case.id)
        exchange.say("review_day_with_result", ((conclude,), _to_review(exchange, case)))
    else:
        return False
    return True


def _to_review(exchange: Exchange, case: Case) -> tuple[Button, ...]:
    return (exchange.button("button_to_review", "zwischen", case.id),)


def _day_in(rest: str) -> date | None:
    try:
        return date.fromisoformat(rest)
    except ValueError:
        return None
