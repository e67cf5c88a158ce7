"""From an update of Telegram to what the bot needs of it, and nothing more.

Updates are read as the JSON that Telegram sends: most of an update is never looked at, and so never kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.messages import Incoming, IncomingKind

CHANNEL = "telegram"
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
Update = Mapping[str, Any]
_SPOKEN = ("voice", "audio", "video_note")
_SHOWN = (
    "animation",
    "contact",
    "dice",
    "document",
    "game",
    "location",
    "paid_media",
    "photo",
    "poll",
    "sticker",
    "story",
    "venue",
    "video",
)


def read_update(update: Update) -> Incoming | None:
    """What somebody did, or None for things that need no answer (service messages, other bots).

    Raises KeyError, TypeError or ValueError if this is no update.
    """
    update_id = int(update["update_id"])
    if "callback_query" in update:
        return _tap(update_id, update["callback_query"])
    if "my_chat_member" in update:
        return _membership(update_id, update["my_chat_member"])
    edited = update.get("edited_message")
    message = edited or update.get("message")
    if message is None or message.get("from", {}).get("is_bot"):
        return None
    kind = IncomingKind.EDITED if edited else _kind(message)
    if kind is not None and message["chat"]["type"] != "private":
        kind = IncomingKind.GROUP
    if kind is None:
        return None
    text = message["text"] if kind is IncomingKind.TEXT else ""
    own_message = None if kind is IncomingKind.GROUP else str(message["message_id"])
    return Incoming(CHANNEL, str(message["chat"]["id"]), str(update_id), kind, text, own_message=own_message)


def tapped(update: Update) -> str | None:
    """The id of the tap that waits for a receipt, if this is one."""
    query = update.get("callback_query")
    return None if query is None else str(query["id"])


def _kind(message: Mapping[str, Any]) -> IncomingKind | None:
    if "forward_origin" in message:
        return IncomingKind.FORWARDED
    if "text" in message:
        return IncomingKind.TEXT
    if any(name in message for name in _SPOKEN):
        return IncomingKind.VOICE
    return IncomingKind.MEDIA if any(name in message for name in _SHOWN) else None


def _tap(update_id: int, query: Mapping[str, Any]) -> Incoming | None:
    message = query.get("message")
    if "data" not in query or (message is not None and message["chat"]["type"] != "private"):
        return None
    message_id = None if message is None else str(message["message_id"])
    return Incoming(CHANNEL, str(query["from"]["id"]), str(update_id), IncomingKind.TAP, str(query["data"]), message_id)


def _membership(update_id: int, change: Mapping[str, Any]) -> Incoming | None:
    if change["chat"]["type"] != "private":
        return None
    blocked = change["new_chat_member"]["status"] == "kicked"
    kind = IncomingKind.BLOCKED if blocked else IncomingKind.UNBLOCKED
    return Incoming(CHANNEL, str(change["chat"]["id"]), str(update_id), kind)
