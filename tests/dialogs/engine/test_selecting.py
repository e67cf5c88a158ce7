"""Marking several options: marks toggle, "none of these" stands alone, nothing counts before "done"."""

from __future__ import annotations

from dialogs.engine.events import Answered, Asked, Refusal, Refused, Reviewed, SelectionChanged
from dialogs.engine.inputs import Action
from dialogs.engine.state import Answer
from tests.builders import OBSERVED, Talk, dialog, option, step

ASKED = dialog(
    step("hilfe", "multiple_choice", options=["zeit", "ruhe", option("nichts", alone=True), option("egal", alone=True)])
)


def marked(*names: str) -> Talk:
    talk = Talk(ASKED)
    for name in names:
        talk.tap(Action.SELECT, name)
    return talk


def test_marks_are_kept_while_choosing_and_are_no_answer_yet() -> None:
    talk = marked("ruhe")
    assert talk.events == (SelectionChanged("hilfe"),)
    assert talk.state.selection == ("ruhe",)
    assert talk.values == {}


def test_done_takes_the_marks_in_the_order_of_the_question() -> None:
    talk = marked("ruhe", "zeit")
    assert talk.tap(Action.SELECTION_DONE) == (Answered("hilfe", Answer(("zeit", "ruhe"))), Reviewed())


def test_a_mark_can_be_taken_off_and_set_twice_without_harm() -> None:
    talk = marked("zeit", "zeit", "ruhe")
    talk.tap(Action.UNSELECT, "ruhe")
    talk.tap(Action.UNSELECT, "ruhe")
    assert talk.state.selection == ("zeit",)


def test_an_option_that_stands_alone_takes_the_others_off() -> None:
    assert marked("zeit", "ruhe", "nichts").state.selection == ("nichts",)
    assert marked("nichts", "egal").state.selection == ("egal",)


def test_any_other_option_takes_the_lone_one_off() -> None:
    assert marked("nichts", "ruhe").state.selection == ("ruhe",)


def test_taking_off_a_mark_that_is_not_set_leaves_the_lone_one() -> None:
    talk = marked("nichts")
    talk.tap(Action.UNSELECT, "zeit")
    assert talk.state.selection == ("nichts",)


def test_done_without_a_mark_is_refused() -> None:
    assert Talk(ASKED).tap(Action.SELECTION_DONE) == (Refused(Refusal.NOTHING_SELECTED),)


def test_marking_something_that_is_not_there_is_refused() -> None:
    talk = marked("zeit")
    assert talk.tap(Action.SELECT, "anderes") == (Refused(Refusal.NOT_NOW),)
    assert talk.state.selection == ("zeit",)


def test_marks_do_not_move_the_turn_and_going_elsewhere_drops_them() -> None:
    talk = Talk(dialog(step("eins"), step("zwei", "multiple_choice", options=["a", "b"])))
    talk.write(OBSERVED)
    turn = talk.state.turn
    talk.tap(Action.SELECT, "b")
    assert talk.state.turn == turn
    talk.tap(Action.BACK)
    assert talk.tap(Action.KEEP) == (Asked("zwei"),)
    assert talk.state.selection == ()


def test_marking_is_only_for_questions_with_several_answers() -> None:
    talk = Talk(dialog(step("eins", "choice", options=["ja", "nein"])))
    for action in (Action.SELECT, Action.UNSELECT, Action.SELECTION_DONE):
        assert talk.tap(action, "ja") == (Refused(Refusal.NOT_NOW),)
    assert talk.tap(Action.REPEAT) == (Asked("eins"),)
