"""What happened in a turn. Rendering turns events into messages, storage turns them into rows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dialogs.engine.state import Answer


class Refusal(StrEnum):
    """Why an input could not be used. Nothing was changed by it."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_AN_OPTION = "not_an_option"
    NOTHING_SELECTED = "nothing_selected"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_DATE = "not_a_date"
    PLEASE_TAP = "please_tap"
    NOTHING_BEFORE = "nothing_before"
    NOTHING_TO_CHANGE = "nothing_to_change"
    NOT_NOW = "not_now"


@dataclass(frozen=True, slots=True)
class Asked:
    """The question `step` is to be asked; `previous` is the answer that stands so far."""

    step: str
    previous: Answer | None = None


@dataclass(frozen=True, slots=True)
class Probed:
    """The one follow-up to a thin answer is to be asked."""

    step: str


@dataclass(frozen=True, slots=True)
class MoreExpected:
    """The answer was as long as a message can be; the person is asked whether more follows."""

    step: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, a skip or an addition that stands from now on."""

    step: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class FellAway:
    """An earlier answer that no longer lies on the way."""

    step: str


@dataclass(frozen=True, slots=True)
class OptionReplied:
    """The chosen option has something to say."""

    step: str
    option: str


@dataclass(frozen=True, slots=True)
class SelectionChanged:
    """The marks of a multiple choice changed; the same question shows them."""

    step: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The input could not be used."""

    reason: Refusal


@dataclass(frozen=True, slots=True)
class Explained:
    """The background of the question is wanted."""

    step: str


@dataclass(frozen=True, slots=True)
class ChangeOffered:
    """The answers that can be changed are to be listed."""

    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeWarned:
    """The new answer would make these later ones fall away; the person decides."""

    step: str
    falling_away: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DiscardWarned:
    """The person is asked whether everything should really be thrown away."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """All questions are through: the person's own words are to be played back."""


@dataclass(frozen=True, slots=True)
class Paused:
    """The conversation rests until the person goes on."""


@dataclass(frozen=True, slots=True)
class Discarded:
    """The conversation was stopped and its answers are to be removed."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The conversation is complete and stored."""


Event = (
    Asked
    | Probed
    | MoreExpected
    | Answered
    | FellAway
    | OptionReplied
    | SelectionChanged
    | Refused
    | Explained
    | ChangeOffered
    | ChangeWarned
    | DiscardWarned
    | Reviewed
    | Paused
    | Discarded
    | Finished
)
