"""Marking a turning point in a sentence, its day, and taking it back. What is marked is for the team."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.course.days import called, days_behind, from_token, in_token, read_day_behind, short
from bot.exchange import Exchange
from bot.messages import Button, Rows
from bot.reflecting import remind
from bot.rights import Right, may
from bot.rooms.labels import number_in, shortened
from bot.rooms.readers import readers
from bot.tokens import MenuToken, TurnToken
from bot.wording import isolated
from dialogs.engine.personal_data import find_personal_data, replaced
from storage.audit import AuditEvent
from storage.cases import Case
from storage.course import (
    TurningPoint,
    mark_turning_point,
    move_turning_point,
    remove_turning_point,
    turning_points_of,
)
from storage.releases import Room

AWAITED, AWAITED_DAY = "turning_point", "turning_day"
COMMAND = "wendepunkt"
BACK, DAY, REPLACE, KEEP = "zurueck", "tag", "ersetzen", "behalten"
SHOWN = 80
LONGEST = 20_000


def await_words(exchange: Exchange, case: Case) -> None:
    """A text that comes next is a new turning point."""
    exchange.await_text(json.dumps({"what": AWAITED, "case": case.id}))


def take_words(exchange: Exchange, waiting: Mapping[str, Any], text: str) -> None:
    """Takes what was written as a turning point of today, after a hint if it seems to say who somebody is."""
    membership = exchange.membership(waiting["case"])
    if membership is None or not may(membership.role, Right.READ_TEAM):
        remind(exchange, "hint_old_button")
        return
    case, words = membership.case, _cleaned(text)
    if not any(map(str.isalnum, words)):
        await_words(exchange, case)
        exchange.say("turning_point_empty")
        return
    if not _hold_back(exchange, case, words):
        _mark(exchange, case, words)


def take_day(exchange: Exchange, waiting: Mapping[str, Any], text: str) -> None:
    """Takes what was written as the day of a turning point, or says what is wrong with it and asks again."""
    membership = exchange.membership(waiting["case"])
    point = None if membership is None else _own(exchange, membership.case, str(waiting["point"]))
    if membership is None or point is None or not may(membership.role, Right.READ_TEAM):
        remind(exchange, "hint_old_button")
        return
    today, voice = exchange.today, exchange.voice
    same = [day for day in days_behind(today) if short(day, today, voice).casefold() == text.strip().casefold()]
    day = same[0] if same else read_day_behind(text, today, exchange.content.catalogue.vocabulary)
    if day is None or day > today:
        exchange.say("turning_day_unclear")
        _ask_day(exchange, membership.case, point)
    else:
        _set_day(exchange, membership.case, point, day)


def decides(token: TurnToken | MenuToken | None) -> bool:
    """Whether this tap is the decision about a text that waits."""
    decisions = (f"-{REPLACE}", f"-{KEEP}")
    return isinstance(token, MenuToken) and token.command == COMMAND and token.argument.endswith(decisions)


def _cleaned(text: str) -> str:
    """Without control characters and half emoji, on one line."""
    kept = (sign for sign in text[:LONGEST] if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cs"))
    return " ".join("".join(kept).split())


def _hold_back(exchange: Exchange, case: Case, words: str) -> bool:
    """Shows what may say who somebody is and waits for a decision. False if nothing was found."""
    known = exchange.content.catalogue.personal_data
    found = find_personal_data(words, known)
    if not found:
        return False
    waiting = {"what": AWAITED, "case": case.id, "words": words}
    exchange.await_text(json.dumps(waiting), (case.key_id, exchange.person.key_id))
    voice = exchange.voice
    places = [voice.say("personal_place", words=one.words, placeholder=known.placeholders[one.kind]) for one in found]
    rows = (
        (exchange.button("button_replace", COMMAND, f"{case.id}-{REPLACE}"),),
        (exchange.button("button_keep_words", COMMAND, f"{case.id}-{KEEP}"),),
    )
    exchange.say("personal_found", rows, places="\n".join(dict.fromkeys(places)))
    return True


def decide(exchange: Exchange, case: Case, *, replace: bool) -> None:
    """Marks the words that wait for it, as they are or with placeholders for what was found."""
    waiting = json.loads(exchange.person.awaiting or "{}")
    exchange.await_text(None)
    if waiting.get("what") != AWAITED or waiting["case"] != case.id or "words" not in waiting:
        remind(exchange, "hint_old_button")
        return
    words, known = waiting["words"], exchange.content.catalogue.personal_data
    _mark(exchange, case, replaced(words, find_personal_data(words, known), known.placeholders) if replace else words)


def _mark(exchange: Exchange, case: Case, words: str) -> None:
    today = exchange.today
    point_id = mark_turning_point(exchange.connection, case.id, exchange.person.id, today, words)
    exchange.log(AuditEvent.RELEASED, case=case.id, turning_point=point_id)
    yesterday = today - timedelta(days=1)
    was_yesterday = exchange.button(
        "button_was_yesterday", COMMAND, f"{case.id}-{DAY}-{point_id}-{in_token(yesterday)}"
    )
    exchange.say(
        "turning_point_marked",
        (
            (was_yesterday,),
            *changing(exchange, case, point_id),
            (exchange.button("button_turning_points", COMMAND, case.id),),
        ),
        case=case.pseudonym,
        day=called(today, today, exchange.voice),
        words=isolated(shortened(words, SHOWN)),
        team=readers(exchange, case.id, Room.TEAM),
    )


def move(exchange: Exchange, case: Case, mark: str, day: str) -> None:
    """Asks for another day of one of her own turning points, or sets it."""
    point, wanted = _own(exchange, case, mark), from_token(day, exchange.today)
    if point is None or (day and wanted is None):
        remind(exchange, "hint_old_button")
    elif wanted is None:
        _ask_day(exchange, case, point)
    else:
        _set_day(exchange, case, point, wanted)


def _ask_day(exchange: Exchange, case: Case, point: TurningPoint) -> None:
    exchange.await_text(json.dumps({"what": AWAITED_DAY, "case": case.id, "point": point.id}))
    rows = tuple(
        (
            Button(
                short(day, exchange.today, exchange.voice),
                _token(case, f"{DAY}-{point.id}-{in_token(day)}"),
                answer=True,
            ),
        )
        for day in days_behind(exchange.today)
    )
    exchange.say("turning_day_asked", rows, words=isolated(shortened(point.words, SHOWN)))


def _set_day(exchange: Exchange, case: Case, point: TurningPoint, day: date) -> None:
    move_turning_point(exchange.connection, point.id, exchange.person.id, day)
    exchange.say(
        "turning_day_set",
        (
            *changing(exchange, case, point.id),
            (exchange.button("button_turning_points", COMMAND, case.id),),
        ),
        day=called(day, exchange.today, exchange.voice),
        words=isolated(shortened(point.words, SHOWN)),
    )


def take_back(exchange: Exchange, case: Case, mark: str) -> None:
    """Removes one of her own turning points."""
    point = _own(exchange, case, mark)
    if point is None or not remove_turning_point(exchange.connection, point.id, exchange.person.id):
        remind(exchange, "hint_old_button")
        return
    exchange.log(AuditEvent.TAKEN_BACK, case=case.id, turning_point=point.id)
    back = exchange.button("button_turning_points", COMMAND, case.id)
    exchange.say("turning_point_removed", ((back,),), words=isolated(shortened(point.words, SHOWN)))


def changing(exchange: Exchange, case: Case, point_id: int) -> Rows:
    """What can be done about one of her own turning points."""
    other_day = exchange.button("button_other_day", COMMAND, f"{case.id}-{DAY}-{point_id}")
    return ((other_day, exchange.button("button_turning_back", COMMAND, f"{case.id}-{BACK}-{point_id}")),)


def turning_point_at(exchange: Exchange, case: Case, mark: str) -> TurningPoint | None:
    """The turning point of this case with this number; None if there is none (any more)."""
    number = number_in(mark)
    return next((one for one in turning_points_of(exchange.connection, case.id) if one.id == number), None)


def _own(exchange: Exchange, case: Case, mark: str) -> TurningPoint | None:
    point = turning_point_at(exchange, case, mark)
    return point if point is not None and point.person_id == exchange.person.id else None


def _token(case: Case, rest: str) -> str:
    return str(MenuToken(COMMAND, f"{case.id}-{rest}"))
