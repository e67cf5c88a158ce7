"""How goals were rated over time, from statements: for the chat, pictures and reports. Pure; nothing is averaged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from dialogs.engine.filling import OWN_SCALE
from dialogs.engine.model import Role
from storage.goals import Goal, Scale
from storage.releases import Statement

CHECKS: Mapping[Scale, str] = {Scale.TEN: "ziel_pruefen", Scale.ATTAINMENT: "ziel_pruefen_gas"}
SCALES: Mapping[str, Scale] = {dialog_id: scale for scale, dialog_id in CHECKS.items()}
RELEVANCE, SATISFACTION, FOLLOWING = "relevanz", "zufriedenheit", "folge"
REASONS = ("grund_ja", "grund_nein")


@dataclass(frozen=True, slots=True)
class Rating:
    """What one person said about a goal at one time, as far as the reader knows it.

    `scale` is the one she was asked about; the goal may have another one since.
    """

    conversation_id: int
    person_id: int
    role: Role
    scale: Scale
    answers: Mapping[str, Statement]

    @property
    def value(self) -> int | None:
        """The number; None if there is none, for example because the goal is not relevant any more."""
        found = self.answers.get(OWN_SCALE)
        return found.value if found is not None and isinstance(found.value, int) else None

    @property
    def words(self) -> str:
        """The number with the words behind it, as she saw it."""
        return self._text(OWN_SCALE)

    @property
    def relevance(self) -> str:
        """The id of what she chose; empty if that is not known."""
        return self._chosen(RELEVANCE)

    @property
    def reason(self) -> str:
        """Why it is relevant or not."""
        return next(filter(None, map(self._text, REASONS)), "")

    @property
    def satisfaction(self) -> str:
        """The id of what she chose; empty if that is not known."""
        return self._chosen(SATISFACTION)

    @property
    def satisfaction_words(self) -> str:
        return self._text(SATISFACTION)

    @property
    def follows(self) -> str:
        """What follows, in her words."""
        return self._text(FOLLOWING)

    @property
    def rated_at(self) -> datetime:
        """When she chose the number, or else said the last thing."""
        found = self.answers.get(OWN_SCALE)
        return found.answered_at if found is not None else max(one.answered_at for one in self.answers.values())

    def _text(self, step: str) -> str:
        found = self.answers.get(step)
        return "" if found is None else found.text

    def _chosen(self, step: str) -> str:
        found = self.answers.get(step)
        return found.value if found is not None and isinstance(found.value, str) else ""


@dataclass(frozen=True, slots=True)
class GoalCourse:
    """One goal with its ratings, oldest first."""

    goal: Goal
    ratings: tuple[Rating, ...]

    @property
    def by_person(self) -> dict[int, tuple[Rating, ...]]:
        """The ratings of each person, in the order they rated first; a role may have several people."""
        people = dict.fromkeys(rating.person_id for rating in self.ratings)
        return {person: tuple(one for one in self.ratings if one.person_id == person) for person in people}

    @property
    def newest(self) -> dict[int, Rating]:
        """The newest rating of each person."""
        return {person: ratings[-1] for person, ratings in self.by_person.items()}


def course_of_goals(goals: Iterable[Goal], statements: Iterable[Statement]) -> list[GoalCourse]:
    """The course of each goal, in the order of `goals`; statements about anything else are left out."""
    walks: dict[tuple[int | None, int], dict[str, Statement]] = {}
    for one in sorted(statements, key=lambda statement: statement.answer_id):
        if one.dialog_id in SCALES:
            walks.setdefault((one.goal_id, one.conversation_id), {})[one.step_id] = one
    ratings = {key: _rating(answers) for key, answers in walks.items()}
    return [
        GoalCourse(
            goal, tuple(sorted((one for (goal_id, _), one in ratings.items() if goal_id == goal.id), key=_order))
        )
        for goal in goals
    ]


def _rating(answers: Mapping[str, Statement]) -> Rating:
    first = next(iter(answers.values()))
    return Rating(first.conversation_id, first.person_id, first.role, SCALES[first.dialog_id], answers)


def _order(rating: Rating) -> tuple[datetime, int]:
    return rating.rated_at, rating.conversation_id
