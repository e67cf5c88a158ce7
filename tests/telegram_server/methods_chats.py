"""Callback answers, and questions about chats."""

from __future__ import annotations

from tests.telegram_server.chats import find_chat, open_chat
from tests.telegram_server.errors import broken_limit, refused
from tests.telegram_server.groups import Group
from tests.telegram_server.registry import Raw, chat, flag, integer, method, string
from tests.telegram_server.units import utf16_length
from tests.telegram_server.world import World

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
MOST_ANSWER = 200


@method(
    "answerCallbackQuery",
    "callback_query_id",
    callback_query_id=string,
    text=string,
    show_alert=flag,
    url=string,
    cache_time=integer,
)
def answer_callback_query(world: World, parameters: Raw) -> bool:
    """Each query once, within `callback_seconds`."""
    text = parameters.get("text", "")
    if utf16_length(text) > MOST_ANSWER:
        raise broken_limit("MESSAGE_TOO_LONG")
    query_id = parameters["callback_query_id"]
    asked = world.callbacks.pop(query_id, None)
    if asked is None or world.clock() - asked > world.callback_seconds:
        raise refused(_TOO_OLD)
    world.answered_callbacks[query_id] = text
    return True


@method("getChat", "chat_id", chat_id=chat)
def get_chat(world: World, parameters: Raw) -> Raw:
    found = find_chat(world, parameters["chat_id"])
    details = {"accent_color_id": 3, "max_reaction_count": 11}
    return {**found.raw, **details, "accepted_gift_types": dict.fromkeys(_GIFTS, False)}


@method("leaveChat", "chat_id", chat_id=chat)
def leave_chat(world: World, parameters: Raw) -> bool:
    target = open_chat(world, parameters["chat_id"])
    if not isinstance(target, Group):
        raise refused("chat member status can't be changed in private chats")
    target.leave()
    return True
