"""The client for the configured Bot API server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot

from bot.channels.telegram.request import AiohttpRequest
from bot.settings import Settings


@asynccontextmanager
async def telegram_bot(settings: Settings) -> AsyncIterator[Bot]:
    """A bot that has sent nothing yet; its connections are closed at the end, whatever happened."""
    requests = AiohttpRequest(), AiohttpRequest()
    bot = Bot(
        settings.telegram_token,
        base_url=f"{settings.telegram_api}/bot",
        base_file_url=f"{settings.telegram_api}/file/bot",
        request=requests[0],
        get_updates_request=requests[1],
    )
    try:
        yield bot
    finally:
        await bot.shutdown()
        for request in requests:
            await request.shutdown()
