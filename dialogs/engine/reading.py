"""Turning what a person wrote or tapped into the value a step takes, or into the reason why it cannot be used."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from dialogs.engine.days import find_day
from dialogs.engine.events import Refusal
from dialogs.engine.model import Option, QuestionKind, Step
from dialogs.engine.state import Answer
from dialogs.engine.vocabulary import Vocabulary

LONGEST_ANSWER = 20_000
FULL_MESSAGE = 4_000
THIN_WORDS = 12

_DAY_AND_MONTH = re.compile(r"\d{1,2}\.\d{1,2}")
_NUMBER = re.compile(r"(?:minus\s*|^[-−–]\s*|[-−–])?\d{1,9}", re.IGNORECASE)  # phones make a dash of a minus
_MINUS = re.compile(r"minus\s*|[-−–]\s*", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\ufeff\ud800-\udfff]")
_UNSEEN = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))
_BLANKS = frozenset("\u034f\u115f\u1160\u2800\u3164\ufe0f\uffa0")  # letters and marks in name, blank on the screen


def read_text(step: Step, text: str, today: date, vocabulary: Vocabulary) -> Answer | Refusal:
    """The answer that `text` gives to `step`; for choices the label typed out counts as the choice."""
    cleaned = _INVISIBLE.sub("", text).strip()
    if not any(map(_is_seen, cleaned)):
        return Refusal.EMPTY
    if len(cleaned) > LONGEST_ANSWER:
        return Refusal.TOO_LONG
    match step.kind:
        case QuestionKind.TEXT:
            return Answer(cleaned)
        case QuestionKind.SCALE | QuestionKind.NUMBER:
            return _read_number(step, cleaned)
        case QuestionKind.DATE:
            day = read_day(cleaned, today, vocabulary)
            return Refusal.NOT_A_DATE if day is None else Answer(day.isoformat())
        case QuestionKind.CHOICE | QuestionKind.FACES:
            chosen = _option_by_label(step, cleaned)
            return Refusal.NOT_AN_OPTION if chosen is None else Answer(chosen.id)
        case QuestionKind.MULTIPLE_CHOICE:
            return _read_several(step, cleaned)


def read_day(text: str, today: date, vocabulary: Vocabulary) -> date | None:
    """The day that `text` names, None if it names none; "12.3" is a day as well as "12.3."."""
    stripped = text.strip()
    return find_day(f"{stripped}." if _DAY_AND_MONTH.fullmatch(stripped) else stripped, today, vocabulary)


def read_choice(step: Step, argument: str) -> Answer | Refusal:
    """The answer that tapping `argument` gives: an option id, a number of a scale or an ISO date."""
    match step.kind:
        case QuestionKind.CHOICE | QuestionKind.FACES:
            return Answer(argument) if step.option(argument) else Refusal.NOT_AN_OPTION
        case QuestionKind.SCALE:
            return _read_number(step, argument)
        case QuestionKind.DATE:
            try:
                return Answer(date.fromisoformat(argument).isoformat())
            except ValueError:
                return Refusal.NOT_A_DATE
        case _:
            return Refusal.NOT_NOW


def messenger_length(text: str) -> int:
    """The length as messengers count it: in UTF-16 units, of which an emoji takes two."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def is_thin(text: str, vocabulary: Vocabulary) -> bool:
    """True for fewer than 12 words without any sign that something was observed.

    Whoever says that there is nothing to say is not asked again.
    """
    if says_nothing(text, vocabulary):
        return False
    words = [word.strip(".,;:!?()\"'„“”»«…").lower() for word in text.split()]
    quotes = any(mark in text for mark in '„“”"»«')
    return len(words) < THIN_WORDS and not quotes and not vocabulary.observation_signs.intersection(words)


def says_nothing(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the whole text says that there is nothing to say."""
    return " ".join(text.lower().split()).strip(" .!…") in vocabulary.nothing_to_say


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign) not in _UNSEEN and sign not in _BLANKS


def _read_number(step: Step, text: str) -> Answer | Refusal:
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1 or "," in text.strip(",. "):
        return Refusal.NOT_A_NUMBER
    assert step.bounds is not None, "the loader gives every number step its bounds"
    value = int(_MINUS.sub("-", numbers[0]))
    return Answer(value) if step.bounds.lowest <= value <= step.bounds.highest else Refusal.OUT_OF_RANGE


def _read_several(step: Step, text: str) -> Answer | Refusal:
    whole = _option_by_label(step, text)
    parts = [part for part in re.split(r"[,;\n]", text) if part.strip()]
    chosen = [whole] if whole is not None else [_option_by_label(step, part) for part in parts]
    found = {option.id: option for option in chosen if option is not None}
    contradictory = len(found) > 1 and any(option.alone for option in found.values())
    if not chosen or None in chosen or contradictory:
        return Refusal.NOT_AN_OPTION
    return Answer(tuple(option.id for option in step.options if option.id in found))


def _option_by_label(step: Step, text: str) -> Option | None:
    wanted = _plain(text)
    exact = [option for option in step.options if wanted in map(_plain, option.label.values())]
    if exact:
        return exact[0]
    starting = [
        option
        for option in step.options
        if any(_plain(label).split()[:1] == [wanted] for label in option.label.values())
    ]
    return starting[0] if len(starting) == 1 else None


def _plain(text: str) -> str:
    words = re.sub(r"[^\w\s]", "", text).strip().casefold()
    return words or text.strip()  # a face has no words
