"""Pushes updates to the bot's URL: each chat in order, different chats at once, repeated until accepted."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import aiohttp

from tests.telegram_server.update_faults import Pending

if TYPE_CHECKING:
    from tests.telegram_server.updates import UpdateQueue

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(slots=True)
class Webhook:
    """A webhook that is set. Any answer but 2xx, and no answer, means another attempt."""

    url: str
    secret: str
    queue: UpdateQueue
    max_connections: int = 40
    has_certificate: bool = False
    retry_seconds: float = 0.1
    last_error: str = ""
    _lanes: defaultdict[int, deque[Pending]] = field(default_factory=lambda: defaultdict(deque))
    _tasks: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _session: aiohttp.ClientSession | None = None
    _free: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._free = asyncio.Semaphore(self.max_connections)

    def start(self) -> None:
        timeout = aiohttp.ClientTimeout(total=60)
        self._session = aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar())
        for pending in list(self.queue.pending.values()):
            self.take(pending)
        self.queue.take = self.take

    def take(self, pending: Pending) -> None:
        self._lanes[pending.lane].append(pending)
        if pending.lane not in self._tasks:
            self._tasks[pending.lane] = asyncio.create_task(self._run(pending.lane))

    async def _run(self, lane: int) -> None:
        waiting = self._lanes[lane]
        while waiting:
            pending = waiting[0]
            async with self._free:
                accepted = await self._post(pending)
            if not accepted:
                await asyncio.sleep(self.retry_seconds)
            elif pending.copies:
                pending.copies -= 1
            else:
                waiting.popleft()
                self.queue.confirm(pending.update_id)
        del self._tasks[lane], self._lanes[lane]

    async def _post(self, pending: Pending) -> bool:
        assert self._session is not None
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        pending.deliveries += 1
        try:
            request = self._session.post(self.url, json=pending.update, headers=headers, ssl=False)
            async with request as response:
                await response.read()
                if 200 <= response.status < 300:
                    return True
                self.last_error = f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            self.last_error = f"{type(error).__name__}: connection failed"
        return False

    async def close(self) -> None:
        self.queue.take = None
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
