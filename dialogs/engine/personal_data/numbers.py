"""Finding the numbers under which authorities keep a person: after their name, or by a form that nothing else has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.engine.personal_data.folding import one_of
from dialogs.engine.personal_data.words import PersonalWords

LEAST_DIGITS = 4

_FORMS = re.compile(
    r"(?<![\w/-])(?:"
    r"\d{2} ?\d{6} ?[A-Z] ?\d{3}"  # pension insurance
    r"|\d{3}[A-Z]\d{6}|\d{5}(?://| ?BG ?)\d{7}"  # employment agency: customer, community of need
    r"|[SL] \d{1,3} [A-Z]{1,3} \d{1,5}/\d{2}"  # social court
    r")(?![\w/-])"
)
_NUMBER = r"(?!\d{1,2}\.\d{1,2}\.)[A-Z0-9](?:[A-Z0-9]|[ ./-]{1,2}(?=[A-Z0-9]{0,4}[ ./-]?\d)){3,40}"


def find_case_numbers(text: str, words: PersonalWords) -> Iterator[tuple[int, int]]:
    """File, insurance and customer numbers; the word before the number stays."""
    named = re.compile(
        rf"(?<!\w)(?i:{one_of(words.case_number_words)})(?!\w)"
        rf"(?i:[ .:#-]{{0,3}}(?:{one_of(words.around_dates)})(?!\w)){{0,2}}[ .:#-]{{0,3}}({_NUMBER})(?!\w)"
    )
    spans = {match.start(): match.end() for match in _FORMS.finditer(text)}
    covered = {position for start, end in spans.items() for position in range(start, end)}
    for match in named.finditer(text):
        enough = sum(sign.isdigit() for sign in match[1]) >= LEAST_DIGITS
        if enough and covered.isdisjoint(range(*match.span(1))):
            spans[match.start(1)] = match.end(1)
    yield from sorted(spans.items())
