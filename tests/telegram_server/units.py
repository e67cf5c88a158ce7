"""Telegram counts text in UTF-16 code units; these two functions do."""

from __future__ import annotations

from tests.telegram_server.errors import broken_limit


def utf16_length(text: str) -> int:
    if text.isascii():
        return len(text)
    try:
        return len(text.encode("utf-16-le")) // 2
    except UnicodeEncodeError:
        raise broken_limit("strings must be encoded in UTF-8") from None


def inside_character(text: str, offset: int) -> bool:
    """Whether an offset in code units falls between the two halves of one character."""
    unit = text.encode("utf-16-le")[offset * 2 : offset * 2 + 2]
    return len(unit) == 2 and 0xDC <= unit[1] <= 0xDF
