"""Goals in the database: sealed words with every wording kept, who sees them, and how they end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, Engine, select

from dialogs.engine.model import Role
from dialogs.engine.state import State, Status
from storage.conversations import find_conversation, note_goal, people_amid_goal, save_state
from storage.database import transaction
from storage.goals import (
    Family,
    Goal,
    Outcome,
    Scale,
    Wording,
    end_goal,
    find_goal,
    goals_of,
    reword_goal,
    set_goal,
    show_goal,
    sort_goal,
    wordings_of,
)
from storage.tables import goals, wordings
from tests.storage.seeds import NOW, Seed, begin, seed, walk

TEN = {1: "am Anfang", 5: "halb", 10: "ganz"}
LEVELS = {-2: "nie", -1: "selten", 0: "manchmal", 1: "oft", 2: "immer"}
WORDING = Wording("Ich sage Bescheid", Scale.TEN, TEN)


def made(connection: Connection, known: Seed, wording: Wording = WORDING) -> Goal:
    number = set_goal(connection, known.case, known.person, Role.COACHEE, Family.PERSON, "verstaendigung", wording, NOW)
    return found(connection, number)


def found(connection: Connection, number: int) -> Goal:
    goal = find_goal(connection, number)
    assert goal is not None
    return goal


def test_a_goal_comes_back_as_it_was_set(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        goal = made(connection, known)
        assert goals_of(connection, known.case) == [goal]
    assert (goal.party, goal.family, goal.category) == (Role.COACHEE, Family.PERSON, "verstaendigung")
    assert (goal.text, goal.scale, goal.anchors, goal.revision) == ("Ich sage Bescheid", Scale.TEN, TEN, 1)
    assert (goal.set_on, goal.retired_on, goal.outcome, goal.shown_to) == (NOW.date(), None, None, frozenset())


def test_no_words_are_readable_in_the_rows(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        goal = made(connection, known)
        end_goal(connection, goal, Outcome.GIVEN_UP, "Ein stiller Grund", NOW.date())
        rows = [*connection.execute(select(goals)), *connection.execute(select(wordings))]
    assert not any(words in str(rows) for words in ("Bescheid", "Anfang", "halb", "Grund"))


@pytest.mark.parametrize("text", ["", "   ", "👍👍", "…!", "\u200f"])
def test_a_goal_needs_words(text: str) -> None:
    with pytest.raises(ValueError, match="no goal without words"):
        Wording(text, Scale.TEN, TEN)


@pytest.mark.parametrize(
    ("scale", "anchors"),
    [
        (Scale.TEN, {1: "a", 10: "b"}),
        (Scale.TEN, {**TEN, 5: "🙂"}),
        (Scale.TEN, LEVELS),
        (Scale.ATTAINMENT, TEN),
        (Scale.ATTAINMENT, {**LEVELS, -1: " "}),
    ],
)
def test_no_number_stands_without_words(scale: Scale, anchors: dict[int, str]) -> None:
    with pytest.raises(ValueError, match="no number without words"):
        Wording("Ich sage Bescheid", scale, anchors)


def test_digits_and_other_scripts_are_words() -> None:
    assert Wording("80 %", Scale.TEN, {1: "0", 5: "أقول", 10: "100"}).text == "80 %"


def test_rewording_keeps_what_was_said_before(engine: Engine) -> None:
    known, other = seed(engine), seed(engine, "Herr Birke", "Birke", "2")
    later = NOW + timedelta(days=3)
    with transaction(engine) as connection:
        goal = made(connection, known)
        reword_goal(connection, goal, other.person, Wording("Ich sage Halt", Scale.ATTAINMENT, LEVELS), later)
        reworded = found(connection, goal.id)
        assert (reworded.text, reworded.scale, reworded.anchors, reworded.revision) == (
            "Ich sage Halt",
            Scale.ATTAINMENT,
            LEVELS,
            2,
        )
        first, second = wordings_of(connection, goal)
    assert (first.wording, first.person_id, first.worded_at) == (WORDING, known.person, NOW)
    assert (second.wording.scale, second.person_id, second.worded_at) == (Scale.ATTAINMENT, other.person, later)


def test_two_people_who_reword_what_they_both_saw_both_count(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        goal = made(connection, known)
        reword_goal(connection, goal, known.person, Wording("Zweite", Scale.TEN, TEN), NOW)
        reword_goal(connection, goal, known.person, Wording("Dritte", Scale.TEN, TEN), NOW)
        assert [one.wording.text for one in wordings_of(connection, goal)] == ["Ich sage Bescheid", "Zweite", "Dritte"]
        assert found(connection, goal.id).revision == 3


def test_a_goal_is_sorted_anew_without_touching_its_words(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        goal = made(connection, known)
        sort_goal(connection, goal, Role.EMPLOYER, Family.CONTEXT, "anleitung")
        sorted_anew = found(connection, goal.id)
    assert (sorted_anew.party, sorted_anew.family, sorted_anew.category) == (
        Role.EMPLOYER,
        Family.CONTEXT,
        "anleitung",
    )
    assert (sorted_anew.text, sorted_anew.revision) == (goal.text, 1)


def test_who_sees_it_is_replaced_as_a_whole(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        goal = made(connection, known)
        show_goal(connection, goal, {Role.COACHEE, Role.EMPLOYER})
        assert found(connection, goal.id).shown_to == {Role.COACHEE, Role.EMPLOYER}
        show_goal(connection, goal, ())
        assert found(connection, goal.id).shown_to == frozenset()


def test_a_goal_that_is_over_is_only_listed_when_asked_for(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        goal, other = made(connection, known), made(connection, known)
        end_goal(connection, goal, Outcome.OVERTAKEN, "Sie hat eine neue Aufgabe", date(2026, 4, 1))
        assert [one.id for one in goals_of(connection, known.case)] == [other.id]
        over = goals_of(connection, known.case, ended=True)[0]
    assert (over.id, over.retired_on, over.outcome) == (goal.id, date(2026, 4, 1), Outcome.OVERTAKEN)
    assert (over.outcome_words, over.text) == ("Sie hat eine neue Aufgabe", goal.text)


def test_correcting_an_end_keeps_its_day(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        goal = made(connection, known)
        end_goal(connection, goal, Outcome.GIVEN_UP, "Zu früh", date(2026, 4, 1))
        end_goal(connection, found(connection, goal.id), Outcome.REACHED, "Doch noch", date(2026, 4, 9))
        over = found(connection, goal.id)
    assert (over.outcome, over.outcome_words, over.retired_on) == (Outcome.REACHED, "Doch noch", date(2026, 4, 1))


def test_goals_of_another_case_stay_there(engine: Engine) -> None:
    known, other = seed(engine), seed(engine, "Herr Birke", "Birke", "2")
    with transaction(engine) as connection:
        made(connection, known)
        assert goals_of(connection, other.case) == []
        assert find_goal(connection, 99) is None


def test_a_conversation_remembers_the_goal_it_made(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        goal = made(connection, known)
        note_goal(connection, known.conversation, goal.id)
        conversation = find_conversation(connection, known.conversation, known.person)
    assert conversation is not None
    assert conversation.goal_id == goal.id


def test_who_is_amid_questions_about_a_goal(engine: Engine) -> None:
    known, other = seed(engine), seed(engine, "Herr Birke", "Birke", "2")
    with transaction(engine) as connection:
        goal = made(connection, known)
        assert people_amid_goal(connection, goal.id) == []
        for one in (known, other):
            note_goal(connection, one.conversation, goal.id)
        note_goal(connection, begin(connection, known.person, known.case), goal.id)
        assert people_amid_goal(connection, goal.id) == [known.person, other.person]
        done = State(role=Role.JOB_COACH, turn=2, status=Status.FINISHED)
        save_state(connection, walk(connection, other), done, NOW)
        assert people_amid_goal(connection, goal.id) == [known.person]
