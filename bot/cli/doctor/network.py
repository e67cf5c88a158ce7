"""The doctor asks Telegram whether it knows the bot."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.client import telegram_bot
from bot.channels.telegram.request import NotSentError
from bot.cli.doctor.finding import Finding
from bot.settings import Settings

ASK_SECONDS = 8.0


async def look_at_telegram(settings: Settings) -> Finding:
    """Whether the token is accepted and updates can come."""
    if not settings.telegram_token:
        return Finding("telegram", "warning", "TELEGRAM_BOT_TOKEN is not set; the terminal works, the bot does not.")
    async with telegram_bot(settings) as bot:
        try:
            await asyncio.wait_for(bot.initialize(), ASK_SECONDS)
            hook = await asyncio.wait_for(bot.get_webhook_info(), ASK_SECONDS)
        except InvalidToken:
            return Finding("telegram", "error", "TELEGRAM_BOT_TOKEN is not accepted; copy it again from @BotFather.")
        except (NotSentError, TimeoutError):
            server = urlsplit(settings.telegram_api).netloc.rpartition("@")[2]  # without a password
            return Finding("telegram", "error", f"{server} cannot be reached; check network and address.")
        except TelegramError as error:
            return Finding("telegram", "error", f"Telegram answers with {type(error).__name__}; try again in a minute.")
        name = bot.username
    if hook.url and not settings.webhook_url:
        return Finding("telegram", "warning", f"@{name} has a webhook; `nachklang run` removes it and polls.")
    return Finding("telegram", "ok", f"@{name} answers; {hook.pending_update_count} updates are waiting.")
