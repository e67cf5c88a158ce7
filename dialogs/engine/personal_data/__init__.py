"""Finding what points to a person in a free text, offline and by rules. A hint for the writer, not a guarantee:
rather precise than complete, because a hint that is often wrong is soon tapped away unread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from dialogs.engine.personal_data.birth_dates import find_birth_dates
from dialogs.engine.personal_data.contacts import find_emails, find_ibans, find_phones
from dialogs.engine.personal_data.folding import folded
from dialogs.engine.personal_data.health import find_diagnoses
from dialogs.engine.personal_data.names import find_names
from dialogs.engine.personal_data.numbers import find_case_numbers
from dialogs.engine.personal_data.places import find_addresses
from dialogs.engine.personal_data.words import Found, PersonalKind, PersonalWords

__all__ = ["Found", "PersonalKind", "PersonalWords", "find_personal_data", "replaced"]

Span = tuple[int, int]
# In this order: what one of them has found is hidden from the next.
FINDERS: Mapping[PersonalKind, Callable[[str, PersonalWords], Iterable[Span]]] = {
    PersonalKind.EMAIL: find_emails,
    PersonalKind.IBAN: find_ibans,
    PersonalKind.BIRTH_DATE: find_birth_dates,
    PersonalKind.CASE_NUMBER: find_case_numbers,
    PersonalKind.PHONE: find_phones,
    PersonalKind.ADDRESS: find_addresses,
    PersonalKind.NAME: find_names,
    PersonalKind.DIAGNOSIS: find_diagnoses,
}
_HIDDEN = "\0"


def find_personal_data(text: str, words: PersonalWords) -> tuple[Found, ...]:
    """All places in `text` that seem to hold personal data, in order and without overlap.

    Takes time in proportion to the length of the text and never raises. A place is as small as it can be replaced:
    the date without the word for birth before it, the name without the salutation.
    """
    searched, origins = folded(text)
    found = []
    for kind, find in FINDERS.items():
        spans = list(find(searched, words))
        searched = _without(searched, spans)
        for start, end in spans:
            here, until = origins[start], origins[end]
            found.append(Found(kind, here, until, text[here:until]))
    return tuple(sorted(found, key=lambda place: place.start))


def replaced(text: str, found: Sequence[Found], placeholders: Mapping[PersonalKind, str]) -> str:
    """`text` with each found place replaced by the placeholder of its kind. `found` is in order without overlap."""
    return _assembled(text, [(place.start, place.end, placeholders[place.kind]) for place in found])


def _without(text: str, spans: Iterable[Span]) -> str:
    return _assembled(text, [(start, end, _HIDDEN * (end - start)) for start, end in spans])


def _assembled(text: str, changes: Sequence[tuple[int, int, str]]) -> str:
    pieces, position = [], 0
    for start, end, instead in changes:
        pieces += [text[position:start], instead]
        position = end
    return "".join([*pieces, text[position:]])
