"""What a report for the funding body still lacks, in words that say where to get it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.goals.rating import RELEVANCE, GoalCourse, course_of_goals
from bot.reports.material import Material
from bot.reports.parts import Part
from bot.reports.ratings import newest_answers
from bot.reports.telling import Telling
from bot.reports.view import ReportKind
from dialogs.engine.filling import OWN_SCALE
from dialogs.engine.model import Role
from storage.goals import Goal
from storage.releases import Statement

REVIEW_LASTS = timedelta(days=92)  # three months
_LONGEST_GOAL = 40
_ASKED = (Role.COACHEE, Role.EMPLOYER)


def lacking(material: Material, parts: Mapping[Part, Sequence[Statement]], telling: Telling) -> list[str]:
    """One sentence for each thing."""
    said = telling.voice.say
    missing = _goals(material, telling)
    if not parts[Part.CHANGED]:
        missing.append(said("report_lacks_changed"))
    missing += _frame(material, telling)
    if material.kind is ReportKind.FINAL and not parts[Part.OPEN]:
        missing.append(said("report_lacks_open"))
    if not parts[Part.NEXT]:
        missing.append(said("report_lacks_next"))
    return [*missing, *_review(material, telling)]


def _goals(material: Material, telling: Telling) -> list[str]:
    said = telling.voice.say
    if not material.goals:
        return [said("report_lacks_goals")]
    current = [goal for goal in material.goals if goal.outcome is None]
    courses = course_of_goals(current, material.statements)
    missing = []
    for role in _ASKED:
        without = [course.goal for course in courses if role not in _raters(course)]
        if without:
            named = ", ".join(said("report_quoted", words=_short(goal)) for goal in without)
            missing.append(said("report_lacks_rating", role=telling.voice.role(role), goals=named))
    return missing


def _raters(course: GoalCourse) -> set[Role]:
    """The roles that said how far the goal is reached, or that it is not needed any more."""
    rated = (
        ratings for ratings in course.by_person.values() if newest_answers(ratings).keys() & {OWN_SCALE, RELEVANCE}
    )
    return {ratings[-1].role for ratings in rated}


def _frame(material: Material, telling: Telling) -> list[str]:
    said = telling.voice.say
    missing = []
    if material.case.approved_hours is None:
        missing.append(said("report_lacks_approved"))
    if not material.minutes_by_day:
        missing.append(said("report_lacks_hours"))
    if material.case.ends_on is None:
        missing.append(said("report_lacks_end"))
    return missing


def _review(material: Material, telling: Telling) -> list[str]:
    closed = [telling.local(review.closed_at) for review in material.reviews if review.closed_at is not None]
    if not closed:
        return [telling.voice.say("report_lacks_review")]
    if material.made_on - max(closed) > REVIEW_LASTS:
        return [telling.voice.say("report_lacks_new_review", day=telling.day(max(closed)))]
    return []


def _short(goal: Goal) -> str:
    line = " ".join(goal.text.split())
    return line if len(line) <= _LONGEST_GOAL else f"{line[: _LONGEST_GOAL - 1].rstrip()}…"
