"""SVG to PNG: the right size, the same every time, nothing at the edge, and no way to a file."""

from __future__ import annotations

import struct
import zlib

import pytest
import typst

from bot.pictures.gallery import svg_of
from bot.pictures.model import Picture
from bot.pictures.raster import png_of
from tests.bot.pictures.samples import HEBREW, LONG, ORDINARY, UNUSUAL, WORDS, filled_with

EVERY = {**ORDINARY, **UNUSUAL, **{f"long {n}": picture for n, picture in enumerate(filled_with(f"{HEBREW} {LONG}"))}}
NARROW = 120


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def rows_of(png: bytes) -> list[bytes]:
    """The pixels of a PNG of 8-bit RGBA, row by row."""
    assert png[24:29] == bytes([8, 6, 0, 0, 0])
    packed, place = b"", 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            packed += png[place + 8 : place + 8 + length]
        place += length + 12
    plain, wide = zlib.decompress(packed), size_of(png)[0] * 4
    rows, before = [], bytes(wide)
    for start in range(0, len(plain), wide + 1):
        before = unfiltered(plain[start], plain[start + 1 : start + 1 + wide], before)
        rows.append(before)
    return rows


def unfiltered(kind: int, row: bytes, above: bytes) -> bytes:
    """A row of pixels from what PNG stores of it."""
    out = bytearray(row)
    for place in range(len(out) if kind else 0):
        left, corner = (out[place - 4], above[place - 4]) if place >= 4 else (0, 0)
        up = above[place]
        nearest = min((left, up, corner), key=lambda value: abs(left + up - corner - value))
        out[place] = (out[place] + (0, left, up, (left + up) // 2, nearest)[kind]) % 256
    return bytes(out)


@pytest.mark.parametrize("picture", ORDINARY.values(), ids=ORDINARY)
def test_the_width_is_as_asked(picture: Picture) -> None:
    svg = svg_of(picture, WORDS)
    assert size_of(png_of(svg))[0] == 1080
    assert size_of(png_of(svg, 360))[0] == 360


@pytest.mark.parametrize("picture", EVERY.values(), ids=EVERY)
def test_the_margin_is_empty(picture: Picture) -> None:
    rows = rows_of(png_of(svg_of(picture, WORDS), NARROW))
    white = b"\xff\xff\xff\xff"
    assert {row[:8] for row in rows} == {white * 2}
    assert {row[-8:] for row in rows} == {white * 2}
    assert {rows[0], rows[1], rows[-2], rows[-1]} == {white * NARROW}
    assert any(row != white * NARROW for row in rows)


def test_the_same_picture_is_the_same_file() -> None:
    svg = svg_of(ORDINARY["course"], WORDS)
    assert png_of(svg) == png_of(svg)


@pytest.mark.parametrize(
    "place", ["file:///etc/hostname", "/etc/hostname", "../../README.md", "http://127.0.0.1/a.png"]
)
def test_no_other_file_is_read(place: str) -> None:
    svg = svg_of(ORDINARY["hours"], WORDS).replace("</svg>", f'<image href="{place}" width="9" height="9"/></svg>')
    with pytest.raises(typst.TypstError, match="failed to load linked image"):
        png_of(svg)


def test_what_is_no_svg_is_refused() -> None:
    with pytest.raises(typst.TypstError):
        png_of("Guten Tag")
