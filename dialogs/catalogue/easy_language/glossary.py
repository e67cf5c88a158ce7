"""The glossary: the words of the field in both registers, explained in a few short sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.catalogue.easy_language.lines import in_lines
from dialogs.catalogue.problems import Problem
from dialogs.catalogue.reader import Reader
from dialogs.engine.model import Register, Texts

LONGEST_WORD = 36  # they become buttons
LONGEST_EXPLANATION = 400
_BETWEEN = re.compile(r"[\s\-·()]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One word, its further forms, and other words that mean the same and should not be used beside it."""

    id: str
    word: Texts
    explanation: Texts
    forms: tuple[str, ...] = ()
    other: tuple[str, ...] = ()

    def written(self) -> tuple[str, ...]:
        """All ways to write the word."""
        return (*dict.fromkeys(self.word[register] for register in Register), *self.forms)


@dataclass(frozen=True, slots=True)
class Glossary:
    """All entries by id."""

    entries: Mapping[str, Entry]

    def listed(self, register: Register) -> tuple[Entry, ...]:
        """All entries in the order of the alphabet."""
        return tuple(sorted(self.entries.values(), key=lambda entry: entry.word[register].casefold()))

    def find(self, written: str) -> Entry | None:
        """The entry for a word as people type it: hyphens, spaces and capitals do not matter; synonyms count, too."""
        wanted = folded(written)
        for entry in self.entries.values():
            if wanted and wanted in {folded(form) for form in (*entry.written(), *entry.other)}:
                return entry
        return None

    def explained_in(self, text: str) -> tuple[Entry, ...]:
        """The entries whose words a text uses, in the order of the text."""
        places = []
        for entry in self.entries.values():
            forms = "|".join(re.escape(form) for form in entry.written())
            if found := re.search(rf"(?<![\w-])(?:{forms})(?![\w-])", text):
                places.append((found.start(), entry))
        return tuple(entry for _, entry in sorted(places, key=lambda place: place[0]))


def folded(word: str) -> str:
    """A word as it is compared: lower case, without hyphens, spaces and brackets."""
    return _BETWEEN.sub("", word.casefold())


def read_glossary(data: Mapping[str, Any], file: str, problems: list[Problem]) -> Glossary:
    """The glossary of a file; ids and words may be used once."""
    reader = Reader(data, file, "", problems)
    entries: dict[str, Entry] = {}
    taken: dict[str, str] = {}
    for below in reader.tables("entries"):
        entry_id = below.take("id", str)
        below.identify(entry_id)
        entry = Entry(
            id=entry_id,
            word=below.texts("word", LONGEST_WORD),
            explanation=in_lines(below.texts("explanation", LONGEST_EXPLANATION)),
            forms=below.words("forms"),
            other=below.words("other"),
        )
        below.finish()
        if entry_id in entries:
            below.problem(f"the id '{entry_id}' is taken")
        for form in {folded(form) for form in (*entry.written(), *entry.other)}:
            if taken.setdefault(form, entry_id) != entry_id:
                below.problem(f"'{form}' belongs to '{taken[form]}' already")
        entries[entry_id] = entry
    if not entries:
        reader.problem("'entries' is empty; the glossary needs words")
    reader.finish()
    return Glossary(entries)
