"""Reads the words after which a coachee gets the fixed text with phone numbers."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from dialogs.catalogue.problems import Problem
from dialogs.catalogue.reader import Reader
from dialogs.engine.crisis import CrisisWords


def read_crisis_words(data: Mapping[str, Any], file: str, problems: list[Problem]) -> CrisisWords:
    """The lists of the file; each must be there, without empty entries and repetitions."""
    reader = Reader(data, file, "", problems)

    def listed(key: str) -> tuple[str, ...]:
        entries = tuple(unicodedata.normalize("NFC", entry).casefold() for entry in reader.words(key))
        if not entries or not all(entry.strip() for entry in entries):
            reader.problem(f"'{key}' needs entries, and none may be empty")
        for entry in sorted({entry for entry in entries if entries.count(entry) > 1}):
            reader.problem(f"'{key}' names '{entry}' more than once")
        return entries

    words = CrisisWords(listed("words"), listed("beginnings"), listed("phrases"))
    reader.finish()
    return words
