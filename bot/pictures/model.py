"""What a picture shows, as values: nothing here knows how it is drawn or where it was stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """A phase under the name the organisation shows; `to_on` is None while it lasts."""

    name: str
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """How far a goal is reached on one day, with the words behind the number."""

    on: date
    value: int
    words: str


@dataclass(frozen=True, slots=True)
class GoalLine:
    """How one party sees one goal over time. Lines with the same title are drawn together."""

    title: str
    party: str
    lowest: int
    highest: int
    points: tuple[Rating, ...] = ()

    def __post_init__(self) -> None:
        assert self.lowest < self.highest
        assert all(self.lowest <= point.value <= self.highest for point in self.points)

    @property
    def in_order(self) -> tuple[Rating, ...]:
        """The ratings by day; those of the same day stay in the order they were given."""
        return tuple(sorted(self.points, key=lambda point: point.on))


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A turn the coach marked."""

    on: date
    words: str


@dataclass(frozen=True, slots=True)
class CaseCourse:
    """The course of a case (JADE 2.4.2): intended, but not fully controllable."""

    pseudonym: str
    begins_on: date
    ends_on: date
    phases: tuple[PhaseSpan, ...] = ()
    goals: tuple[GoalLine, ...] = ()
    turning_points: tuple[TurningPoint, ...] = ()
    reviews: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        assert self.begins_on <= self.ends_on


@dataclass(frozen=True, slots=True)
class GoalCategory:
    """A finer category and how many goals of the case belong to it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class GoalBalance:
    """How the goals of a case spread over the three families."""

    pseudonym: str
    person: tuple[GoalCategory, ...] = ()
    context: tuple[GoalCategory, ...] = ()
    overall: tuple[GoalCategory, ...] = ()


@dataclass(frozen=True, slots=True)
class Loop:
    """What two people think and do so that each confirms the other (JADE 4.4), in their own words."""

    person_a: str
    person_b: str
    a_thinks: str
    a_does: str
    b_thinks: str
    b_does: str
    exception: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """The frame of a case in hours; `weekly` is what is planned per week for the `weeks_left`."""

    pseudonym: str
    approved: Decimal
    used: Decimal
    weekly: Decimal
    weeks_left: int
    hint: str = ""

    @property
    def planned(self) -> Decimal:
        """Hours still to come if all goes as planned."""
        return self.weekly * self.weeks_left

    @property
    def left(self) -> Decimal:
        """Hours left in the end if all goes as planned; below zero when the frame is too small."""
        return self.approved - self.used - self.planned


Picture = CaseCourse | GoalBalance | Loop | Hours
