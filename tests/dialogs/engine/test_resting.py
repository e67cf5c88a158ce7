"""Pausing, going on, discarding, finishing and reopening."""

from __future__ import annotations

import pytest

from dialogs.engine.events import (
    Answered,
    Asked,
    ChangeOffered,
    Discarded,
    DiscardWarned,
    Explained,
    Finished,
    OptionReplied,
    Paused,
    Refusal,
    Refused,
    Reviewed,
)
from dialogs.engine.inputs import Action
from dialogs.engine.state import Answer, Mode, Status
from tests.builders import OBSERVED, Talk, both, dialog, is_over, option, step

DRIVE = dialog(
    step(
        "geparkt",
        "choice",
        options=["ja", option("nein", goto="pause", reply=both("Erst ankommen.")), option("los", reply=both("Gut."))],
    ),
    step("szene"),
)


@pytest.fixture
def done() -> Talk:
    """Somebody who finished."""
    talk = Talk(DRIVE)
    talk.tap(Action.CHOOSE, "ja")
    talk.write(OBSERVED)
    talk.tap(Action.CONFIRM)
    assert talk.state.status is Status.FINISHED
    return talk


def test_an_option_can_pause_and_the_question_stays_open() -> None:
    talk = Talk(DRIVE)
    turn = talk.state.turn
    assert talk.tap(Action.CHOOSE, "nein") == (OptionReplied("geparkt", "nein"), Paused())
    assert talk.state.status is Status.PAUSED
    assert (talk.values, talk.state.turn) == ({}, turn)  # so the buttons under the question still work
    assert talk.tap(Action.REPEAT) == (Asked("geparkt"),)
    assert talk.tap(Action.CHOOSE, "ja")[-1] == Asked("szene")


def test_an_option_can_say_something_before_the_next_question() -> None:
    events = Talk(DRIVE).tap(Action.CHOOSE, "los")
    assert events == (Answered("geparkt", Answer("los")), OptionReplied("geparkt", "los"), Asked("szene"))


def test_a_pause_keeps_the_place_and_writing_goes_on() -> None:
    talk = Talk(DRIVE)
    talk.tap(Action.CHOOSE, "ja")
    assert talk.tap(Action.PAUSE) == (Paused(),)
    assert talk.write(OBSERVED)[-1] == Reviewed()
    assert talk.state.status is Status.RUNNING


@pytest.mark.parametrize("mode", ["asking", "changing", "choosing_change", "discarding", "reviewing"])
def test_going_on_after_a_pause_shows_the_same_again(mode: str) -> None:
    talk = Talk(DRIVE)
    talk.tap(Action.CHOOSE, "ja")
    if mode == "reviewing":
        talk.write(OBSERVED)
    elif mode != "asking":
        talk.tap({"changing": Action.BACK, "choosing_change": Action.CHANGE, "discarding": Action.DISCARD}[mode])
    shown = talk.tap(Action.REPEAT)
    talk.tap(Action.PAUSE)
    assert talk.tap(Action.REPEAT) == shown


def test_discarding_asks_first_when_something_was_answered() -> None:
    talk = Talk(DRIVE)
    talk.tap(Action.CHOOSE, "ja")
    assert talk.tap(Action.DISCARD) == (DiscardWarned(),)
    assert not is_over(talk)
    assert talk.tap(Action.KEEP) == (Asked("szene"),)
    talk.tap(Action.DISCARD)
    assert talk.tap(Action.CONFIRM) == (Discarded(),)
    assert talk.state.status is Status.DISCARDED


def test_discarding_without_answers_needs_no_question() -> None:
    talk = Talk(DRIVE)
    assert talk.tap(Action.DISCARD) == (Discarded(),)
    assert talk.tap(Action.REPEAT) == (Refused(Refusal.NOT_NOW),)


def test_the_review_waits_for_a_tap() -> None:
    talk = Talk(DRIVE)
    talk.tap(Action.SKIP)
    talk.tap(Action.SKIP)
    assert talk.events[-1] == Reviewed()
    assert talk.write("stimmt") == (Refused(Refusal.PLEASE_TAP),)
    assert talk.tap(Action.KEEP) == (Refused(Refusal.NOT_NOW),)
    assert talk.tap(Action.CONFIRM) == (Finished(),)


def test_nothing_can_be_confirmed_in_the_middle() -> None:
    assert Talk(DRIVE).tap(Action.CONFIRM) == (Refused(Refusal.NOT_NOW),)


@pytest.mark.parametrize("action", list(Action))
def test_what_is_finished_takes_nothing_more(done: Talk, action: Action) -> None:
    before = done.state
    assert done.tap(action, "ja") == (Refused(Refusal.NOT_NOW),)
    assert done.write(OBSERVED) == (Refused(Refusal.NOT_NOW),)
    assert done.state == before


def test_a_finished_conversation_can_be_reopened_to_change_an_answer(done: Talk) -> None:
    done.reopen(status=Status.RUNNING, mode=Mode.REVIEWING)
    assert done.tap(Action.CHANGE) == (ChangeOffered(("geparkt", "szene")),)
    done.tap(Action.CHANGE_STEP, "szene")
    assert done.write("Sie hat gelacht.")[-1] == Reviewed()
    assert done.tap(Action.CONFIRM) == (Finished(),)
    assert done.values == {"geparkt": "ja", "szene": "Sie hat gelacht."}


def test_the_background_of_a_question_changes_nothing() -> None:
    talk = Talk(DRIVE)
    before = talk.state
    assert talk.tap(Action.EXPLAIN) == (Explained("geparkt"),)
    assert talk.state == before


def test_there_is_no_background_where_no_question_is_open(done: Talk) -> None:
    done.reopen(status=Status.RUNNING, mode=Mode.REVIEWING)
    assert done.tap(Action.EXPLAIN) == (Refused(Refusal.NOT_NOW),)
