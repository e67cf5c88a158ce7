"""Before a free text is kept: a hint if it seems to say who somebody is, to replace that or to keep it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.exchange import Exchange
from bot.reflecting import remind, takes_free_text, write
from bot.tokens import MenuToken, TurnToken
from dialogs.engine.inputs import Action
from dialogs.engine.personal_data import find_personal_data, replaced
from storage.conversations import Conversation, running_conversation

AWAITED = "personal_data"
SAME_MESSAGE = timedelta(seconds=5)  # clients split long texts; the parts arrive together
_DECISIONS = ("ersetzen", "behalten")


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
    waiting = {"what": AWAITED, "conversation": conversation.id, "text": text, "at": exchange.now.isoformat()}
    exchange.await_text(json.dumps(waiting), conversation.keys)
    mark = f"{conversation.id}-{conversation.state.turn}"
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
    waiting = _take_waiting(exchange)
    if waiting is None:
        remind(exchange, "hint_old_button")
        return
    words = exchange.content.catalogue.personal_data
    text = waiting["text"]
    write(exchange, replaced(text, find_personal_data(text, words), words.placeholders))


def keep_found(exchange: Exchange, argument: str) -> None:
    """Keeps the text as it was written."""
    waiting = _take_waiting(exchange)
    if waiting is None:
        remind(exchange, "hint_old_button")
    else:
        write(exchange, waiting["text"])


def take_rewritten(exchange: Exchange, waiting: Mapping[str, Any], text: str) -> None:
    """A text instead of a decision: the next part of a split one, the same once more, or a new wording."""
    if _still_open(exchange, waiting) is None:
        write(exchange, text)
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
    skipped = isinstance(token, TurnToken) and token.tap.action is Action.SKIP
    if skipped or _still_open(exchange, waiting) is None:
        return
    before = len(exchange.replies)
    write(exchange, waiting["text"])
    del exchange.replies[before:]  # the next question is not what the person asked for now
    exchange.say("personal_kept")


def _take_waiting(exchange: Exchange) -> Mapping[str, Any] | None:
    if exchange.person.awaiting is None:
        return None
    waiting: Mapping[str, Any] = json.loads(exchange.person.awaiting)
    exchange.await_text(None)
    if waiting["what"] != AWAITED or _still_open(exchange, waiting) is None:
        return None
    return waiting


def _still_open(exchange: Exchange, waiting: Mapping[str, Any]) -> Conversation | None:
    running = running_conversation(exchange.connection, exchange.person.id)
    return running if running is not None and running.id == waiting["conversation"] else None
