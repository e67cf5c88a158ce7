"""The client for the configured Bot API server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, cast

from telegram import Bot, InputFile

from bot.channels.telegram.reading import ALLOWED_UPDATES, Update
from bot.channels.telegram.request import AiohttpRequest
from bot.messages import Attachment
from bot.settings import Settings

_TALLEST_PHOTO = 2.5  # times its width
_NO_PREVIEW = {"is_disabled": True}
Keyboard = list[list[dict[str, str]]]


class TransportBot(Bot):
    """python-telegram-bot as transport: the calls of the hot path take and give plain data.

    Building the library's objects from every answer of Telegram costs more than everything else on the way, and
    nothing here looks at them.
    """

    async def fetch_updates(self, offset: int | None, seconds: int) -> list[Update]:
        """New updates, waiting for them for that long. An offset confirms everything before it."""
        data = {"offset": offset, "limit": 100, "timeout": seconds, "allowed_updates": ALLOWED_UPDATES}
        return cast("list[Update]", await self._post("getUpdates", data, read_timeout=seconds + 10))

    async def send_text(self, chat_id: int, text: str, keyboard: Keyboard | None) -> str | None:
        """Sends a message and returns its id."""
        return _id_in(await self._post("sendMessage", _message(chat_id, text, keyboard)))

    async def send_file(
        self, chat_id: int, attachment: Attachment, caption: str, keyboard: Keyboard | None
    ) -> str | None:
        """Sends a PNG as a photo, everything else and what is very tall as a document; returns the message's id."""
        kind, method = ("photo", "sendPhoto") if _is_photo(attachment) else ("document", "sendDocument")
        file = InputFile(attachment.content, attachment.name)
        file.mimetype = attachment.media_type
        data = {"chat_id": chat_id, kind: file, "caption": caption or None, "reply_markup": _markup(keyboard)}
        return _id_in(await self._post(method, data))

    async def edit_text(self, chat_id: int, message_id: int, text: str, keyboard: Keyboard | None) -> None:
        await self._post("editMessageText", {**_message(chat_id, text, keyboard), "message_id": message_id})

    async def edit_keyboard(self, chat_id: int, message_id: int, keyboard: Keyboard | None) -> None:
        data = {"chat_id": chat_id, "message_id": message_id, "reply_markup": _markup(keyboard)}
        await self._post("editMessageReplyMarkup", data)

    async def clear(self, chat_id: int, message_ids: Sequence[int]) -> None:
        """Deletes at most 100 messages. Unknown ones are skipped; one that is too old makes Telegram refuse all."""
        await self._post("deleteMessages", {"chat_id": chat_id, "message_ids": message_ids})

    async def acknowledge_tap(self, query_id: str) -> None:
        await self._post("answerCallbackQuery", {"callback_query_id": query_id})


@asynccontextmanager
async def telegram_bot(settings: Settings) -> AsyncIterator[TransportBot]:
    """A bot that has sent nothing yet; its connections are closed at the end, whatever happened."""
    requests = AiohttpRequest(), AiohttpRequest()
    bot = TransportBot(
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


def _is_photo(attachment: Attachment) -> bool:
    """Whether it is a PNG, and not one so tall that Telegram, which scales photos, makes its letters too small."""
    if attachment.media_type != "image/png":
        return False
    width, height = (int.from_bytes(attachment.content[start : start + 4]) for start in (16, 20))
    return height <= _TALLEST_PHOTO * width


def _message(chat_id: int, text: str, keyboard: Keyboard | None) -> dict[str, Any]:
    message = {"chat_id": chat_id, "text": text, "link_preview_options": _NO_PREVIEW}
    return message if keyboard is None else {**message, "reply_markup": _markup(keyboard)}


def _id_in(sent: Any) -> str | None:
    """The id in Telegram's answer. A message that was sent stays sent, even if the answer looks odd."""
    return str(sent["message_id"]) if isinstance(sent, dict) and "message_id" in sent else None


def _markup(keyboard: Keyboard | None) -> dict[str, Keyboard] | None:
    return None if keyboard is None else {"inline_keyboard": keyboard}
