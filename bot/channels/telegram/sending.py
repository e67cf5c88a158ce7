"""Sending messages by Telegram's rules, and saying honestly what became of them."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.channels.results import Result, Sending
from bot.channels.telegram.client import Keyboard, TransportBot
from bot.channels.telegram.request import (
    NotSentError,
    OutcomeUnknownError,
    ServerFaultError,
    TooLargeError,
    seconds_to_wait,
)
from bot.messages import Outgoing, Rows

LONGEST_MESSAGE = 4_096
MOST_CLEARED_AT_ONCE = 100
_log = logging.getLogger(__name__)


class TelegramSender:
    """Sends to private chats."""

    def __init__(self, bot: TransportBot) -> None:
        self._bot = bot

    async def send(self, address: str, message: Outgoing) -> Result:
        """Clears, sends or edits. Never raises for anything Telegram or the network can answer."""
        try:
            for first in range(0, len(message.clears), MOST_CLEARED_AT_ONCE):
                some = message.clears[first : first + MOST_CLEARED_AT_ONCE]
                await self._clear(int(address), [int(each) for each in some])
            return Result(Sending.SENT, message=await self._request(int(address), message))
        except RetryAfter as error:
            return Result(Sending.NOT_SENT, seconds_to_wait(error))
        except (NotSentError, ServerFaultError, InvalidToken):
            return Result(Sending.NOT_SENT)
        except Forbidden:
            return Result(Sending.BLOCKED)
        except BadRequest as error:
            return self._refused(error, message)
        except TooLargeError:
            _log.error("message_refused reason=too large")
            return Result(Sending.IMPOSSIBLE)
        except (TimedOut, OutcomeUnknownError, TelegramError):
            return Result(Sending.UNCERTAIN)

    async def _request(self, chat_id: int, message: Outgoing) -> str | None:
        """The id of a new message."""
        text = shortened(message.text)
        keyboard = _keyboard(message.rows)
        if message.attachment is not None:
            return await self._bot.send_file(chat_id, message.attachment, message.text, keyboard)
        if message.edits is None:
            return await self._bot.send_text(chat_id, text, keyboard) if text or not message.clears else None
        if text:
            await self._bot.edit_text(chat_id, int(message.edits), text, keyboard)
        else:
            await self._bot.edit_keyboard(chat_id, int(message.edits), keyboard)
        return None

    async def _clear(self, chat_id: int, message_ids: Sequence[int]) -> None:
        """Deletes what can still be deleted; what is too old stays."""
        try:
            await self._bot.clear(chat_id, message_ids)
        except (TimedOut, OutcomeUnknownError) as error:
            raise NotSentError(str(error)) from None  # to delete twice does no harm, and nothing was sent yet
        except BadRequest as error:
            if "can't be deleted" not in error.message.lower():
                raise
            # One message that is too old has saved all the others; halves find out which one it is.
            if len(message_ids) > 1:
                middle = len(message_ids) // 2
                await self._clear(chat_id, message_ids[:middle])
                await self._clear(chat_id, message_ids[middle:])

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
