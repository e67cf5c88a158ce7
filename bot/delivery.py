"""Delivering the outbox of one channel: in order for each person, different people at the same time.

`sending` is committed before the network is asked, so that after a crash it is known what may have arrived.
What became of finished messages and which ones are next is written in one transaction.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from bot.app import App, place_of
from bot.channels.results import Result, Sending
from bot.messages import Outgoing
from storage import inbox, outbox
from storage.database import transaction
from storage.outbox import Claimed, Fate, Outcome
from storage.people import mark_blocked

MOST_AT_ONCE = 200
DOUBT_FOR = timedelta(seconds=10)
GIVE_UP_AFTER = timedelta(hours=24)
LONGEST_BACKOFF = 60.0
RETRY_SECONDS = 2.0
SHORTEST_ROUND = 0.008
DOUBT_IS_CHECKED_EVERY = timedelta(seconds=1)
MOST_SENDS_OF_A_QUESTION = 2
Send = Callable[[str, Outgoing], Awaitable[Result]]
_log = logging.getLogger(__name__)


class Delivery:
    """Sends until it is stopped. `wake` is called whenever something new was queued."""

    def __init__(self, app: App, channel: str, send: Send) -> None:
        self._app, self._channel, self._send = app, channel, send
        self._woken = asyncio.Event()
        self._stopping = False
        self._finished: list[tuple[Claimed, Result]] = []
        self._under_way: set[asyncio.Task[None]] = set()
        self._holds: dict[str, datetime] = {}
        self._check_doubt_at = app.clock()

    def wake(self) -> None:
        self._woken.set()

    def stop(self) -> None:
        """Lets `run` return as soon as nothing is due and nothing is under way."""
        self._stopping = True
        self._woken.set()

    async def run(self) -> None:
        """Delivers until stopped. After a crash it first marks what was being sent then as uncertain."""
        self._mark_interrupted()
        clock = asyncio.get_running_loop().time
        begun = -SHORTEST_ROUND
        while True:
            # Under load a round writes down many sends with one commit; a single reply never waits here.
            await asyncio.sleep(max(begun + SHORTEST_ROUND - clock(), 0))
            begun = clock()
            self._woken.clear()
            claimed, due_at = await self._next()
            for item in claimed:
                task = asyncio.create_task(self._deliver(item))
                self._under_way.add(task)
                task.add_done_callback(self._ended)
            if claimed or self._finished:
                continue
            if self._stopping and not self._under_way:
                return
            await self._sleep_until(due_at)

    async def _next(self) -> tuple[list[Claimed], datetime | None]:
        """What is to be sent now, or when to look again. A busy or full disk is waited out, nothing is forgotten."""
        finished, self._finished = self._finished, []
        try:
            return self._settle_and_claim(finished)
        except OperationalError:
            _log.error("delivery_failed the database is busy or full")
            self._finished = finished + self._finished
            await asyncio.sleep(RETRY_SECONDS)
            return [], None

    async def _deliver(self, item: Claimed) -> None:
        try:
            result = await self._send(item.address, Outgoing.from_json(item.payload))
        except Exception as error:
            _log.error("send_failed outbox=%s at=%s", item.id, place_of(error))
            result = Result(Sending.UNCERTAIN)
        self._finished.append((item, result))

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Wakes only now: a round that saw the result before, but the task still under way, would sleep on."""
        self._under_way.discard(task)
        self._woken.set()

    async def _sleep_until(self, due_at: datetime | None) -> None:
        now = self._app.clock()
        seconds = 30.0 if due_at is None else min(max((due_at - now).total_seconds(), 0.05), 30.0)
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return

    def _mark_interrupted(self) -> None:
        with transaction(self._app.engine) as connection:
            count = outbox.interrupted(connection, self._channel, self._app.clock() + DOUBT_FOR)
        if count:
            _log.warning("sends_interrupted channel=%s count=%s", self._channel, count)

    def _settle_and_claim(self, finished: list[tuple[Claimed, Result]]) -> tuple[list[Claimed], datetime | None]:
        now = self._app.clock()
        with transaction(self._app.engine) as connection:
            outbox.record(connection, [self._outcome(connection, *pair, now) for pair in finished], now)
            if now >= self._check_doubt_at:
                self._check_doubt_at = now + DOUBT_IS_CHECKED_EVERY
                self._resolve_doubt(connection, now)
            held_until = self._held_by_network(now)
            if held_until is not None:
                return [], held_until
            claimed = outbox.claim(connection, self._channel, now, MOST_AT_ONCE)
            return claimed, None if claimed else outbox.next_due_at(connection, self._channel)

    def _outcome(self, connection: Connection, item: Claimed, result: Result, now: datetime) -> Outcome:
        match result.sending:
            case Sending.SENT:
                return Outcome(item.id, Fate.SENT, message=result.message)
            case Sending.NOT_SENT if now - item.created_at < GIVE_UP_AFTER:
                seconds = result.wait_seconds or min(2.0 ** (item.attempts - 1), LONGEST_BACKOFF)
                due_at = now + timedelta(seconds=seconds)
                if result.wait_seconds:
                    self._holds[item.address] = due_at
                _log.info("send_postponed outbox=%s attempt=%s seconds=%s", item.id, item.attempts, seconds)
                return Outcome(item.id, Fate.PENDING, due_at)
            case Sending.UNCERTAIN:
                _log.warning("send_uncertain outbox=%s attempt=%s", item.id, item.attempts)
                return Outcome(item.id, Fate.UNCERTAIN, now + DOUBT_FOR)
            case Sending.BLOCKED:
                _log.info("address_blocked outbox=%s", item.id)
                mark_blocked(connection, self._channel, item.address, now)
                outbox.give_up_all(connection, self._channel, item.address, now)
                return Outcome(item.id, Fate.GIVEN_UP)
            case _:
                _log.error("send_given_up outbox=%s attempt=%s", item.id, item.attempts)
                return Outcome(item.id, Fate.GIVEN_UP)

    def _resolve_doubt(self, connection: Connection, now: datetime) -> None:
        """Repeats a question once if the person has shown no sign of having it; receipts never."""
        left: list[int] = []
        for item in outbox.doubtful(connection, self._channel, now):
            answered = inbox.heard_since(connection, self._channel, item.address, item.claimed_at)
            again = item.is_question and item.still_wanted and item.attempts < MOST_SENDS_OF_A_QUESTION
            if again and not answered:
                outbox.record(connection, [Outcome(item.id, Fate.PENDING, now)], now)
                _log.info("question_repeated outbox=%s", item.id)
            else:
                left.append(item.id)
        outbox.leave_uncertain(connection, left, now)

    def _held_by_network(self, now: datetime) -> datetime | None:
        """Until when nobody is sent anything: the network slowed down more than one person at once."""
        self._holds = {address: until for address, until in self._holds.items() if until > now}
        return max(self._holds.values()) if len(self._holds) > 1 else None
