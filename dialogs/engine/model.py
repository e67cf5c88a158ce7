"""What a dialog is: steps with their texts, options and ways on. Data only, immutable, valid once loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

END = "ende"
PAUSE = "pause"


class Register(StrEnum):
    """The two ways every text is written in."""

    STANDARD = "standard"
    EASY = "leicht"


class QuestionKind(StrEnum):
    """What sort of answer a step takes."""

    TEXT = "text"
    CHOICE = "choice"
    MULTIPLE_CHOICE = "multiple_choice"
    SCALE = "scale"
    DATE = "date"
    NUMBER = "number"
    FACES = "faces"


class DialogKind(StrEnum):
    """What a dialog is for; decides where it is offered."""

    VISIT = "besuch"
    TOPIC = "thema"
    INTERIM_REVIEW = "zwischenauswertung"
    RESULT = "ergebnis"
    GOAL = "ziel"
    CLOSING = "abschlussgespraech"
    CHECK_IN = "nachfrage"
    PHONE_GUIDE = "telefon"


class Phase(StrEnum):
    """The phases of a case (JADE 2.4, table 1, and what comes after), and TEAM for topics that fit any time.

    Topics exist for INITIATION and SHAPING (JADE chapters 3 and 4) and TEAM (chapter 5).
    """

    INITIATION = "initiierung"
    ANALYSIS = "analyse"
    SHAPING = "gestaltung"
    SUSTAINABILITY = "nachhaltigkeit"
    CLOSED = "abgeschlossen"
    TEAM = "team"


CASE_PHASES = (Phase.INITIATION, Phase.ANALYSIS, Phase.SHAPING, Phase.SUSTAINABILITY, Phase.CLOSED)
TOPIC_PHASES = (Phase.INITIATION, Phase.SHAPING, Phase.TEAM)


class Role(StrEnum):
    """What a person is in a case; the last two belong to the installation, not to a case."""

    JOB_COACH = "jobcoach"
    INTEGRATION_SERVICE = "ifd"
    FUNDING_BODY = "leistungstraeger"
    REPRESENTATIVE = "sbv"
    COACHEE = "coachee"
    EMPLOYER = "arbeitgeber"
    COLLEAGUES = "kollegium"
    COORDINATION = "koost"
    ADMINISTRATION = "admin"


Texts = Mapping[Register, str]
Wordings = Mapping[Register, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose. `goto` overrides the step's way on; `reply` is said when it was chosen.

    In a multiple choice an option that stands `alone` ("none of these") takes the marks off the others.
    """

    id: str
    label: Texts
    goto: str | None = None
    reply: Texts | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """A way on, taken if the condition of that name holds (None: always)."""

    goto: str
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """The whole numbers a scale offers or a number may have; `anchors` put words to some of them."""

    lowest: int
    highest: int
    anchors: Mapping[int, Texts]


@dataclass(frozen=True, slots=True)
class Step:
    """One question. `counted` is false for a step that only completes the one before it; `recapped` is false
    for one whose answer says nothing about the case and stays out of the summary.
    """

    id: str
    kind: QuestionKind
    name: Texts
    question: Wordings
    why: Texts
    source: str
    covers: tuple[str, ...]
    options: tuple[Option, ...]
    next: tuple[Branch, ...]
    probe: Texts | None = None
    bounds: Bounds | None = None
    counted: bool = True
    recapped: bool = True

    def question_in(self, register: Register, rotation: int) -> str:
        """The wording for this round: the variants take turns with `rotation`."""
        variants = self.question[register]
        return variants[rotation % len(variants)]

    def option(self, option_id: str) -> Option | None:
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, slots=True)
class Dialog:
    """A whole dialog. `steps` keeps the order of the content file; `content_hash` names this very version.

    `longest_ways` tells for each step how many counted questions can follow at most, itself included.
    """

    id: str
    content_hash: str
    kind: DialogKind
    phase: Phase | None
    section: str
    order: int
    minutes: int
    roles: frozenset[Role]
    title: Texts
    opening: Texts
    start: tuple[Branch, ...]
    steps: Mapping[str, Step]
    longest_ways: Mapping[str, int]
