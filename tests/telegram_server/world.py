"""The state of the simulated Telegram: the bot, chats, files, updates, callbacks and their clock."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from tests.telegram_server.errors import too_many_requests
from tests.telegram_server.files import FileStore
from tests.telegram_server.profile import Profile
from tests.telegram_server.updates import UpdateQueue

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.telegram_server.chats import Chat
    from tests.telegram_server.messages import ChatMessage
    from tests.telegram_server.registry import Raw
    from tests.telegram_server.webhooks import Webhook


class World:
    """Everything the methods work on; knows nothing of HTTP."""

    def __init__(self, bot: Raw, clock: Callable[[], float]) -> None:
        self.bot = bot
        self.clock = clock
        self.chats: dict[int, Chat] = {}
        self.files = FileStore()
        self.updates = UpdateQueue()
        self.profile = Profile()
        self.webhook: Webhook | None = None
        self.webhook_retry_seconds = 0.1
        self.callback_seconds = 30.0
        self.callbacks: dict[str, float] = {}
        self.answered_callbacks: dict[str, str] = {}
        self.flood_limit_per_chat: float | None = None
        self.reads_all_group_messages = True
        self._message_id = 0
        self._callback_id = 7_000_000_000
        self._sent: dict[int, deque[float]] = {}

    def add_chat(self, chat: Chat) -> None:
        assert chat.id not in self.chats, f"chat {chat.id} exists already"
        self.chats[chat.id] = chat

    def chat_by_name(self, name: str) -> Chat | None:
        """Only groups can be addressed by @username."""
        wanted = name.removeprefix("@").lower()
        named = (chat for chat in self.chats.values() if not chat.private)
        return next((chat for chat in named if chat.raw.get("username", "").lower() == wanted), None)

    def next_message_id(self) -> int:
        self._message_id += 1
        return self._message_id

    def new_callback(self) -> str:
        self._callback_id += 1
        query_id = str(self._callback_id)
        self.callbacks[query_id] = self.clock()
        return query_id

    def shows(self, message: ChatMessage) -> bool:
        """Whether the bot gets to see a message: with privacy mode only what is meant for it."""
        raw = message.raw
        if self.reads_all_group_messages or raw["chat"]["type"] == "private":
            return True
        text: str = raw.get("text", "")
        replied: Raw = raw.get("reply_to_message", {}).get("from", {})
        return text.startswith("/") or f"@{self.bot['username']}" in text or replied.get("id") == self.bot["id"]

    def check_flood(self, chat_id: int) -> None:
        """429 above `flood_limit_per_chat` messages in any second."""
        limit = self.flood_limit_per_chat
        if limit is None:
            return
        window = 1.0 if limit >= 1 else 1.0 / limit
        most = max(1, int(limit * window + 1e-9))
        now = self.clock()
        sent = self._sent.setdefault(chat_id, deque(maxlen=most))
        if len(sent) == most and now - sent[0] < window:
            raise too_many_requests(max(1, round(sent[0] + window - now)))
        sent.append(now)

    def announce_membership(self, chat: Raw, by: Raw, old: str, new: str) -> None:
        """A my_chat_member update."""
        change: Raw = {"chat": chat, "from": by, "date": int(self.clock())}
        for key, status in (("old_chat_member", old), ("new_chat_member", new)):
            change[key] = {"user": self.bot, "status": status}
            if status == "kicked":
                change[key]["until_date"] = 0
        self.updates.push("my_chat_member", change, chat["id"])
