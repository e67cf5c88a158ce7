"""What private chats and groups have in common for the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.telegram_server.errors import ApiError, refused
from tests.telegram_server.listening import Conversation
from tests.telegram_server.messages import ChatMessage

if TYPE_CHECKING:
    from tests.telegram_server.registry import Raw
    from tests.telegram_server.world import World


class Chat(Conversation):
    """A chat the server knows; `raw` is the Bot API's short Chat object."""

    def __init__(self, world: World, raw: Raw) -> None:
        super().__init__()
        self.world = world
        self.raw = raw
        self.id: int = raw["id"]
        world.add_chat(self)

    @property
    def closed(self) -> str | None:
        """Why the bot may not write here, in Telegram's words."""
        return None

    @property
    def private(self) -> bool:
        return bool(self.raw["type"] == "private")

    def receive(self, user: Raw, content: Raw) -> ChatMessage:
        """Store a person's message; announcing it to the bot is the caller's affair."""
        world = self.world
        now = world.clock()
        raw = {"message_id": world.next_message_id(), "from": user, "chat": self.raw, "date": int(now), **content}
        message = ChatMessage(raw, now, from_bot=False)
        self.add(message)
        return message


def find_chat(world: World, chat_id: int | str) -> Chat:
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else world.chat_by_name(chat_id)
    if chat is None:
        raise refused("chat not found")
    return chat


def open_chat(world: World, chat_id: int | str) -> Chat:
    """A chat the bot may act in."""
    chat = find_chat(world, chat_id)
    if closed := chat.closed:
        raise ApiError(403, f"Forbidden: {closed}")
    return chat
