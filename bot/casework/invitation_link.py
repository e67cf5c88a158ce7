"""An invitation as something to pass on: a random token, the link around it, and a code to scan or print."""

from __future__ import annotations

import secrets
from datetime import timedelta
from io import BytesIO

import segno

from bot.messages import Attachment

VALID_FOR = timedelta(days=7)
PICTURE_NAME = "nachklang-einladung.png"
_PIXELS_A_DOT = 12


def new_token() -> str:
    """192 random bits in 32 characters; Telegram takes up to 64 of them in a link."""
    return secrets.token_urlsafe(24)


def link_to(bot_name: str, token: str) -> str:
    """What the invited person opens."""
    return f"https://t.me/{bot_name}?start={token}"


def code_of(link: str) -> segno.QRCode:
    """The link as a QR code that can still be read when a corner is damaged."""
    return segno.make_qr(link, error="m")


def picture_of(link: str) -> Attachment:
    """The code as a picture, large enough to be printed."""
    content = BytesIO()
    code_of(link).save(content, kind="png", scale=_PIXELS_A_DOT, border=4)
    return Attachment(PICTURE_NAME, "image/png", content.getvalue())
