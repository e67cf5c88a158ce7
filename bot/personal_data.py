"""Before a free text is kept: a hint if it seems to say who somebody is, to replace that or to keep it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.exchange import Exchange
from bot.reflecting import remind, takes_free_text, write
from bot.tokens import MenuToken, TurnToken
from dialogs.engine.inputs import Action, Tap
from dialogs.engine.personal_data import find_personal_data, replaced
from storage.conversations import Conversation, running_conversation

AWAITED = "personal_data"
SAME_MESSAGE = timedelta(seconds=5)  # clients split long texts; the parts arrive together
_DECISIONS = ("ersetzen", "behalten")
_SKIP = "ueberspringen"


def hold_back(exchange: Exchange, text: str) -> bool:
    """Shows what was found and waits for a decision; the text is kept nowhere but with that question.

    False if nothing was found, or if the text would not be kept anyway.
    """
    words = exchange.content.catalogue.personal_data
    found = find_personal_data(text, words)
    conversation = takes_free_text(exchange, text) if found else None
    if conversation is None:
        return False
    voice = exchange.voice
    places = "\n".join(
        dict.fromkeys(
            voice.say("personal_place", words=one.words, placeholder=words.placeholders[one.kind]) for one in found
        )
    )
    mark = f"{conversation.id}-{conversation.state.turn}-{int(exchange.now.timestamp())}"
    waiting = {"what": AWAITED, "conversation": conversation.id, "text": text, "at": exchange.now.isoformat()}
    exchange.await_text(json.dumps({**waiting, "mark": mark}), conversation.keys)
    rows = (
        (exchange.button("button_replace", "ersetzen", mark),),
        (exchange.button("button_keep_words", "behalten", mark),),
    )
    exchange.say("personal_found", rows, places=places)
    return True


def decides(token: TurnToken | MenuToken | None) -> bool:
    """Whether this tap is the decision about a text that waits."""
    return isinstance(token, MenuToken) and token.command in _DECISIONS


def replace_found(exchange: Exchange, argument: str) -> None:
    """Keeps the text with placeholders for what was found."""
    waiting = _take_waiting(exchange, argument)
    if waiting is None:
        remind(exchange, "hint_old_button")
        return
    _write_replaced(exchange, waiting["text"])


def keep_found(exchange: Exchange, argument: str) -> None:
    """Keeps the text as it was written."""
    waiting = _take_waiting(exchange, argument)
    if waiting is None:
        remind(exchange, "hint_old_button")
    else:
        write(exchange, waiting["text"])


def take_rewritten(exchange: Exchange, waiting: Mapping[str, Any], text: str) -> None:
    """A text instead of a decision: the next part of a split one, the same once more, or a new wording."""
    if _still_open(exchange, waiting) is None:
        write(exchange, text)
        return
    typed = text.strip().casefold()
    if typed == exchange.voice.say("button_replace").casefold():
        _write_replaced(exchange, waiting["text"])
        return
    if typed == exchange.voice.say("button_keep_words").casefold():
        write(exchange, waiting["text"])
        return
    if exchange.now - datetime.fromisoformat(waiting["at"]) < SAME_MESSAGE:
        text = f"{waiting['text']}\n\n{text}"
    elif text.strip() == waiting["text"].strip():
        write(exchange, text)
        return
    if not hold_back(exchange, text):
        write(exchange, text)


def keep_waiting_text(exchange: Exchange, waiting: Mapping[str, Any], token: TurnToken | MenuToken | None) -> None:
    """Something else was tapped or asked for: the text is kept as it was, unless the question is skipped."""
    exchange.await_text(None)
    asked = _still_open(exchange, waiting)
    if asked is None or token in (MenuToken(_SKIP), TurnToken(asked.id, asked.state.turn, Tap(Action.SKIP))):
        return
    before = len(exchange.replies)
    write(exchange, waiting["text"])
    now_asked = _still_open(exchange, waiting)
    if now_asked is not None and now_asked.state == asked.state:
        return  # it was refused, and the reply says why
    del exchange.replies[before:]  # the next question is not what the person asked for now
    exchange.say("personal_kept")


def _write_replaced(exchange: Exchange, text: str) -> None:
    words = exchange.content.catalogue.personal_data
    write(exchange, replaced(text, find_personal_data(text, words), words.placeholders))


def _take_waiting(exchange: Exchange, mark: str) -> Mapping[str, Any] | None:
    """What waits, if the button belongs to it. Typed as a command there is no mark: then the newest is meant."""
    if exchange.person.awaiting is None:
        return None
    waiting: Mapping[str, Any] = json.loads(exchange.person.awaiting)
    if waiting["what"] != AWAITED or mark not in ("", waiting["mark"]):
        return None
    exchange.await_text(None)
    return None if _still_open(exchange, waiting) is None else waiting


def _still_open(exchange: Exchange, waiting: Mapping[str, Any]) -> Conversation | None:
    running = running_conversation(exchange.connection, exchange.person.id)
    return running if running is not None and running.id == waiting["conversation"] else None
