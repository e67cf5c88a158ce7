"""What is passed on: a token that fits into a link, and a picture of exactly that link."""

from __future__ import annotations

import struct

import segno

from bot.casework.invitation_link import code_of, link_to, new_token, picture_of


def test_tokens_are_long_different_and_fit_into_a_link() -> None:
    tokens = {new_token() for _ in range(50)}
    assert len(tokens) == 50
    assert all(32 <= len(token) <= 64 for token in tokens), "Telegram takes 64 characters after ?start="


def test_the_code_holds_the_link_and_survives_a_stain() -> None:
    link = link_to("ginster_bot", "token")
    assert link == "https://t.me/ginster_bot?start=token"
    assert code_of(link).matrix == segno.make_qr(link, error="m").matrix != code_of(f"{link}x").matrix
    assert code_of(link).error in ("M", "Q", "H")


def test_the_picture_is_large_enough_to_print() -> None:
    attachment = picture_of(link_to("ginster_bot", new_token()))
    width, height = struct.unpack(">II", attachment.content[16:24])
    assert width == height >= 400
    assert attachment.media_type == "image/png"
