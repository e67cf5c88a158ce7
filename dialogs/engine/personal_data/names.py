"""Finding names: after a salutation or title, by the list of first names, with the surname behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.engine.personal_data.words import PersonalWords

SHORTEST_NAME, LONGEST_ABBREVIATION = 2, 3
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def find_names(text: str, words: PersonalWords) -> Iterator[tuple[int, int]]:
    """Names without the salutation, but with a title. Pseudonyms of cases are never found."""
    reader = _NameReader(text, words)
    position = 0
    while position < len(reader.tokens):
        name = reader.name_at(position)
        if name is not None:
            yield reader.tokens[name[0]].start(), reader.tokens[name[1]].end()
        position = position + 1 if name is None else name[1] + 1


class _NameReader:
    """The words of one text by their position."""

    def __init__(self, text: str, words: PersonalWords) -> None:
        self.tokens = list(_WORD.finditer(text))
        self._folded = [token[0].casefold() for token in self.tokens]
        ends = [*(token.start() for token in self.tokens[1:]), len(text)]
        # What stands behind each word; more than a few signs never join two words.
        self._gaps = [text[t.end() : min(end, t.end() + 4)] for t, end in zip(self.tokens, ends, strict=False)]
        self._words = words

    def name_at(self, position: int) -> tuple[int, int] | None:
        """The first and last word of the name that begins or is announced at this word."""
        words = self._words
        titled = self._leads(position, words.titles)
        if titled or self._leads(position, words.salutations):
            return self._addressed(position, titled)
        if self._leads(position, words.roles) and self._is_surname(position + 1):
            return position + 1, position + 1
        if self._is_first_name(position):
            return position, self._last_of_name(position, surely=False)
        return None

    def _addressed(self, position: int, titled: bool) -> tuple[int, int] | None:
        words = self._words
        title = position if titled else None
        after = position + 1
        while self._leads(after, words.titles) or self._leads(after, words.between):
            if title is None and self._leads(after, words.titles):
                title = after
            after += 1
        bare = not titled and position > 0 and self._folded[position - 1] in words.before_nouns
        for length in (0,) if bare else (2, 1, 0):
            name = after + length
            particles = " ".join(self._folded[after:name])
            joined = all(self._joined(between) for between in range(after, name))
            if joined and (not particles or particles in words.particles) and self._may_be_name(name):
                last = self._last_of_name(name, surely=True) if self._is_first_name(name) else name
                return after if title is None else title, last
        return None

    def _last_of_name(self, position: int, surely: bool) -> int:
        """The last word of a name that has a first name here. `surely`: a capitalised word behind it is the surname."""
        while self._joined(position) and self._is_first_name(position + 1):
            position += 1
        after = position + 1
        if self._joined(position) and (self._is_surname(after) or (surely and self._may_be_name(after))):
            return after
        return position

    def _leads(self, position: int, group: frozenset[str]) -> bool:
        """Whether the word is one of the group, with its full stop if it is an abbreviation, and a word follows."""
        if position + 1 >= len(self.tokens):
            return False
        word, gap = self._folded[position], self._gaps[position]
        shortened = gap.startswith(".") and f"{word}." in group and gap[1:].strip(" -") == ""
        return shortened or (word in group and self._joined(position))

    def _joined(self, position: int) -> bool:
        """Whether only blanks separate the word from the next one."""
        return position + 1 < len(self.tokens) and self._gaps[position] in (" ", "  ")

    def _may_be_name(self, position: int) -> bool:
        if position >= len(self.tokens):
            return False
        word, plain = self.tokens[position][0], self._folded[position]
        common = plain in self._words.not_names or self._is_pseudonym(plain)
        return len(word) >= SHORTEST_NAME and word[0].isupper() and not common

    def _is_pseudonym(self, plain: str) -> bool:
        bare = plain.removesuffix("s").removesuffix("'")
        return plain in self._words.pseudonyms or bare in self._words.pseudonyms

    def _is_first_name(self, position: int) -> bool:
        if not self._may_be_name(position):
            return False
        word, plain = self.tokens[position][0], self._folded[position]
        if plain in self._words.abbreviations and self._gaps[position].startswith("."):
            return False
        if word.isupper() and len(word) <= LONGEST_ABBREVIATION:
            return False
        names = self._words.first_names
        return any(all(part in names for part in form.split("-")) for form in _without_genitive(plain))

    def _is_surname(self, position: int) -> bool:
        if not self._may_be_name(position):
            return False
        known, endings = self._words.surnames, self._words.surname_endings
        parts = [part for form in _without_genitive(self._folded[position]) for part in form.split("-")]
        return any(part in known or part.endswith(endings) for part in parts)


def _without_genitive(plain: str) -> tuple[str, ...]:
    if plain.endswith("'s"):
        return (plain[:-2],)
    return (plain, plain[:-1]) if plain.endswith("s") else (plain,)
