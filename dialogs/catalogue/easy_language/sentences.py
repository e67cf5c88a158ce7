"""Cuts a text into lines, sentences and tokens, as far as the rules need it. No grammar, no dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

# Stands for a value that is filled in later: a goal's words, a name, a list.
FILLED_IN = "\ue000"

# A command, a word with hyphens, a number, or one sign.
_TOKEN = re.compile(r"(?<!\w)/[^\W\d]+|[^\W\d_]+(?:[-·'’][^\W\d_]+)*[-·]?|\d+(?:[.,:]\d+)*|[^\w\s]|_")
# Signs that may stand at the beginning of a line, as a picture of what the line says.
_LINE_BEGIN = re.compile(r"^[\s•\-–▸▪✓✗↔✎↻→☐☑\U0001F000-\U0001FAFF\u2190-\u21ff\u2600-\u27bf\ufe0f\ue001]+(?=\s|$)")
_SENTENCE_END = re.compile(r"(?<=[.?!…])\s+")
# "am 3. Mai", "z. B.": no sentence ends here.
_NO_END = re.compile(r"(?:\b\d{1,2}|\b[a-z]|\b[a-z]\.\s?[A-Z])\.$")
_COLON = ":"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its tokens: `words` are those that are no punctuation, `parts` the tokens between colons, since
    what follows a colon is a statement of its own; `line` is the number of its line.
    """

    text: str
    tokens: tuple[str, ...]
    words: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    line: int

    @property
    def is_question(self) -> bool:
        return self.text.endswith("?")


@dataclass(frozen=True, slots=True)
class Text:
    """What a person reads as one message or, if `label`, on a button or as a heading."""

    whole: str
    sentences: tuple[Sentence, ...]
    label: bool = False


def read_text(text: str, label: bool = False, months: frozenset[str] = frozenset()) -> Text:
    """Lines, sentences and tokens of a text. A label is never cut."""
    sentences = []
    for number, line in enumerate(text.split("\n")):
        content = _LINE_BEGIN.sub("", line).strip()
        for sentence in [content] if label else _cut(content, months):
            if _TOKEN.search(sentence):
                sentences.append(_sentence(sentence, number))
    return Text(text, tuple(sentences), label)


def _sentence(text: str, line: int) -> Sentence:
    tokens = tuple(_TOKEN.findall(text))
    between = groupby(tokens, key=_COLON.__eq__)
    parts = tuple(tuple(part) for colon, part in between if not colon)
    return Sentence(text, tokens, tuple(filter(is_word, tokens)), parts, line)


def is_word(sign: str) -> bool:
    """Whether a token is a word, a number, a command or a filled-in value, and no punctuation."""
    return sign[0].isalnum() or sign[0] == FILLED_IN or (sign[0] == "/" and len(sign) > 1)


def is_plain_word(sign: str) -> bool:
    """Whether a token begins with a letter."""
    return sign[0].isalpha()


def _cut(line: str, months: frozenset[str]) -> Iterator[str]:
    begun = ""
    for piece in _SENTENCE_END.split(line):
        sentence = f"{begun} {piece}" if begun else piece
        begun = ""
        if _NO_END.search(sentence) and _goes_on(line, sentence, months):
            begun = sentence
        elif sentence:
            yield sentence
    if begun:
        yield begun


def _goes_on(line: str, sentence: str, months: frozenset[str]) -> bool:
    """After a day's number a month follows; after a single letter comes the rest of an abbreviation."""
    if not sentence[-2].isdigit():
        return True
    following = line.partition(sentence)[2].split()
    return bool(following) and following[0].strip(".,!?") in months
