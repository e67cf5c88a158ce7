"""Finding dates of birth: only dates beside a word for birth, never the date of a visit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.engine.personal_data.folding import one_of
from dialogs.engine.personal_data.words import PersonalWords

_WHOLE_DAY = r"\d{1,2}\. ?\d{1,2}\. ?\d{2,4}(?!\d)"
_YEAR = r"(?:19|20)\d\d(?![\d-])"


def find_birth_dates(text: str, words: PersonalWords) -> Iterator[tuple[int, int]]:
    """The dates themselves; words such as "born on" stay."""
    born, birthdays = one_of(words.born), one_of(words.birthdays)
    month = rf"(?:\d{{1,2}}\.|(?:{one_of(words.months)})(?!\w)(?:\.(?= ?\d))?)"
    day = rf"(?:\d{{1,2}}\. ?{month}(?: ?\d{{4}}| ?\d\d)?|\d{{1,2}}/\d{{1,2}}/\d{{4}}|\d{{4}}-\d\d-\d\d)(?!\d)"
    around = rf"(?:(?:{one_of(words.around_dates)}|\d{{1,2}}\.)(?!\w) {{0,2}}){{0,4}}"
    before = re.compile(
        rf"(?<!\w)(?i:(?:{born})(?!\w)[ :,]{{0,3}}{around}({day}|{_YEAR})"
        rf"|(?:{birthdays})(?!\w)[ :]{{0,3}}{around}({day}))"
        rf"|\*[ ]?({_WHOLE_DAY})"
    )
    behind = re.compile(
        rf"(?<![\w.])(?i:({day}) {{0,2}}{around}(?:{born}|{birthdays})(?!\w)|({_YEAR}) {{1,2}}{around}(?:{born})(?!\w))"
    )
    spans: dict[int, int] = {}
    for match in [*before.finditer(text), *behind.finditer(text)]:
        assert match.lastindex is not None, "each alternative holds one group"
        start, end = match.span(match.lastindex)
        spans.setdefault(start, end)
    yield from sorted(spans.items())
