"""Methods that change or remove messages."""

from __future__ import annotations

from typing import Any

from tests.telegram_server.chats import Chat, find_chat, open_chat
from tests.telegram_server.errors import broken_limit, refused
from tests.telegram_server.keyboards import inline_keyboard
from tests.telegram_server.messages import ChatMessage
from tests.telegram_server.registry import Kind, Raw, chat, data, integer, method, string
from tests.telegram_server.texts import message_text
from tests.telegram_server.world import World

_DELETABLE_SECONDS = 48 * 3600
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_EDITING: dict[str, Kind] = {
    "chat_id": chat,
    "message_id": integer,
    "inline_message_id": string,
    "business_connection_id": string,
    "reply_markup": data,
}


def _own_message(world: World, parameters: Raw) -> ChatMessage:
    if "inline_message_id" in parameters:
        raise refused("MESSAGE_ID_INVALID")
    for name in ("chat_id", "message_id"):
        if name not in parameters:
            raise broken_limit(f"{name} is empty" if name == "chat_id" else "message identifier is not specified")
    message = open_chat(world, parameters["chat_id"]).by_id.get(parameters["message_id"])
    if message is None or message.deleted:
        raise refused("message to edit not found")
    if not message.from_bot or "inline_keyboard" not in message.raw.get("reply_markup", {"inline_keyboard": ()}):
        raise refused("message can't be edited")  # not its own, or sent with a reply keyboard
    return message


def _edit(world: World, message: ChatMessage, changed: Raw) -> Raw:
    """`changed` replaces text, entities and markup; None removes a key."""
    old = message.raw
    if all(old.get(key) == value for key, value in changed.items()):
        raise refused(_NOT_MODIFIED)
    now = world.clock()
    raw = {**old, **changed, "edit_date": int(now)}
    message.replace({key: value for key, value in raw.items() if value is not None}, now)
    world.chats[message.chat_id].changed()
    return message.raw


@method("editMessageText", text=string, parse_mode=string, entities=data, link_preview_options=data, **_EDITING)
def edit_message_text(world: World, parameters: Raw) -> Raw:
    content = message_text(parameters)
    markup = inline_keyboard(parameters.get("reply_markup"))
    message = _own_message(world, parameters)
    if "text" not in message.raw:
        raise refused("there is no text in the message to edit")
    return _edit(world, message, {"entities": None, **content, "reply_markup": markup})


@method("editMessageReplyMarkup", **_EDITING)
def edit_message_reply_markup(world: World, parameters: Raw) -> Raw:
    markup = inline_keyboard(parameters.get("reply_markup"))
    return _edit(world, _own_message(world, parameters), {"reply_markup": markup})


def _deletable(world: World, target: Chat, message: ChatMessage) -> bool:
    young = world.clock() - message.at < _DELETABLE_SECONDS
    return young and (message.from_bot or target.private)


@method("deleteMessage", "chat_id", "message_id", chat_id=chat, message_id=integer)
def delete_message(world: World, parameters: Raw) -> bool:
    target = find_chat(world, parameters["chat_id"])
    message = target.by_id.get(parameters["message_id"])
    if message is None or message.deleted:
        raise refused("message to delete not found")
    if not _deletable(world, target, message):
        raise refused("message can't be deleted")
    message.deleted = True
    target.changed()
    return True


@method("deleteMessages", "chat_id", "message_ids", chat_id=chat, message_ids=data)
def delete_messages(world: World, parameters: Raw) -> bool:
    """Missing messages are skipped, as documented; one that cannot be deleted makes the server refuse them all."""
    numbers: Any = parameters["message_ids"]
    if not isinstance(numbers, list) or not all(type(number) is int for number in numbers):
        raise broken_limit("can't parse message identifiers")
    if not 1 <= len(numbers) <= 100:
        raise broken_limit("message identifiers must be 1 to 100")
    target = find_chat(world, parameters["chat_id"])
    found = [message for message in map(target.by_id.get, numbers) if message is not None and not message.deleted]
    if not all(_deletable(world, target, message) for message in found):
        raise refused("message can't be deleted for everyone")
    for message in found:
        message.deleted = True
    target.changed()
    return True
