"""Goals in a report: a table for each one with those who rated it side by side, and no number without words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.reports.material import Material
from bot.reports.ratings import (
    ENDING,
    RELEVANCE,
    STILL_RELEVANT,
    Check,
    checks_of,
    first_rating,
    newest_answers,
)
from bot.reports.telling import Telling
from bot.reports.view import Grid
from bot.reports.view import Statement as Quoted
from storage.goals import Goal, Scale
from storage.releases import Statement

_EMPTY = "–"


def goal_tables(material: Material, telling: Telling) -> tuple[Grid, ...]:
    """A table for each goal that somebody rated or that is over, and one for those that nobody rated yet."""
    rated, unrated = [], []
    for goal in material.goals:
        checks = checks_of(material.statements, goal.id)
        if checks or goal.outcome is not None:
            rated.append(_table(goal, checks, _ending(material.statements, goal), telling))
        else:
            unrated.append(goal)
    return (*rated, *_unrated(unrated, telling))


def _table(goal: Goal, checks: dict[int, list[Check]], ending: Sequence[Statement], telling: Telling) -> Grid:
    said = telling.voice.say
    people = [person for person in telling.authors if person in checks]
    people += [person for person in checks if person not in people]
    newest = {person: newest_answers(checks[person]) for person in people}
    rows: list[tuple[str | Quoted, ...]] = []

    def add(label: str, answers: Sequence[Statement | None]) -> None:
        if any(answers):
            rows.append((label, *(_EMPTY if one is None else telling.quote(one) for one in answers)))

    relevance = [newest[person].get(RELEVANCE) for person in people]
    if any(one is not None and one.value != STILL_RELEVANT for one in relevance):
        add(said("report_goal_relevant"), relevance)
    add(said("report_goal_first"), [first_rating(checks[person]) for person in people])
    add(said("report_goal_now"), [newest[person].get("stand") for person in people])
    for label, steps in (
        (said("report_goal_why"), ("grund_ja", "grund_nein")),
        (said("report_goal_satisfied"), ("zufriedenheit",)),
        (said("report_goal_follows"), ("folge",)),
    ):
        add(label, [next(filter(None, map(newest[person].get, steps)), None) for person in people])
    width = max(len(people), 1)
    if goal.outcome is not None and goal.retired_on is not None:
        outcome = said(f"report_goal_{goal.outcome}", day=telling.day(goal.retired_on))
        rows.append((said("report_goal_outcome"), outcome, *[""] * (width - 1)))
    rows += [(said("report_goal_outcome_why"), telling.quote(one), *[""] * (width - 1)) for one in ending]
    named = [telling.author(_any(checks[person])) for person in people]
    head = (said("report_goal_asked"), *(named or [said("report_goal_result")]))
    return Grid(caption(goal, telling), head, tuple(rows))


def caption(goal: Goal, telling: Telling) -> str:
    """The goal in its own words, whose it is and since when, and what the numbers mean."""
    words = telling.voice.say(
        "report_goal", goal=goal.text, party=telling.voice.role(goal.party), day=telling.day(goal.set_on)
    )
    if goal.scale is not Scale.TEN:  # with five levels each answer says its level in words
        return words
    meant = "; ".join(f"{value} = {anchor}" for value, anchor in sorted(goal.anchors.items()))
    return f"{words}\n{telling.voice.say('report_goal_scale', meant=meant)}"


def _unrated(goals: Sequence[Goal], telling: Telling) -> tuple[Grid, ...]:
    if not goals:
        return ()
    said = telling.voice.say
    rows = tuple((goal.text, telling.voice.role(goal.party), telling.day(goal.set_on)) for goal in goals)
    head = (said("report_goal_words"), said("report_goal_party"), said("report_goal_since"))
    return (Grid(said("report_goals_unrated"), head, rows),)


def _ending(statements: Iterable[Statement], goal: Goal) -> list[Statement]:
    """Why the goal ended, if that was released."""
    about = [one for one in statements if one.goal_id == goal.id and one.dialog_id == ENDING]
    return [one for one in about if one.step_id == "begruendung"][-1:]


def _any(checks: Sequence[Check]) -> Statement:
    return next(iter(checks[-1].answers.values()))
