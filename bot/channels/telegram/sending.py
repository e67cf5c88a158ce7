"""Sending messages by Telegram's rules, and saying honestly what became of them."""

from __future__ import annotations

import logging

from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.channels.results import Result, Sending
from bot.channels.telegram.client import Keyboard, TransportBot
from bot.channels.telegram.request import NotSentError, OutcomeUnknownError, ServerFaultError, seconds_to_wait
from bot.messages import Outgoing, Rows

LONGEST_MESSAGE = 4_096
_log = logging.getLogger(__name__)


class TelegramSender:
    """Sends to private chats."""

    def __init__(self, bot: TransportBot) -> None:
        self._bot = bot

    async def send(self, address: str, message: Outgoing) -> Result:
        """Sends or edits. Never raises for anything Telegram or the network can answer."""
        try:
            await self._request(int(address), message)
        except RetryAfter as error:
            return Result(Sending.NOT_SENT, seconds_to_wait(error))
        except (NotSentError, ServerFaultError, InvalidToken):
            return Result(Sending.NOT_SENT)
        except Forbidden:
            return Result(Sending.BLOCKED)
        except BadRequest as error:
            return self._refused(error, message)
        except (TimedOut, OutcomeUnknownError, TelegramError):
            return Result(Sending.UNCERTAIN)
        return Result(Sending.SENT)

    async def _request(self, chat_id: int, message: Outgoing) -> None:
        text = shortened(message.text)
        keyboard = _keyboard(message.rows)
        if message.edits is None:
            await self._bot.send_text(chat_id, text, keyboard)
        elif text:
            await self._bot.edit_text(chat_id, int(message.edits), text, keyboard)
        else:
            await self._bot.edit_keyboard(chat_id, int(message.edits), keyboard)

    def _refused(self, error: BadRequest, message: Outgoing) -> Result:
        reason = error.message.lower()
        if "not modified" in reason:
            return Result(Sending.SENT)
        if "chat not found" in reason:
            return Result(Sending.BLOCKED)
        if message.edits is None:
            _log.error("message_refused reason=%s", _known_reason(reason))
        return Result(Sending.IMPOSSIBLE)


def shortened(text: str) -> str:
    """The text within Telegram's limit, which counts UTF-16 units."""
    encoded = text.encode("utf-16-le")
    if len(encoded) <= 2 * LONGEST_MESSAGE:
        return text
    return encoded[: 2 * (LONGEST_MESSAGE - 2)].decode("utf-16-le", errors="ignore") + " …"


def _keyboard(rows: Rows) -> Keyboard | None:
    return [[{"text": button.label, "callback_data": button.token} for button in row] for row in rows] or None


def _known_reason(reason: str) -> str:
    """Telegram's words without anything that could quote the message."""
    return reason.split(":")[0][:40]
