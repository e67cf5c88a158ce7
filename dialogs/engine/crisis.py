"""Finding words that may point to a crisis, by lists only. Nothing is weighed; a hit shows a fixed text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.engine.personal_data.folding import folded, one_of

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class CrisisWords:
    """In lower case: whole `words`, `beginnings` of words, and `phrases` of words that follow each other."""

    words: tuple[str, ...]
    beginnings: tuple[str, ...]
    phrases: tuple[str, ...]


def points_to_crisis(text: str, listed: CrisisWords) -> bool:
    """Whether a listed word stands in `text` as a word of its own. Signs and line breaks between words do not count."""
    plain = " ".join(_WORD.findall(folded(text)[0].casefold()))
    whole = one_of((*listed.words, *listed.phrases))
    wanted = rf"(?<!\w)(?:(?:{whole})(?!\w)|(?:{one_of(listed.beginnings)}))"
    return re.search(wanted, plain) is not None
