"""The frame of a case: begin, planned end, approved hours, region. Nothing in it says who the case is about."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.exchange import Exchange
from bot.reflecting import remind
from bot.rights import Right, may
from dialogs.engine.reading import read_day
from storage.audit import AuditEvent
from storage.cases import Case, set_frame
from storage.members import Membership

AWAITED = "frame"
BEGIN, END, HOURS, REGION = PARTS = ("beginn", "ende", "stunden", "region")
EMPTY = "leer"
_BUTTONS = {BEGIN: "button_begin", END: "button_end", HOURS: "button_hours", REGION: "button_region"}
MOST_HOURS = 2_000
LONGEST_REGION = 40
_NUMBER = re.compile(r"\d[\d.,]*")


class UnusableError(Exception):
    """What was written does not fit; the text is the key of the sentence that says so."""


def frame(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Shows what is set; asks for one part of it; empties one part."""
    part, _, emptied = rest.partition("-")
    if not rest:
        _show(exchange, membership.case)
    elif part not in PARTS:
        remind(exchange, "hint_old_button")
    elif emptied == EMPTY:
        _keep(exchange, _emptied(membership.case, part), part)
    else:
        _ask(exchange, membership.case, part)


def take_part(exchange: Exchange, waiting: Mapping[str, Any], text: str) -> None:
    """Takes the text for the part that was asked for, or says what is wrong with it and asks again."""
    membership = exchange.membership(waiting["case"])
    if membership is None or not may(membership.role, Right.STEER):
        remind(exchange, "hint_old_button")
        return
    part = waiting["part"]
    try:
        changed = _changed(exchange, membership.case, part, " ".join(text.split()))
    except UnusableError as problem:
        exchange.say(str(problem))
        _ask(exchange, membership.case, part)
    else:
        _keep(exchange, changed, part)


def _changed(exchange: Exchange, case: Case, part: str, text: str) -> Case:
    """The case with one part as it was written. Raises UnusableError."""
    match part:
        case "stunden":
            return replace(case, approved_hours=_hours(text))
        case "region":
            if not 0 < len(text) <= LONGEST_REGION:
                raise UnusableError("frame_region_length")
            return replace(case, region=text)
    day = read_day(text, exchange.today, exchange.content.catalogue.vocabulary)
    if day is None:
        raise UnusableError("refused_not_a_date")
    changed = replace(case, begins_on=day) if part == BEGIN else replace(case, ends_on=day)
    if changed.begins_on and changed.ends_on and changed.ends_on < changed.begins_on:
        raise UnusableError("frame_ends_too_early")
    return changed


def _hours(text: str) -> int:
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1 or not numbers[0].isdecimal() or "-" in text:
        raise UnusableError("frame_hours_unclear")
    hours = int(numbers[0][:9])
    if not 1 <= hours <= MOST_HOURS:
        raise UnusableError("frame_hours_unclear")
    return hours


def _emptied(case: Case, part: str) -> Case:
    match part:
        case "beginn":
            return replace(case, begins_on=None)
        case "ende":
            return replace(case, ends_on=None)
        case "stunden":
            return replace(case, approved_hours=None)
        case _:
            return replace(case, region="")


def _keep(exchange: Exchange, case: Case, part: str) -> None:
    set_frame(exchange.connection, case.id, case.begins_on, case.ends_on, case.approved_hours, case.region)
    exchange.log(AuditEvent.CASE_CHANGED, case=case.id, part=part)
    _show(exchange, case)


def _show(exchange: Exchange, case: Case) -> None:
    voice = exchange.voice

    def day(set_on: date | None) -> str:
        return voice.say("frame_unset") if set_on is None else voice.day(set_on)

    buttons = [exchange.button(_BUTTONS[part], "eckdaten", f"{case.id}-{part}") for part in PARTS]
    to_case = exchange.button("button_to_case", "fall", case.id)
    exchange.say(
        "frame",
        (tuple(buttons[:2]), tuple(buttons[2:]), (to_case,)),
        case=case.pseudonym,
        begin=day(case.begins_on),
        end=day(case.ends_on),
        hours=voice.say("frame_unset") if case.approved_hours is None else case.approved_hours,
        region=case.region or voice.say("frame_unset"),
    )


def _ask(exchange: Exchange, case: Case, part: str) -> None:
    exchange.await_text(json.dumps({"what": AWAITED, "case": case.id, "part": part}))
    is_set = {BEGIN: case.begins_on, END: case.ends_on, HOURS: case.approved_hours, REGION: case.region}[part]
    empty = exchange.button("button_empty", "eckdaten", f"{case.id}-{part}-{EMPTY}")
    keep = exchange.button("button_frame_keep", "eckdaten", case.id)
    exchange.say(f"frame_asked_{part}", ((empty,), (keep,)) if is_set else ((keep,),))
