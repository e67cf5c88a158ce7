"""Asking Telegram for updates, and confirming them only after they were kept.

python-telegram-bot's own loop confirms first and handles later; what is in its queue when the process dies is lost.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.client import TransportBot
from bot.channels.telegram.reading import Update
from bot.channels.telegram.request import seconds_to_wait

POLL_SECONDS = 25
LONGEST_PAUSE = 30.0
GATHER_SECONDS = 0.01  # after a batch, so that under load one request and one commit take in many updates
Keep = Callable[[list[Update]], Awaitable[None]]
_log = logging.getLogger(__name__)


async def poll(bot: TransportBot, keep: Keep) -> None:
    """Hands batches of updates to `keep` until it is cancelled. Waits longer after each failure in a row."""
    offset: int | None = None
    failures = 0
    while True:
        try:
            updates = await bot.fetch_updates(offset, POLL_SECONDS)
        except InvalidToken:
            raise
        except TelegramError as error:
            failures += 1
            _log.warning("poll_failed error=%s failures=%s", type(error).__name__, failures)
            if isinstance(error, Conflict):
                _log.warning("poll_conflict another process asks for the same updates")
            await asyncio.sleep(_pause(error, failures))
            continue
        failures = 0
        if updates:
            await keep(updates)
            await asyncio.sleep(GATHER_SECONDS)
        # The offset confirms this batch and is dropped again once it was taken: after a quiet week Telegram
        # numbers anew at random, and an old offset would confirm updates that nobody has seen.
        offset = max(update["update_id"] for update in updates) + 1 if updates else None


def _pause(error: TelegramError, failures: int) -> float:
    if isinstance(error, RetryAfter):
        return seconds_to_wait(error)
    return min(0.5 * 2.0 ** (failures - 1), LONGEST_PAUSE)
