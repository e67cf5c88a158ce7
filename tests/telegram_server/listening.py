"""A chat as something to listen to: waiting for the bot's messages, or for their absence."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tests.telegram_server.messages import ChatMessage

Matcher = str | Callable[[ChatMessage], bool] | None


class Conversation:
    """Both sides of a chat in order. `messages` holds only the bot's; deleted ones stay, marked."""

    def __init__(self) -> None:
        self.messages: list[ChatMessage] = []
        self.transcript: list[ChatMessage] = []
        self.by_id: dict[int, ChatMessage] = {}
        self._heard = 0
        self._waiting: list[asyncio.Future[None]] = []

    def add(self, message: ChatMessage) -> None:
        self.by_id[message.message_id] = message
        self.transcript.append(message)
        if message.from_bot:
            self.messages.append(message)
            self.changed()

    def changed(self) -> None:
        """Wake everyone who listens: after a new, edited or deleted message of the bot."""
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            for waiter in waiting:
                if not waiter.done():
                    waiter.set_result(None)

    async def hears(self, wanted: Matcher = None, timeout: float = 5.0) -> ChatMessage:  # noqa: ASYNC109
        """The next message not heard yet that matches; it and all before it then count as heard.

        Raises AssertionError with the transcript, and counts nothing as heard, when none comes in time.
        """
        async with _deadline(self, wanted, timeout):
            position = self._heard
            while True:
                while position < len(self.messages):
                    message = self.messages[position]
                    position += 1
                    if _matches(message, wanted):
                        self._heard = position
                        return message
                await self._change()

    async def sees(self, wanted: Matcher, timeout: float = 5.0) -> ChatMessage:  # noqa: ASYNC109
        """The newest message on the screen that matches, heard or not; follows edits."""
        async with _deadline(self, wanted, timeout):
            while True:
                for message in reversed(self.messages):
                    if not message.deleted and _matches(message, wanted):
                        return message
                await self._change()

    async def hears_nothing(self, seconds: float) -> None:
        """Raises AssertionError when an unheard message is there or comes within the time."""
        if self._heard == len(self.messages):
            try:
                async with asyncio.timeout(seconds):
                    while self._heard == len(self.messages):
                        await self._change()
            except TimeoutError:
                return
        unheard = "\n".join(map(str, self.messages[self._heard :]))
        raise AssertionError(f"expected silence, heard:\n{unheard}")

    async def _change(self) -> None:
        waiter = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        await waiter


class _deadline:  # noqa: N801 - used like a function
    def __init__(self, conversation: Conversation, wanted: Matcher, seconds: float) -> None:
        self.conversation = conversation
        self.wanted = wanted
        self.seconds = seconds
        self.timeout = asyncio.timeout(seconds)

    async def __aenter__(self) -> None:
        await self.timeout.__aenter__()

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        try:
            await self.timeout.__aexit__(kind, error, None)
        except TimeoutError:
            lines = "\n".join(map(str, self.conversation.transcript[-20:]))
            wanted = f" matching {self.wanted!r}" if self.wanted is not None else ""
            raise AssertionError(f"no message{wanted} within {self.seconds} s; transcript:\n{lines}") from None


def _matches(message: ChatMessage, wanted: Matcher) -> bool:
    if wanted is None:
        return True
    return wanted in message.text if isinstance(wanted, str) else wanted(message)
