"""How wide letters are, which can be drawn at all, and how a text is wrapped: known without opening a font."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

from bot.wording import isolated

# Both fonts come with the typst wheel. The second has the Arabic letters that the first lacks.
FONTS = "Libertinus Serif, DejaVu Sans Mono, Times New Roman, serif"
UNDRAWABLE = "\u25a1"
CUT = "\u2026"
_WIDTHS = Path(__file__).with_name("widths.toml")
_APART = 1.02  # some pairs of letters stand farther apart than each alone
_NOT_TEXT = {"Cc", "Cs", "Co", "Cn"}
_BIDI_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@cache
def _widths() -> dict[str, int]:
    table = tomllib.loads(_WIDTHS.read_text(encoding="utf-8"))
    return {letter: int(width) for width, rows in table.items() for row in rows for letter in row}


def readable(text: str) -> str:
    """The text on one line, without control characters, and unable to turn the direction of its surroundings."""
    return isolated(_plain(text))


def _plain(text: str) -> str:
    kept = "".join(" " if sign.isspace() else sign for sign in text if sign.isspace() or not _hidden(sign))
    return " ".join(_BIDI_CONTROLS.sub("", kept).split())


def _hidden(sign: str) -> bool:
    return unicodedata.category(sign) in _NOT_TEXT


def drawable(text: str) -> str:
    """The text as it can be drawn: one box stands for any run of signs that no embedded font has (emoji, for one)."""
    letters = unicodedata.normalize("NFC", _plain(text)).replace("\u00ad", "")
    boxed = "".join(letter if letter in _widths() else UNDRAWABLE for letter in letters)
    return re.sub(f"{UNDRAWABLE}(?: ?{UNDRAWABLE})+", UNDRAWABLE, boxed)


def width_of(text: str, size: float) -> float:
    """How wide a drawable text is at most, in the unit of `size`."""
    widths = _widths()
    return sum(widths[letter] for letter in text) * _APART * size / 1000


def wrapped(text: str, width: float, size: float, lines: int) -> tuple[tuple[str, ...], bool]:
    """A drawable text in at most so many lines, and whether something was cut; the cut is visible."""
    found: list[str] = []
    rest = text
    while rest:
        line, left = _first_line(rest, width, size)
        if left and len(found) == lines - 1:
            return (*found, _cut(rest, width, size)), True
        found.append(line)
        rest = left
    return tuple(found), False


def _first_line(text: str, width: float, size: float) -> tuple[str, str]:
    """The words that fit, and the rest. A word that is wider than the line is broken with a hyphen."""
    fitting = _fitting(text, width, size)
    if fitting == len(text):
        return text, ""
    space = text.rfind(" ", 0, fitting + 1)
    if space > 0:
        return text[:space], text[space + 1 :]
    hyphen = text.rfind("-", 0, fitting) + 1
    if hyphen > 1:
        return text[:hyphen], text[hyphen:]
    broken = max(_fitting(text, width - width_of("-", size), size), 1)
    return f"{text[:broken]}-", text[broken:]


def _fitting(text: str, width: float, size: float) -> int:
    """How many letters from the beginning fit."""
    used = 0.0
    for count, letter in enumerate(text):
        used += width_of(letter, size)
        if used > width:
            return count
    return len(text)


def _cut(text: str, width: float, size: float) -> str:
    """As much as fits with the sign of cutting behind it; between two words if that does not cost much."""
    kept = text[: _fitting(text, width - width_of(f" {CUT}", size), size)]
    space = kept.rfind(" ")
    if space > len(kept) / 2:
        kept = kept[:space]
    return f"{kept.rstrip(' -')} {CUT}"
