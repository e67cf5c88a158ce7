"""From what is kept about a case to values that pictures are drawn from. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, tzinfo
from decimal import Decimal
from itertools import pairwise

from bot.course.frame import Frame
from bot.goals.rating import GoalCourse
from bot.goals.rating import Rating as Rated
from bot.pictures.model import CaseCourse, GoalBalance, GoalCategory, GoalLine, Hours, Loop, PhaseSpan, Rating
from bot.pictures.model import TurningPoint as Turn
from bot.wording import Voice
from storage.cases import Case
from storage.course import PhaseChange, TurningPoint
from storage.goals import Family, Goal
from storage.releases import Statement
from storage.reviews import Review

_WORDS_OF_NUMBER = re.compile(r"-?\d+ \((.*)\)", re.DOTALL)


def goal_lines(
    courses: Iterable[GoalCourse], authors: Mapping[int, str], voice: Voice, zone: tzinfo | None
) -> tuple[GoalLine, ...]:
    """How each person sees each goal over time; one line more for a goal that has another scale since.

    A goal that nobody rated has a line without points under the role whose goal it is.
    """
    lines: list[GoalLine] = []
    for course in courses:
        rated = [one for one in course.ratings if one.value is not None]
        for person_id, scale in dict.fromkeys((one.person_id, one.scale) for one in rated):
            own = (one for one in rated if (one.person_id, one.scale) == (person_id, scale))
            points = tuple(_point(one, course.goal, voice, zone) for one in own)
            lines.append(GoalLine(course.goal.text, authors[person_id], *scale.bounds, points))
        if not rated:
            lines.append(GoalLine(course.goal.text, voice.role(course.goal.party), *course.goal.scale.bounds))
    return tuple(lines)


def case_course(
    case: Case,
    today: date,
    zone: tzinfo | None,
    voice: Voice,
    phases: Sequence[PhaseChange],
    goals: tuple[GoalLine, ...],
    turns: Iterable[TurningPoint],
    reviews: Iterable[Review],
) -> CaseCourse:
    """The course of a case until today, or until it was closed, with the phases as the organisation calls them."""
    last = today if case.closed_at is None else min(today, case.closed_at.astimezone(zone).date())
    changes = [(change.phase, change.changed_at.astimezone(zone).date()) for change in phases]
    ends = [following for _, (_, following) in pairwise(changes)]
    begun_on = case.begins_on or case.created_at.astimezone(zone).date()
    return CaseCourse(
        pseudonym=case.pseudonym,
        begins_on=min(begun_on, last),
        ends_on=last,
        phases=tuple(
            PhaseSpan(voice.phase(phase), since, until)
            for (phase, since), until in zip(changes, [*ends, None], strict=False)
        ),
        goals=goals,
        turning_points=tuple(Turn(turn.turned_on, turn.words) for turn in turns),
        reviews=tuple(one.closed_at.astimezone(zone).date() for one in reviews if one.closed_at is not None),
    )


def goal_balance(case: Case, goals: Iterable[Goal], categories: Mapping[str, str]) -> GoalBalance:
    """How the goals spread over the families; `categories` names the finer ones by their ids."""
    counted = Counter((goal.family, goal.category) for goal in goals)
    of_family: dict[Family, list[GoalCategory]] = {family: [] for family in Family}
    for (family, category), count in counted.items():
        of_family[family].append(GoalCategory(categories.get(category, category), count))
    person, context, overall = (tuple(of_family[family]) for family in (Family.PERSON, Family.CONTEXT, Family.OVERALL))
    return GoalBalance(case.pseudonym, person, context, overall)


def hours_picture(case: Case, frame: Frame, hint: str) -> Hours:
    """The frame in hours. What is planned goes on at the present pace, or else at the average so far."""
    pace = (frame.weekly if frame.pace is None else frame.pace) or 0
    approved, used = _hours(frame.approved or 0), _hours(frame.used)
    return Hours(case.pseudonym, approved, used, _hours(pace), frame.weeks_left or 0, hint)


def loop(statements: Iterable[Statement], person_a: str, person_b: str) -> Loop:
    """The loop in somebody's own words; `person_a` and `person_b` where she did not say who they are."""
    said = {one.step_id: one.text for one in statements}
    moment, different = said.get("ausnahme", "").rstrip(), said.get("ausnahme_anders", "")
    stop = "" if not (moment and different) else " " if moment[-1] in ".!?…" else ". "
    return Loop(
        person_a=said.get("beteiligter_a") or person_a,
        person_b=said.get("beteiligter_b") or person_b,
        a_thinks=said.get("a_denkt", ""),
        a_does=said.get("a_tut", ""),
        b_thinks=said.get("b_denkt", ""),
        b_does=said.get("b_tut", ""),
        exception=f"{moment}{stop}{different}",
    )


def _point(rated: Rated, goal: Goal, voice: Voice, zone: tzinfo | None) -> Rating:
    """A number with words: those she saw behind it, or else those of the number below that has some."""
    assert rated.value is not None, "only asked for ratings with a number"
    lowest, highest = rated.scale.bounds
    words = _WORDS_OF_NUMBER.fullmatch(rated.words)
    value = min(highest, max(lowest, rated.value))
    said = words[1] if words else ""
    lower = max((at for at in goal.anchors if at < value), default=None)
    if not said and rated.scale is goal.scale and lower is not None:
        said = voice.say("rating_above", words=goal.anchors[lower])
    return Rating(rated.rated_at.astimezone(zone).date(), value, said)


def _hours(minutes: int) -> Decimal:
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"))
