"""Puts every sentence of an easy text on a line of its own, so that authors need not think of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from dialogs.engine.model import Register, Texts

# A template's code is left as it is.
_CODE = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})", re.DOTALL)
# Not after a digit: "am 3. Mai"; and not after a small letter alone: "z. B.".
_BETWEEN = re.compile(r"(?<!\d)(?<!\b[a-z])([.?!\u2026]) +(?=(\S|$))")
LABELS = ("button_", "menu_", "command_")


def in_lines(texts: Texts) -> Texts:
    """The texts with a new line for each sentence of the easy one; the standard one stays as it is."""
    return {**texts, Register.EASY: one_sentence_a_line(texts[Register.EASY])}


def variants_in_lines(wordings: Mapping[Register, tuple[str, ...]]) -> dict[Register, tuple[str, ...]]:
    """The same for several wordings of a question."""
    return {**wordings, Register.EASY: tuple(map(one_sentence_a_line, wordings[Register.EASY]))}


def one_sentence_a_line(text: str) -> str:
    """A new line before each sentence; works for templates, too."""
    pieces = _CODE.split(text)
    last = len(pieces) - 1
    for number in range(0, len(pieces), 2):
        broken = partial(_broken, before_code=number < last)
        pieces[number] = _BETWEEN.sub(broken, pieces[number])
    return "".join(pieces)


def _broken(found: re.Match[str], before_code: bool) -> str:
    following = found[2]
    ends = not following and not before_code
    return found[0] if ends or following.islower() else f"{found[1]}\n"
