"""Goals in a report: a table for each one with those who rated it side by side, and no number without words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.goals.ending import ENDING
from bot.goals.rating import FOLLOWING, REASONS, RELEVANCE, SATISFACTION, GoalCourse, course_of_goals
from bot.reports.material import Material
from bot.reports.ratings import STILL_RELEVANT, first_number, newest_answers
from bot.reports.telling import Telling
from bot.reports.view import Grid
from bot.reports.view import Statement as Quoted
from dialogs.engine.filling import OWN_SCALE
from dialogs.engine.model import Role
from storage.goals import Goal, Scale
from storage.releases import Statement

_EMPTY = "–"


def goal_tables(material: Material, telling: Telling) -> tuple[Grid, ...]:
    """A table for each goal that somebody rated or that is over, and one for those that nobody rated yet."""
    rated, unrated = [], []
    for course in course_of_goals(material.goals, material.statements):
        if course.ratings or course.goal.outcome is not None:
            rated.append(_table(course, _ending(material.statements, course.goal), telling))
        else:
            unrated.append(course.goal)
    return (*rated, *_unrated(unrated, telling))


def _table(course: GoalCourse, ending: Sequence[Statement], telling: Telling) -> Grid:
    said, goal, people = telling.voice.say, course.goal, course.by_person
    newest = [newest_answers(ratings) for ratings in people.values()]
    rows: list[tuple[str | Quoted, ...]] = []

    def add(label: str, answers: Sequence[Statement | None]) -> None:
        if any(answers):
            rows.append((label, *(_EMPTY if one is None else telling.quote(one) for one in answers)))

    relevance = [answers.get(RELEVANCE) for answers in newest]
    if any(one is not None and one.value != STILL_RELEVANT for one in relevance):
        add(said("report_goal_relevant"), relevance)
    add(said("report_goal_first"), [first_number(ratings) for ratings in people.values()])
    for label, steps in (
        (said("report_goal_now"), (OWN_SCALE,)),
        (said("report_goal_why"), REASONS),
        (said("report_goal_satisfied"), (SATISFACTION,)),
        (said("report_goal_follows"), (FOLLOWING,)),
    ):
        add(label, [next(filter(None, map(answers.get, steps)), None) for answers in newest])
    others = [""] * (len(people) - 1)
    if goal.outcome is not None and goal.retired_on is not None:
        outcome = said(f"report_goal_{goal.outcome}", day=telling.day(goal.retired_on))
        rows.append((said("report_goal_outcome"), outcome, *others))
    rows += [(said("report_goal_outcome_why"), telling.quote(one), *others) for one in ending]
    named = [telling.author(next(iter(answers.values()))) for answers in newest]
    head = (said("report_goal_asked"), *(named or [said("report_goal_result")]))
    return Grid(caption(goal, telling), head, tuple(rows))


def caption(goal: Goal, telling: Telling) -> str:
    """The goal in its own words, whose it is and since when, and what the numbers mean."""
    day = telling.day(goal.set_on)
    words = telling.voice.say("report_goal", goal=goal.text, party=_party(goal, telling), day=day)
    if goal.scale is not Scale.TEN:  # with five levels each answer says its level in words
        return words
    meant = "; ".join(f"{value} = {anchor}" for value, anchor in sorted(goal.anchors.items()))
    return f"{words}\n{telling.voice.say('report_goal_scale', meant=meant)}"


def _party(goal: Goal, telling: Telling) -> str:
    return telling.voice.say("goal_party_team") if goal.party is Role.JOB_COACH else telling.voice.role(goal.party)


def _unrated(goals: Sequence[Goal], telling: Telling) -> tuple[Grid, ...]:
    if not goals:
        return ()
    said = telling.voice.say
    rows = tuple((goal.text, _party(goal, telling), telling.day(goal.set_on)) for goal in goals)
    head = (said("report_goal_words"), said("report_goal_party"), said("report_goal_since"))
    return (Grid(said("report_goals_unrated"), head, rows),)


def _ending(statements: Iterable[Statement], goal: Goal) -> list[Statement]:
    """Why the goal ended, if that was released."""
    about = [one for one in statements if one.goal_id == goal.id and one.dialog_id == ENDING]
    return [one for one in about if one.step_id == "begruendung"][-1:]
