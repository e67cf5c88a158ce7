"""`nachklang run`: the Telegram bot."""

from __future__ import annotations

import asyncio
import gc

from bot.app import build_app
from bot.channels.telegram.client import telegram_bot
from bot.channels.telegram.reading import CHANNEL
from bot.errors import NoTokenError
from bot.logs import set_up_logging
from bot.settings import settings_here
from bot.telegram_process import TelegramProcess
from storage.process_lock import only_process


def run() -> None:
    """Serve the Telegram bot until SIGTERM or Ctrl-C."""
    settings = settings_here()
    if not settings.telegram_token:
        raise NoTokenError
    set_up_logging(settings.log_level)
    app = build_app(settings)
    gc.collect()
    gc.freeze()  # content and libraries stay until the end; looking through them again and again costs every answer
    gc.set_threshold(20_000, 20, 20)

    async def serve() -> None:
        async with telegram_bot(settings) as bot:
            await TelegramProcess(app, settings, bot).run()

    try:
        with only_process(app.engine, CHANNEL):
            asyncio.run(serve())
    finally:
        app.close()
