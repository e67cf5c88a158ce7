"""The server itself: HTTP in front, the simulated Telegram behind, and what tests hold on to."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Self

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http_parser import RawRequestMessage
from aiohttp.streams import StreamReader
from aiohttp.web_protocol import RequestHandler

from tests.telegram_server.answering import Answering
from tests.telegram_server.calls import Call, CallLog
from tests.telegram_server.faults import Faults
from tests.telegram_server.files import MOST_UPLOAD_BYTES
from tests.telegram_server.groups import Group
from tests.telegram_server.messages import ChatMessage
from tests.telegram_server.people import Person
from tests.telegram_server.registry import Raw
from tests.telegram_server.update_faults import UpdateFaults
from tests.telegram_server.world import World

_FIRST_PERSON = 5_000_000_001  # above 32 bits, as real ids are
_FIRST_GROUP = -4_000_000_001


class TelegramServer:
    """A Bot API server on a free port of 127.0.0.1, for one bot.

    `latency` is added to every answer but getUpdates; `clock` gives message dates and callback ages.
    """

    def __init__(
        self,
        token: str = "123456:TEST-TOKEN",
        username: str = "nachklang_test_bot",
        *,
        latency: float = 0.0,
        callback_seconds: float = 30.0,
        flood_limit_per_chat: float | None = None,
        recording: bool = True,
        reads_all_group_messages: bool = True,
        clock: Callable[[], float] = time.time,
    ) -> None:
        bot = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": username, "username": username}
        self.token = token
        self.world = World(bot, clock)
        self.world.callback_seconds = callback_seconds
        self.world.flood_limit_per_chat = flood_limit_per_chat
        self.world.reads_all_group_messages = reads_all_group_messages
        self.log = CallLog(recording)
        self.faults = Faults()
        self.answering = Answering(self.world, self.log, self.faults, token)
        self.answering.latency = latency
        self.port = 0
        self._runner: web.ServerRunner | None = None

    async def __aenter__(self) -> Self:
        server = web.Server(self.answering.handle, request_factory=_large_request, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        """Also ends polls that wait, so that clients do not hang."""
        self.world.updates.interrupt("terminated by the end of the server")
        if self.world.webhook is not None:
            await self.world.webhook.close()
        assert self._runner is not None
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def base_url(self) -> str:
        """For python-telegram-bot's `base_url`."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        return f"{self.url}/file/bot"

    def person(
        self,
        name: str,
        *,
        id: int | None = None,  # noqa: A002 - Telegram's word
        language_code: str | None = "de",
        username: str | None = None,
        started: bool = True,
    ) -> Person:
        """A person; with `started` False the bot may not write before they did."""
        number = _FIRST_PERSON + len(self.world.chats) if id is None else id
        user: Raw = {"id": number, "is_bot": False, "first_name": name}
        more = {"username": username, "language_code": language_code}
        user.update({key: value for key, value in more.items() if value is not None})
        return Person(self.world, user, started=started)

    def group(
        self,
        title: str,
        members: Sequence[Person] = (),
        *,
        id: int | None = None,  # noqa: A002
        kind: str = "group",
        username: str | None = None,
    ) -> Group:
        """A group with the bot in it; `kind` is "group" or "supergroup"."""
        number = _FIRST_GROUP - len(self.world.chats) if id is None else id
        raw: Raw = {"id": number, "title": title, "type": kind}
        return Group(self.world, raw if username is None else {**raw, "username": username}, members)

    @property
    def update_faults(self) -> UpdateFaults:
        return self.world.updates.faults

    @property
    def latency(self) -> float:
        return self.answering.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self.answering.latency = seconds

    @property
    def calls(self) -> list[Call]:
        return self.log.calls

    def calls_of(self, method: str, chat_id: int | None = None) -> list[Call]:
        return [c for c in self.log.calls if c.method == method and chat_id in (None, c.chat_id)]

    @property
    def counts(self) -> Counter[str]:
        """Calls per method since the start, recorded or not."""
        return self.log.by_method

    @property
    def statuses(self) -> Counter[int]:
        """Answers per HTTP status since the start; 0 counts dropped connections."""
        return self.log.by_status

    @property
    def violations(self) -> list[str]:
        """Everything answered with 400, as "method: description"."""
        return self.log.violations

    @property
    def broken_limits(self) -> list[str]:
        """The violations that no state of the server could excuse."""
        return self.log.broken_limits

    @property
    def answered_callbacks(self) -> dict[str, str]:
        """Ids of the answered callback queries with the text shown."""
        return self.world.answered_callbacks

    @property
    def pending_updates(self) -> int:
        return len(self.world.updates.pending)

    def content(self, message: ChatMessage) -> bytes:
        """The bytes of a document or photo."""
        assert message.file_id is not None, "the message has no file"
        return self.world.files.by_id[message.file_id].content


def _large_request(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: RequestHandler,
    writer: AbstractStreamWriter,
    task: asyncio.Task[None],
) -> web.BaseRequest:
    """Requests as large as the largest upload, and room to find out that one is too large."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=MOST_UPLOAD_BYTES + 2**20)
