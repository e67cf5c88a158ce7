"""What a report says, frozen before it is rendered: statements with their traces, tables and figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dialogs.engine.model import Register


class ReportKind(StrEnum):
    """Which report; the value is also the name of the office's template."""

    RECORD = "protokoll"
    INTERIM = "zwischenbericht"
    FINAL = "abschlussbericht"
    PEER_CONSULTATION = "fallberatung"
    FOR_COACHEE = "fuer_coachee"

    @property
    def register(self) -> Register:
        """The register of the words around the statements."""
        return Register.EASY if self is ReportKind.FOR_COACHEE else Register.STANDARD


class Concern(StrEnum):
    """Why a place is looked at again before a report leaves the house."""

    PERSON = "person"
    JUDGEMENT = "urteil"


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a statement comes from; `author` is the label of a role, never a name."""

    answer: int
    revision: int
    author: str
    answered_on: date


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody answered, word for word; an empty `question` is not shown."""

    text: str
    question: str
    trace: Trace


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; cells that were answered are statements and carry their mark."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | Statement, ...], ...]

    def __post_init__(self) -> None:
        assert self.head, "a table needs a head"
        assert all(len(row) == len(self.head) for row in self.rows), "each row has as many cells as the head"


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG and the words that say the same."""

    name: str
    svg: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a report."""

    heading: str
    statements: tuple[Statement, ...] = ()
    tables: tuple[Grid, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Words to look at before export: would you read this to the coachee? Never part of the report.

    `trace` is None where they stand in a goal, which belongs to the case.
    """

    trace: Trace | None
    words: str
    concern: Concern
    question: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a report says. `case` is a pseudonym; `missing` is what the draft still lacks, in words to be read."""

    kind: ReportKind
    title: str
    case: str
    phase: str
    made_on: date
    addressee: str
    sections: tuple[Section, ...]
    missing: tuple[str, ...] = ()
    sensitive: tuple[Place, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Everything that was answered, in the order of the report; tables count row by row."""
        found: list[Statement] = []
        for section in self.sections:
            found += section.statements
            cells = (cell for table in section.tables for row in table.rows for cell in row)
            found += (cell for cell in cells if isinstance(cell, Statement))
        return tuple(found)
