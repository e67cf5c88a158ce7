"""The words the engine recognises in what people write. The words themselves come from the content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Lower-case words: days by name, months by name, offsets in days, signs of an observation, and
    ways of saying that there is nothing to say."""

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    relative_days: Mapping[str, int]
    units: Mapping[str, int]
    small_numbers: Mapping[str, int]
    next_words: frozenset[str]
    words_of_time: frozenset[str]
    observation_signs: frozenset[str]
    nothing_to_say: frozenset[str]
