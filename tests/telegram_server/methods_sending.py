"""Methods that put something new into a chat."""

from __future__ import annotations

from typing import Any

from tests.telegram_server.chats import Chat, open_chat
from tests.telegram_server.errors import broken_limit, refused
from tests.telegram_server.files import photo_sizes
from tests.telegram_server.keyboards import reply_markup
from tests.telegram_server.messages import ChatMessage
from tests.telegram_server.registry import Kind, Raw, chat, data, file, flag, integer, method, string
from tests.telegram_server.texts import message_caption, message_text
from tests.telegram_server.world import World

_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
_SENDING: dict[str, Kind] = {
    "chat_id": chat,
    "business_connection_id": string,
    "message_thread_id": integer,
    "direct_messages_topic_id": integer,
    "disable_notification": flag,
    "protect_content": flag,
    "allow_paid_broadcast": flag,
    "message_effect_id": string,
    "suggested_post_parameters": data,
    "reply_parameters": data,
    "reply_markup": data,
    "parse_mode": string,
}
_CAPTION: dict[str, Kind] = {"caption": string, "caption_entities": data, **_SENDING}


def _send(world: World, parameters: Raw, content: Raw) -> Raw:
    """Store a message of the bot; the content has been validated."""
    target = open_chat(world, parameters["chat_id"])
    markup = reply_markup(parameters.get("reply_markup"))
    if "reply_parameters" in parameters:
        _reply(target, parameters["reply_parameters"], content)
    world.check_flood(target.id)
    now = world.clock()
    raw: Raw = {"message_id": world.next_message_id(), "from": world.bot, "chat": target.raw, "date": int(now)}
    raw.update(content)
    if markup is not None:
        raw["reply_markup"] = markup
    target.add(ChatMessage(raw, now, from_bot=True))
    return answer(raw)


def answer(raw: Raw) -> Raw:
    """A message as methods return it: only inline keyboards are shown."""
    if "inline_keyboard" in raw.get("reply_markup", {"inline_keyboard": ()}):
        return raw
    return {key: value for key, value in raw.items() if key != "reply_markup"}


def _reply(target: Chat, wanted: Any, content: Raw) -> None:
    if not isinstance(wanted, dict) or not isinstance(wanted.get("message_id"), int):
        raise broken_limit("can't parse reply parameters: message_id expected")
    original = target.by_id.get(wanted["message_id"])
    if original is not None and not original.deleted:
        content["reply_to_message"] = {k: v for k, v in original.raw.items() if k != "reply_to_message"}
    elif not wanted.get("allow_sending_without_reply"):
        raise refused("message to be replied not found")


@method("sendMessage", "chat_id", text=string, entities=data, link_preview_options=data, **_SENDING)
def send_message(world: World, parameters: Raw) -> Raw:
    return _send(world, parameters, message_text(parameters))


@method("sendPhoto", "chat_id", photo=file, show_caption_above_media=flag, has_spoiler=flag, **_CAPTION)
def send_photo(world: World, parameters: Raw) -> Raw:
    if "photo" not in parameters:
        raise broken_limit("there is no photo in the request")
    caption = message_caption(parameters)
    open_chat(world, parameters["chat_id"])
    stored = world.files.accept(parameters["photo"], photo=True)
    return _send(world, parameters, {"photo": photo_sizes(stored), **caption})


@method("sendDocument", "chat_id", document=file, thumbnail=file, disable_content_type_detection=flag, **_CAPTION)
def send_document(world: World, parameters: Raw) -> Raw:
    if "document" not in parameters:
        raise broken_limit("there is no document in the request")
    caption = message_caption(parameters)
    open_chat(world, parameters["chat_id"])
    stored = world.files.accept(parameters["document"])
    return _send(world, parameters, {"document": stored.described(), **caption})


@method(
    "sendChatAction",
    "chat_id",
    chat_id=chat,
    action=string,
    message_thread_id=integer,
    business_connection_id=string,
)
def send_chat_action(world: World, parameters: Raw) -> bool:
    if parameters.get("action") not in _ACTIONS:
        raise broken_limit("wrong parameter action in request")
    open_chat(world, parameters["chat_id"])
    return True
