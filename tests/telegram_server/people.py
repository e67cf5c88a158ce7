"""Simulated people who use Telegram as its clients do: they write, tap, edit and block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.telegram_server.chats import Chat
from tests.telegram_server.people_media import SendsMedia
from tests.telegram_server.units import utf16_length

if TYPE_CHECKING:
    from tests.telegram_server.groups import Group
    from tests.telegram_server.messages import ChatMessage
    from tests.telegram_server.registry import Raw
    from tests.telegram_server.world import World

_COMMAND = re.compile(r"(?<!\S)/[a-zA-Z0-9_]{1,32}(?:@[a-zA-Z0-9_]+)?")


class Person(SendsMedia, Chat):
    """A person and, at the same time, their private chat with the bot."""

    def __init__(self, world: World, user: Raw, *, started: bool = True) -> None:
        raw = {key: user[key] for key in user if key in ("id", "first_name", "username")}
        super().__init__(world, {**raw, "type": "private"})
        self.user = user
        self.started = started
        self.blocked = False

    @property
    def closed(self) -> str | None:
        if self.blocked:
            return "bot was blocked by the user"
        return None if self.started else "bot can't initiate conversation with a user"

    @property
    def commands(self) -> list[Raw]:
        """The command menu this person's client shows."""
        return self.world.profile.commands_for(self.id, self.user.get("language_code", ""))

    def writes(self, text: str, forwarded: bool = False, reply_to: ChatMessage | int | None = None) -> ChatMessage:
        content = text_content(text)
        if forwarded:
            origin = {"type": "hidden_user", "sender_user_name": "Holunder", "date": int(self.world.clock())}
            content["forward_origin"] = origin
        return self.posts(self, content, reply_to)

    def writes_in(self, group: Group, text: str, reply_to: ChatMessage | int | None = None) -> ChatMessage:
        return self.posts(group, text_content(text), reply_to)

    def posts(self, chat: Chat, content: Raw, reply_to: ChatMessage | int | None = None) -> ChatMessage:
        """Any content, as an update for the bot."""
        assert not self.blocked, "unblock the bot before writing to it"
        self.started = True
        if reply_to is not None:
            number = reply_to if isinstance(reply_to, int) else reply_to.message_id
            content["reply_to_message"] = chat.by_id[number].raw
        message = chat.receive(self.user, content)
        if self.world.shows(message):
            self.world.updates.push("message", message.raw, chat.id)
        return message

    def taps(self, wanted: str | int, message: ChatMessage | None = None) -> str:
        """Tap a button by label or index, on the given or else the newest message with buttons.

        Returns the id of the callback query.
        """
        target = message or next((m for m in reversed(self.messages) if m.buttons and not m.deleted), None)
        assert target is not None, "no message with buttons"
        button = target.find(wanted)
        assert button is not None, f"no button {wanted!r} on {target}"
        assert button.data is not None, f"button {button.label!r} sends no callback"
        return self.taps_data(button.data, target)

    def taps_data(self, data: str, message: ChatMessage) -> str:
        """Send callback data as a stale screen would, whether or not the button still exists."""
        query_id = self.world.new_callback()
        query = {"id": query_id, "from": self.user, "message": message.raw, "data": data}
        query["chat_instance"] = str(message.chat_id * 31)
        self.world.updates.push("callback_query", query, message.chat_id)
        return query_id

    def edits(self, message_id: int, text: str) -> ChatMessage:
        """Change an own message of the private chat."""
        message = self.by_id[message_id]
        now = self.world.clock()
        kept = {key: value for key, value in message.raw.items() if key != "entities"}
        message.replace({**kept, **text_content(text), "edit_date": int(now)}, now)
        self.world.updates.push("edited_message", message.raw, self.id)
        return message

    def blocks_bot(self) -> None:
        self.blocked = True
        self._membership("member", "kicked")

    def unblocks_bot(self) -> None:
        self.blocked = False
        self._membership("kicked", "member")

    def _membership(self, old: str, new: str) -> None:
        self.world.announce_membership(self.raw, self.user, old, new)


def text_content(text: str) -> Raw:
    """Text with the bot_command entities that Telegram's clients mark."""
    commands = [
        {"type": "bot_command", "offset": utf16_length(text[: found.start()]), "length": len(found.group())}
        for found in (_COMMAND.finditer(text) if "/" in text else ())
    ]
    return {"text": text, "entities": commands} if commands else {"text": text}
