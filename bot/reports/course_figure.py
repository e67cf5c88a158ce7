"""The picture of the course for a report: only what the report may say, and only if there is a course to see."""

from __future__ import annotations

from itertools import pairwise

from bot.pictures.gallery import alternative_of, svg_of, title_of
from bot.pictures.model import CaseCourse, GoalLine, PhaseSpan, Rating, TurningPoint
from bot.pictures.words import words_in
from bot.reports.material import Material
from bot.reports.ratings import Check, checks_of
from bot.reports.telling import Telling
from bot.reports.view import Figure
from storage.goals import Goal


def course_figure(material: Material, telling: Telling) -> tuple[Figure, ...]:
    """The course of the case, if anybody rated a goal on two days; what was rated once is in the table."""
    lines = [line for goal in material.goals for line in _lines(goal, material, telling)]
    if not any(len({point.on for point in line.points}) > 1 for line in lines):
        return ()
    words = words_in(telling.voice.register)
    course = _course(material, tuple(lines), telling)
    _, _, alternative = alternative_of(course, words).partition("\n")  # the title is its caption already
    return (Figure(title_of(course, words), svg_of(course, words), alternative),)


def _lines(goal: Goal, material: Material, telling: Telling) -> list[GoalLine]:
    lowest, highest = goal.scale.bounds
    lines = []
    for person, checks in checks_of(material.statements, goal.id).items():
        points = tuple(point for check in checks for point in _points(check, goal, telling))
        if points:
            lines.append(GoalLine(goal.text, telling.authors.get(person, ""), lowest, highest, points))
    return lines


def _points(check: Check, goal: Goal, telling: Telling) -> list[Rating]:
    """None for a value of a scale the goal does not have any more."""
    one = check.rating
    lowest, highest = goal.scale.bounds
    if one is None or not isinstance(one.value, int) or not lowest <= one.value <= highest:
        return []
    return [Rating(telling.local(one.answered_at), one.value, goal.anchors.get(one.value, one.text))]


def _course(material: Material, lines: tuple[GoalLine, ...], telling: Telling) -> CaseCourse:
    changes = [(change.phase, telling.local(change.changed_at)) for change in material.phases]
    ends = [following[1] for _, following in pairwise(changes)]
    spans = tuple(
        PhaseSpan(telling.voice.phase(phase), from_on, to_on)
        for (phase, from_on), to_on in zip(changes, [*ends, None], strict=False)
    )
    begins_on = material.case.begins_on or telling.local(material.case.created_at)
    return CaseCourse(
        pseudonym=material.case.pseudonym,
        begins_on=min(begins_on, material.made_on),
        ends_on=material.made_on,
        phases=spans,
        goals=lines,
        turning_points=tuple(TurningPoint(turn.turned_on, turn.words) for turn in material.turning_points),
        reviews=tuple(telling.local(found.closed_at) for found in material.reviews if found.closed_at is not None),
    )
