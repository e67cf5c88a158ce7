"""The course of goals from statements: by goal and person, in order of time, nothing put together."""

from __future__ import annotations

from datetime import date, timedelta

from bot.goals.rating import course_of_goals
from dialogs.engine.model import Role
from dialogs.engine.state import Value
from storage.goals import Family, Goal, Scale
from storage.releases import Room, Statement
from tests.storage.seeds import NOW

COACH, COACHEE, EMPLOYER = 1, 2, 3
ROLES = {COACH: Role.JOB_COACH, COACHEE: Role.COACHEE, EMPLOYER: Role.EMPLOYER}


def goal(number: int, scale: Scale = Scale.TEN) -> Goal:
    return Goal(
        id=number,
        case_id=1,
        party=Role.COACHEE,
        family=Family.PERSON,
        category="verstaendigung",
        scale=scale,
        shown_to=frozenset(),
        text="Ich sage Bescheid",
        anchors={},
        revision=1,
        set_on=date(2026, 3, 2),
        retired_on=None,
        outcome=None,
        outcome_words="",
    )


def check(
    person: int, walk: int, on: int, answers: dict[str, tuple[Value, str]], about: int | None = 1, gas: bool = False
) -> list[Statement]:
    """What one person said in one walk, on a day counted from NOW."""
    return [
        Statement(
            answer_id=100 * walk + number,
            revision=1,
            person_id=person,
            role=ROLES[person],
            dialog_id="ziel_pruefen_gas" if gas else "ziel_pruefen",
            content_hash="hash",
            conversation_id=walk,
            step_id=step,
            question="?",
            text=text,
            value=value,
            answered_at=NOW + timedelta(days=on, minutes=number),
            rooms=frozenset({Room.TEAM}),
            goal_id=about,
        )
        for number, (step, (value, text)) in enumerate(answers.items())
    ]


def number(value: int) -> dict[str, tuple[Value, str]]:
    return {"stand": (value, f"{value} (in Worten)")}


WHOLE: dict[str, tuple[Value, str]] = {
    "relevanz": ("ja", "Es ist noch wichtig"),
    "grund_ja": ("Es hilft", "Es hilft"),
    "stand": (6, "6 (fragt nach)"),
    "zufriedenheit": ("teils", "😐 Teils, teils"),
    "folge": ("Weiter so", "Weiter so"),
}


def test_a_rating_says_everything_that_was_said() -> None:
    [course] = course_of_goals([goal(1)], check(COACH, 1, 0, WHOLE))
    [rating] = course.ratings
    assert (rating.value, rating.words, rating.relevance, rating.reason) == (6, "6 (fragt nach)", "ja", "Es hilft")
    assert (rating.satisfaction, rating.satisfaction_words, rating.follows) == ("teils", "😐 Teils, teils", "Weiter so")
    assert (rating.role, rating.person_id, rating.scale) == (Role.JOB_COACH, COACH, Scale.TEN)
    assert rating.rated_at == NOW + timedelta(minutes=2)


def test_an_overtaken_goal_has_a_reason_and_no_number() -> None:
    said: dict[str, tuple[Value, str]] = {"relevanz": ("ueberholt", "Überholt"), "grund_nein": ("Neu", "Neu")}
    [course] = course_of_goals([goal(1)], check(COACH, 1, 0, said))
    [rating] = course.ratings
    assert (rating.value, rating.words, rating.relevance, rating.reason) == (None, "", "ueberholt", "Neu")
    assert rating.rated_at == NOW + timedelta(minutes=1)


def test_ratings_come_in_the_order_of_time_whoever_began_first() -> None:
    said = [*check(COACH, 1, 9, number(7)), *check(COACH, 2, 3, number(4)), *check(COACHEE, 3, 5, number(9))]
    [course] = course_of_goals([goal(1)], said)
    assert [one.value for one in course.ratings] == [4, 9, 7]
    assert {person: [one.value for one in ratings] for person, ratings in course.by_person.items()} == {
        COACH: [4, 7],
        COACHEE: [9],
    }
    assert {person: one.value for person, one in course.newest.items()} == {COACH: 7, COACHEE: 9}


def test_contradicting_ratings_stand_side_by_side() -> None:
    said = [*check(COACHEE, 1, 0, number(10)), *check(EMPLOYER, 2, 0, number(1))]
    [course] = course_of_goals([goal(1)], said)
    assert {one.role: one.value for one in course.newest.values()} == {Role.COACHEE: 10, Role.EMPLOYER: 1}


def test_a_newer_check_without_a_number_does_not_borrow_an_older_one() -> None:
    said = [*check(COACH, 1, 0, WHOLE), *check(COACH, 2, 9, {"relevanz": ("nein", "Nicht mehr")})]
    [course] = course_of_goals([goal(1)], said)
    assert course.newest[COACH].value is None
    assert course.newest[COACH].relevance == "nein"


def test_each_rating_keeps_the_scale_it_was_given_on() -> None:
    said = [*check(COACH, 1, 0, number(7)), *check(COACH, 2, 5, number(-1), gas=True)]
    [course] = course_of_goals([goal(1, Scale.ATTAINMENT)], said)
    assert [(one.scale, one.value) for one in course.ratings] == [(Scale.TEN, 7), (Scale.ATTAINMENT, -1)]


def test_goals_keep_their_order_and_get_only_their_own() -> None:
    said = [*check(COACH, 1, 0, number(7), about=2), *check(COACH, 2, 0, number(3), about=None)]
    courses = course_of_goals([goal(2), goal(1)], said)
    assert [(course.goal.id, len(course.ratings)) for course in courses] == [(2, 1), (1, 0)]
    assert courses[1].newest == {}
