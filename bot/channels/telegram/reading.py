"""From an update of Telegram to what the bot needs of it, and nothing more."""

from __future__ import annotations

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.messages import Incoming, IncomingKind

CHANNEL = "telegram"
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]


def read_update(update: Update) -> Incoming | None:
    """What somebody did, or None for things that need no answer (service messages, other bots)."""
    if update.callback_query is not None:
        return _tap(update.update_id, update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.update_id, update.my_chat_member)
    message = update.message or update.edited_message
    if message is None or (message.from_user is not None and message.from_user.is_bot):
        return None
    kind = IncomingKind.EDITED if update.edited_message is not None else _kind(message)
    if message.chat.type != ChatType.PRIVATE:
        kind = IncomingKind.GROUP if kind is not None else None
    if kind is None:
        return None
    text = message.text or "" if kind is IncomingKind.TEXT else ""
    return Incoming(CHANNEL, str(message.chat.id), str(update.update_id), kind, text)


def _kind(message: Message) -> IncomingKind | None:
    if message.forward_origin is not None:
        return IncomingKind.FORWARDED
    if message.text is not None:
        return IncomingKind.TEXT
    if message.voice is not None or message.audio is not None or message.video_note is not None:
        return IncomingKind.VOICE
    return IncomingKind.MEDIA if message.effective_attachment is not None else None


def _tap(update_id: int, query: CallbackQuery) -> Incoming | None:
    if query.data is None:
        return None
    message = query.message
    if message is not None and message.chat.type != ChatType.PRIVATE:
        return None
    message_id = None if message is None else str(message.message_id)
    return Incoming(CHANNEL, str(query.from_user.id), str(update_id), IncomingKind.TAP, query.data, message_id)


def _membership(update_id: int, change: ChatMemberUpdated) -> Incoming | None:
    if change.chat.type != ChatType.PRIVATE:
        return None
    blocked = change.new_chat_member.status == ChatMemberStatus.BANNED
    kind = IncomingKind.BLOCKED if blocked else IncomingKind.UNBLOCKED
    return Incoming(CHANNEL, str(change.chat.id), str(update_id), kind)
