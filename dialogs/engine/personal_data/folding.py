"""A text as the finders read it: letters composed, all blanks alike, invisible signs gone, with the way back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

# At most three marks are composed with their letter, so that a text made of marks costs no more than any other.
_LETTER = re.compile(r".[\u0300-\u036f]{0,3}", re.DOTALL)
_LIKE = {"\u2010": "-", "\u2011": "-", "\u2019": "'", "\u02bc": "'"}
_UNSEEN = ("Cf", "Mn", "Me")


def folded(text: str) -> tuple[str, Sequence[int]]:
    """The text to search in, and for each of its positions (the end included) the position in `text`."""
    if text.isascii():
        return text, range(len(text) + 1)
    signs: list[str] = []
    origins: list[int] = []
    for letter in _LETTER.finditer(text):
        for offset, sign in enumerate(unicodedata.normalize("NFC", letter[0])):
            category = unicodedata.category(sign)
            if category not in _UNSEEN:
                signs.append(" " if category == "Zs" else _LIKE.get(sign, sign))
                origins.append(min(letter.start() + offset, letter.end() - 1))
    origins.append(len(text))
    return "".join(signs), origins


def one_of(words: Iterable[str]) -> str:
    """An expression for any of these words or phrases, the longest first; a blank stands for one or two."""
    return "|".join(re.escape(word).replace(r"\ ", " {1,2}") for word in sorted(words, key=len, reverse=True))
