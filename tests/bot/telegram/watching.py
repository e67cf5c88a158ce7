"""Waiting for a request of the bot, whatever becomes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from tests.telegram_server import TelegramServer
from tests.telegram_server.calls import Call
from tests.telegram_server.faults import Fault

WAIT_SECONDS = 20.0


class Watch:
    """Counts calls that arrive from now on."""

    def __init__(self) -> None:
        self.seen = 0
        self._changed = asyncio.Event()

    def count(self, call: Call) -> bool:
        """For the server: looks at a call and never asks for a fault."""
        self.seen += 1
        self._changed.set()
        return False

    async def reaches(self, number: int) -> None:
        async with asyncio.timeout(WAIT_SECONDS):
            while self.seen < number:
                self._changed.clear()
                await self._changed.wait()


@contextmanager
def watching(server: TelegramServer, method: str | None = None) -> Iterator[Watch]:
    """Watches calls of one method, or all but getUpdates."""
    watch = Watch()
    look = Fault({"method": method, "times": None, "when": watch.count})
    server.faults.active.insert(0, look)
    try:
        yield watch
    finally:
        if look in server.faults.active:
            server.faults.active.remove(look)
