"""A sender alone, without the process around it: what tests of single sends hold on to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.channels.telegram.client import TransportBot
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.sending import TelegramSender


@asynccontextmanager
async def sender_to(url: str, token: str = "1:A") -> AsyncIterator[TelegramSender]:
    """A sender that has not connected yet."""
    async with AiohttpRequest() as request:
        yield TelegramSender(TransportBot(token, base_url=f"{url}/bot", request=request))
