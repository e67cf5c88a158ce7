"""Texts that are no answers in a dialog: what the bot asked for last decides what they are taken for."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot import personal_data
from bot.casework import framing, inviting
from bot.course import hours, marking
from bot.exchange import Exchange
from bot.follow_up import moving, own_times
from bot.reviews import planning
from bot.tokens import MenuToken, TurnToken

Take = Callable[[Exchange, Mapping[str, Any], str], None]

TAKERS: Mapping[str, Take] = {
    personal_data.AWAITED: personal_data.take_rewritten,
    inviting.AWAITED: inviting.take_name,
    framing.AWAITED: framing.take_part,
    planning.AWAITED: planning.take_day,
    hours.AWAITED: hours.take_hours,
    moving.AWAITED_DAY: moving.take_day,
    moving.AWAITED_REASON: moving.take_reason,
    own_times.AWAITED: own_times.take_pause,
    marking.AWAITED: marking.take_words,
    marking.AWAITED_DAY: marking.take_day,
}


def take_awaited(exchange: Exchange, text: str) -> bool:
    """Hands a text to whoever asked for it. False if nobody did."""
    if exchange.person.awaiting is None:
        return False
    data = json.loads(exchange.person.awaiting)
    exchange.await_text(None)
    TAKERS[data["what"]](exchange, data, text)
    return True


def stop_awaiting(exchange: Exchange, token: TurnToken | MenuToken | None = None) -> None:
    """Something else was done instead of writing. A text that waits for a decision is not lost by it."""
    if exchange.person.awaiting is None:
        return
    data = json.loads(exchange.person.awaiting)
    if data["what"] == personal_data.AWAITED and not personal_data.decides(token):
        personal_data.keep_waiting_text(exchange, data, token)
    elif data["what"] != personal_data.AWAITED and not marking.decides(token):
        exchange.await_text(None)
