"""Finding e-mail addresses, bank accounts and telephone numbers by their form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.engine.personal_data.folding import one_of
from dialogs.engine.personal_data.words import PersonalWords

LONGEST_PHONE = 15  # digits, ITU E.164
SHORTEST_PHONE, SHORTEST_ABROAD, SHORTEST_NAMED_PHONE = 7, 8, 5
SHORTEST_IBAN = 15

_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}(?:@| ?[(\[](?i:at)[)\]] ?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?![\w@])")
_IBAN = re.compile(r"(?<!\w)(?=([A-Za-z]{2}[0-9]{2}(?:[ -]{0,2}[A-Za-z0-9]){11,30}))")
# A blank ends the number where the next one begins.
_DIAL = r"(?:\d|[ ](?!0[1-9]\d\d)|[()/.\u2013-])"
_PHONE = re.compile(
    rf"(?<![\w.,:/+\u20ac-])(?:\+[ (]{{0,2}}[1-9]|\(?0[1-9]\d|\(?00[1-9]){_DIAL}{{3,26}}(?<=\d)(?![\w\u20ac%:])"
)


def find_emails(text: str, words: PersonalWords) -> Iterator[tuple[int, int]]:
    """E-mail addresses, also with "(at)"."""
    for match in _EMAIL.finditer(text):
        yield match.span()


def find_ibans(text: str, words: PersonalWords) -> Iterator[tuple[int, int]]:
    """Account numbers with a correct checksum (ISO 13616), with or without blanks."""
    behind = 0
    for match in _IBAN.finditer(text):
        start, last = match.span(1)
        for end in range(last, start, -1):
            ends_a_group = text[end - 1].isalnum() and not text[end : end + 1].isalnum()
            if start >= behind and ends_a_group and _is_iban(text[start:end]):
                yield start, end
                behind = end


def find_phones(text: str, words: PersonalWords) -> Iterator[tuple[int, int]]:
    """Numbers with an area or country code, or after a word for telephone; no dates, times or amounts."""
    named = re.compile(
        rf"(?<!\w)(?i:{one_of(words.phone_words)})(?!\w)[.:]{{0,2}} {{0,2}}(\d[\d /-]{{3,20}}\d)(?![\w.,:]?\d)"
    )
    whole = {match.start(): match.end() for match in _PHONE.finditer(text) if _is_phone(match[0])}
    for match in named.finditer(text):
        if match.start(1) not in whole and SHORTEST_NAMED_PHONE <= _digits(match[1]) <= LONGEST_PHONE:
            whole[match.start(1)] = match.end(1)
    yield from sorted(whole.items())


def _is_iban(written: str) -> bool:
    letters = [sign for sign in written.upper() if sign.isalnum()]
    if len(letters) < SHORTEST_IBAN:
        return False
    return int("".join(str(int(sign, 36)) for sign in letters[4:] + letters[:4])) % 97 == 1


def _is_phone(written: str) -> bool:
    shortest = SHORTEST_ABROAD if written.startswith("+") else SHORTEST_PHONE
    return shortest <= _digits(written) <= LONGEST_PHONE


def _digits(written: str) -> int:
    return sum(sign.isdigit() for sign in written)
