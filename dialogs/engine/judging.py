"""Finding words that judge a person instead of saying what happened, offline and by lists. A hint to look again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.engine.personal_data.folding import folded, one_of

_ENDING = "(?:e[mnrs]?|ere[mnrs]?|ste[mnrs]?)?"


@dataclass(frozen=True, slots=True)
class JudgingWords:
    """In lower case: `whole` words in any ending of an adjective, and `beginnings` of words."""

    whole: tuple[str, ...]
    beginnings: tuple[str, ...]


def find_judgements(text: str, words: JudgingWords) -> tuple[tuple[int, int], ...]:
    """Where `text` judges, as places in it, in order. Takes time in proportion to its length."""
    searched, origins = folded(text)
    listed = rf"(?:{one_of(words.whole)}){_ENDING}|(?:{one_of(words.beginnings)})[\w-]{{0,40}}"
    wanted = re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)
    return tuple((origins[found.start()], origins[found.end()]) for found in wanted.finditer(searched))
