"""Finding addresses: a street with its number, a postcode with its place; no lengths, amounts or places at work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.engine.personal_data.folding import one_of
from dialogs.engine.personal_data.words import PersonalWords

_NUMBER = r"\d{1,4}(?: ?[a-hA-H](?!\w))?(?: ?[/\u2013-] ?\d{1,4}[a-h]?)?(?!\w|[.,:]\d| ?[%\u20ac])"
_POSTCODE = re.compile(r"(?<![\w.,/-])(?:D-)?(\d{5}) {1,2}([^\W\d_][\w-]+)")
_NEXT_WORD = re.compile(r" {1,2}([^\W\d_]\w*)")
_BETWEEN = re.compile(r" ?[,\n]? ?")


def find_addresses(text: str, words: PersonalWords) -> Iterator[tuple[int, int]]:
    """Streets and places; a street and the place behind it are one address."""
    spans = sorted({**dict(_streets(text, words)), **dict(_places(text, words))}.items())
    while spans:
        start, end = spans.pop(0)
        while spans and (spans[0][0] < end or _BETWEEN.fullmatch(text[end : spans[0][0]])):
            end = max(end, spans.pop(0)[1])
        yield start, end


def _streets(text: str, words: PersonalWords) -> Iterator[tuple[int, int]]:
    one_word = re.compile(rf"(?<![\w-])([^\W\d_][\w-]{{0,60}}(?i:{one_of(words.street_endings)})) ?{_NUMBER}")
    two_words = re.compile(rf"(?<![\w-])([^\W\d_][\w-]{{1,40}}) (?i:{one_of(words.street_words)}) ?{_NUMBER}")
    at_places = re.compile(
        rf"(?<![\w-])(?:{one_of(words.street_beginnings)}) (?:{one_of(words.street_places)}) {{1,2}}{_NUMBER}"
    )
    for match in one_word.finditer(text):
        if match[1][0].isupper() and match[1].casefold() not in words.not_streets and _ends(text, match.end(), words):
            yield match.span()
    for match in two_words.finditer(text):
        first = match[1].casefold()
        known = first in words.before_nouns or first in words.not_streets
        if match[1][0].isupper() and not known and _ends(text, match.end(), words):
            yield match.span()
    for match in at_places.finditer(text):
        if _ends(text, match.end(), words):
            yield match.span()


def _places(text: str, words: PersonalWords) -> Iterator[tuple[int, int]]:
    for match in _POSTCODE.finditer(text):
        place = match[2].casefold()
        thing = place in words.counted or place in words.not_names
        if match[2][0].isupper() and not thing and not match[1].endswith("000"):
            yield match.span()


def _ends(text: str, end: int, words: PersonalWords) -> bool:
    """False where something is counted: three colleagues, five minutes."""
    following = _NEXT_WORD.match(text, end)
    return following is None or not (following[1][0].isupper() or following[1].casefold() in words.counted)
