"""Finding diagnoses: their names from the content, and codes of the ICD."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.engine.personal_data.folding import one_of
from dialogs.engine.personal_data.words import PersonalWords

_CODE = r"(?:[A-Z]\d\d\.\d{1,2}[GVAZ]?|(?<=ICD )[A-Z]\d\d|(?<=ICD-10 )[A-Z]\d\d)(?![\w.]\d|\w)"


def find_diagnoses(text: str, words: PersonalWords) -> Iterator[tuple[int, int]]:
    """Names and codes of diagnoses. `*` at the end of a name in the content stands for any ending, at its beginning
    for any beginning; a name with a capital letter is found only as it is written."""
    named = "|".join(map(_expression, sorted(words.diagnoses, key=len, reverse=True)))
    wanted = re.compile(rf"(?<!\w)(?:(?P<harmless>{one_of(words.not_diagnoses)})|{_CODE}|{named})(?!\w)")
    for match in wanted.finditer(text):
        if match["harmless"] is None:
            yield match.span()


def _expression(entry: str) -> str:
    expression = one_of([entry]).replace(r"\*", r"[\w-]{0,60}").replace(r"\-", "[ -]?")
    return rf"(?i:{expression})" if entry == entry.lower() else expression
