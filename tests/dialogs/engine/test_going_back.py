"""Skipping, going back and changing earlier answers; what falls away is said before it goes."""

from __future__ import annotations

import pytest

from dialogs.engine.events import (
    Answered,
    Asked,
    ChangeOffered,
    ChangeWarned,
    FellAway,
    Refusal,
    Refused,
    Reviewed,
)
from dialogs.engine.inputs import Action
from dialogs.engine.reading import FULL_MESSAGE
from dialogs.engine.state import Answer, Mode
from tests.builders import OBSERVED, Talk, dialog, option, step

FORK = dialog(
    step("art", "choice", options=[option("kurz", goto="schluss"), "lang", "breit"]),
    step("details"),
    step("schluss"),
)
VISIT = dialog(
    step("naechster_schritt", next=[{"when": "next_step_names_a_day", "goto": "ende"}, {"goto": "tag"}]),
    step("tag", "date", counted=False),
)


@pytest.fixture
def reviewing() -> Talk:
    """Somebody who has answered 'lang', details and the last question."""
    talk = Talk(FORK)
    talk.tap(Action.CHOOSE, "lang")
    talk.write("Er hat die Maschine gezeigt.")
    talk.write("Sie hat genickt.")
    assert talk.state.mode is Mode.REVIEWING
    return talk


def test_a_skip_is_kept_as_a_skip() -> None:
    talk = Talk(FORK)
    events = talk.tap(Action.SKIP)
    assert events == (Answered("art", Answer(None)), Asked("details"))
    assert talk.values == {"art": None}


def test_back_asks_the_question_before_and_shows_what_stands() -> None:
    talk = Talk(FORK)
    talk.tap(Action.CHOOSE, "lang")
    assert talk.tap(Action.BACK) == (Asked("art", Answer("lang")),)
    assert talk.values == {"art": "lang"}


def test_back_goes_on_backwards_and_stops_at_the_first_question(reviewing: Talk) -> None:
    assert [reviewing.tap(Action.BACK)[0].step for _ in range(3)] == ["schluss", "details", "art"]  # type: ignore[union-attr]
    assert reviewing.tap(Action.BACK) == (Refused(Refusal.NOTHING_BEFORE),)
    assert reviewing.step == "art"


def test_back_at_the_very_beginning_is_refused() -> None:
    assert Talk(FORK).tap(Action.BACK) == (Refused(Refusal.NOTHING_BEFORE),)


@pytest.mark.parametrize("action", [Action.KEEP, Action.SKIP])
def test_going_back_and_leaving_it_goes_on_where_one_was(action: Action) -> None:
    talk = Talk(FORK)
    talk.tap(Action.CHOOSE, "lang")
    talk.tap(Action.BACK)
    assert talk.tap(action) == (Asked("details"),)
    assert talk.values == {"art": "lang"}


def test_the_answers_that_can_be_changed_are_offered(reviewing: Talk) -> None:
    assert reviewing.tap(Action.CHANGE) == (ChangeOffered(("art", "details", "schluss")),)
    assert reviewing.tap(Action.KEEP) == (Reviewed(),)


@pytest.mark.parametrize("interruption", [Action.CHANGE, Action.DISCARD])
def test_after_an_interruption_everything_goes_on_as_it_was(reviewing: Talk, interruption: Action) -> None:
    reviewing.tap(Action.CHANGE_STEP, "art")
    warning = reviewing.tap(Action.CHOOSE, "kurz")
    reviewing.tap(interruption)
    assert reviewing.tap(Action.KEEP) == warning
    assert reviewing.tap(Action.CONFIRM)[-1] == Reviewed()


def test_an_answer_that_says_nothing_about_the_case_is_not_offered_for_change() -> None:
    talk = Talk(dialog(step("geparkt", recapped=False), step("szene"), step("schluss")))
    talk.write(OBSERVED)
    assert talk.tap(Action.CHANGE) == (Refused(Refusal.NOTHING_TO_CHANGE),)
    talk.write(OBSERVED)
    assert talk.tap(Action.CHANGE) == (ChangeOffered(("szene",)),)


def test_nothing_can_be_changed_before_the_first_answer() -> None:
    assert Talk(FORK).tap(Action.CHANGE) == (Refused(Refusal.NOTHING_TO_CHANGE),)


def test_a_change_without_consequences_is_made_at_once(reviewing: Talk) -> None:
    reviewing.tap(Action.CHANGE_STEP, "details")
    events = reviewing.write("Er hat sie mir dann noch einmal erklärt.")
    assert events == (Answered("details", Answer("Er hat sie mir dann noch einmal erklärt.")), Reviewed())


def test_another_option_with_the_same_way_on_keeps_everything(reviewing: Talk) -> None:
    reviewing.tap(Action.CHANGE_STEP, "art")
    assert reviewing.tap(Action.CHOOSE, "breit")[-1] == Reviewed()
    assert reviewing.values["details"] == "Er hat die Maschine gezeigt."


def test_only_answered_questions_can_be_changed() -> None:
    talk = Talk(FORK)
    talk.tap(Action.CHOOSE, "lang")
    for name in ("schluss", "details", "gibt_es_nicht", ""):
        assert talk.tap(Action.CHANGE_STEP, name) == (Refused(Refusal.NOT_NOW),)


def test_a_change_that_costs_answers_is_only_made_after_a_yes(reviewing: Talk) -> None:
    reviewing.tap(Action.CHANGE_STEP, "art")
    before = reviewing.values
    assert reviewing.tap(Action.CHOOSE, "kurz") == (ChangeWarned("art", ("details",)),)
    assert reviewing.values == before
    events = reviewing.tap(Action.CONFIRM)
    assert events == (Answered("art", Answer("kurz")), FellAway("details"), Reviewed())
    assert reviewing.values == {"art": "kurz", "schluss": "Sie hat genickt."}


def test_a_change_that_was_declined_leaves_everything(reviewing: Talk) -> None:
    before = reviewing.values
    reviewing.tap(Action.CHANGE_STEP, "art")
    reviewing.tap(Action.CHOOSE, "kurz")
    assert reviewing.tap(Action.KEEP) == (Reviewed(),)
    assert reviewing.values == before


def test_words_are_no_answer_to_a_warning(reviewing: Talk) -> None:
    reviewing.tap(Action.CHANGE_STEP, "art")
    reviewing.tap(Action.CHOOSE, "kurz")
    before = reviewing.state
    assert reviewing.write("ja") == (Refused(Refusal.PLEASE_TAP),)
    assert reviewing.state == before


def test_the_warning_can_be_shown_again(reviewing: Talk) -> None:
    reviewing.tap(Action.CHANGE_STEP, "art")
    warning = reviewing.tap(Action.CHOOSE, "kurz")
    assert reviewing.tap(Action.REPEAT) == warning


def test_a_change_opens_questions_that_were_passed_by() -> None:
    talk = Talk(FORK)
    talk.tap(Action.CHOOSE, "kurz")
    talk.tap(Action.BACK)
    assert talk.tap(Action.CHOOSE, "lang")[-1] == Asked("details")


def test_a_change_that_opens_a_question_keeps_the_answers_after_it() -> None:
    talk = Talk(FORK)
    talk.tap(Action.CHOOSE, "kurz")
    talk.write(OBSERVED)
    talk.tap(Action.CHANGE_STEP, "art")
    assert talk.tap(Action.CHOOSE, "lang")[-1] == Asked("details")
    assert talk.values["schluss"] == OBSERVED
    talk.write(OBSERVED)
    assert talk.state.mode is Mode.REVIEWING


def test_the_second_half_of_a_long_change_also_asks_before_answers_fall_away() -> None:
    talk = Talk(VISIT)
    talk.write("Ich spreche den Meister an.")
    talk.tap(Action.CHOOSE, "2026-03-09")
    talk.tap(Action.CHANGE_STEP, "naechster_schritt")
    talk.write("Ich überlege noch. " * (FULL_MESSAGE // 19 + 1))
    assert talk.write("Am Freitag rufe ich an.") == (ChangeWarned("naechster_schritt", ("tag",)),)
    assert talk.values["tag"] == "2026-03-09"
    assert FellAway("tag") in talk.tap(Action.CONFIRM)
    assert set(talk.values) == {"naechster_schritt"}
    assert str(talk.values["naechster_schritt"]).endswith("Am Freitag rufe ich an.")


def test_a_changed_text_is_not_asked_about_once_more() -> None:
    talk = Talk(dialog(step("szene", probe={"standard": "Woran?", "leicht": "Woran?"}), step("schluss")))
    talk.write(OBSERVED)
    talk.tap(Action.BACK)
    assert talk.write("Gut.")[-1] == Asked("schluss")
