"""The queue of updates: confirmed by offset, polled by one client at a time, or taken by a webhook."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from itertools import islice

from tests.telegram_server.errors import conflict
from tests.telegram_server.registry import Raw
from tests.telegram_server.update_faults import Pending, UpdateFaults

FIRST_UPDATE_ID = 400_000_001
LONGEST_POLL = 50
_NOT_BY_DEFAULT = frozenset(("chat_member", "message_reaction", "message_reaction_count"))
_OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"


class UpdateQueue:
    """`faults` makes delivery as unpleasant as the real one can be."""

    def __init__(self) -> None:
        self.pending: OrderedDict[int, Pending] = OrderedDict()
        self.next_id = FIRST_UPDATE_ID
        self.allowed: frozenset[str] = frozenset()
        self.take: Callable[[Pending], None] | None = None
        self.faults = UpdateFaults()
        self._again: list[Raw] = []
        self._waiter: asyncio.Future[str] | None = None

    def push(self, kind: str, payload: Raw, lane: int) -> int | None:
        """Queue an update; None when the bot did not ask for this kind."""
        if kind not in self.allowed if self.allowed else kind in _NOT_BY_DEFAULT:
            return None
        if (start := self.faults.new_start(self.next_id)) is not None:
            self.pending.clear()  # Telegram keeps updates for a day, numbers for a week
            self.next_id = start
        update_id = self.next_id
        self.next_id += 1
        for pending in self.faults.arrange(Pending({"update_id": update_id, kind: payload}, lane)):
            self.pending[pending.update_id] = pending
            if self.take is not None:
                self.take(pending)
        if self.pending and self._waiter is not None and not self._waiter.done():
            self._waiter.set_result("")
        return update_id

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Empty means all but a few; None leaves the setting as it is."""
        if kinds is not None:
            self.allowed = frozenset(kinds)

    def interrupt(self, reason: str) -> None:
        """Answer a waiting poll with 409."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(reason)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Raw]:
        self.interrupt(_OTHER_POLL)
        self._confirm(offset)
        if not self.pending and not self._again and seconds > 0:
            await self._arrival(min(seconds, LONGEST_POLL))
        batch, self._again = self._again[:limit], self._again[limit:]
        for pending in islice(self.pending.values(), limit - len(batch)):
            pending.deliveries += 1
            batch.append(pending.update)
        return batch

    async def _arrival(self, seconds: float) -> None:
        self._waiter = waiter = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                reason = await waiter
        except TimeoutError:
            return
        finally:
            if self._waiter is waiter:
                self._waiter = None
        if reason:
            raise conflict(reason)

    def _confirm(self, offset: int) -> None:
        if offset > self.next_id + 10:
            return  # as the real server: an offset far in the future is ignored, not obeyed
        if offset < 0:
            forgotten = len(self.pending) + offset
            for update_id in list(islice(self.pending, max(0, forgotten))):
                self.confirm(update_id)
        while self.pending:
            pending = next(iter(self.pending.values()))
            if pending.update_id >= offset or (pending.late and not pending.deliveries):
                return
            self.confirm(pending.update_id)

    def confirm(self, update_id: int) -> None:
        pending = self.pending.pop(update_id, None)
        if pending is not None and pending.copies and self.take is None:
            self._again.extend([pending.update] * pending.copies)

    def drop(self) -> None:
        self.pending.clear()
        self._again.clear()
