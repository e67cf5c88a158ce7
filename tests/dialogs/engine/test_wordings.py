"""Both registers are asked and understood alike, and wordings take turns from round to round."""

from __future__ import annotations

import json

import pytest

from dialogs.engine.inputs import Action
from dialogs.engine.model import Dialog, DialogKind, QuestionKind, Register, Step
from dialogs.engine.state import Mode, state_from_data, state_to_data
from tests.builders import THIN, Talk, dialog, option, real_content, step

LABELLED = [
    pytest.param(led, asked, id=f"{led.id}-{asked.id}")
    for led in real_content().dialogs.values()
    for asked in led.steps.values()
    if asked.options
]


@pytest.mark.parametrize(("led", "asked"), LABELLED)
def test_each_label_of_the_content_can_be_typed_in_either_register(led: Dialog, asked: Step) -> None:
    several = asked.kind is QuestionKind.MULTIPLE_CHOICE
    for chosen in asked.options:
        for register in Register:
            talk = Talk(led)
            talk.reopen(focus=asked.id)
            talk.write(chosen.label[register])
            if chosen.goto == "pause":
                assert talk.state.status == "paused"
            else:
                assert talk.values == {asked.id: (chosen.id,) if several else chosen.id}


def test_wordings_take_turns() -> None:
    question = {"standard": ["Erste?", "Zweite?", "Dritte?"], "leicht": ["Eins?", "Zwei?"]}
    asked = dialog(step("frage", question=question)).steps["frage"]
    assert [asked.question_in(Register.STANDARD, turn) for turn in range(4)] == [
        "Erste?",
        "Zweite?",
        "Dritte?",
        "Erste?",
    ]
    assert [asked.question_in(Register.EASY, turn) for turn in range(3)] == ["Eins?", "Zwei?", "Eins?"]


def test_a_conversation_keeps_the_round_it_began_with() -> None:
    talk = Talk(dialog(step("eins"), step("zwei")), rotation=7)
    talk.write(THIN)
    talk.tap(Action.BACK)
    assert talk.state.rotation == 7


def test_each_question_of_a_visit_has_three_different_wordings() -> None:
    visits = [led for led in real_content().dialogs.values() if led.kind is DialogKind.VISIT]
    assert visits
    for led in visits:
        for asked in led.steps.values():
            for register in Register:
                assert len(set(asked.question[register])) >= 3, (led.id, asked.id, register)


def test_a_state_survives_being_written_down() -> None:
    fork = dialog(
        step("art", "choice", options=[option("kurz", goto="zahl"), "lang"]),
        step("mehr", "multiple_choice", options=["a", "b"]),
        step("zahl", "scale"),
        step("letzte", "multiple_choice", options=["a", "b"]),
    )
    talk = Talk(fork, rotation=2)
    talk.tap(Action.CHOOSE, "lang")
    talk.tap(Action.SELECT, "a")
    talk.tap(Action.SELECTION_DONE)
    talk.tap(Action.CHOOSE, "3")
    talk.tap(Action.SELECT, "b")
    marking = talk.state
    talk.tap(Action.CHANGE_STEP, "art")
    talk.tap(Action.CHOOSE, "kurz")
    assert (marking.selection, talk.state.mode) == (("b",), Mode.CONFIRMING_CHANGE)
    for state in (marking, talk.state):
        assert state_from_data(json.loads(json.dumps(state_to_data(state)))) == state


@pytest.mark.parametrize("damage", [{"role": "koenig"}, {"status": "?"}, {"mode": ""}])
def test_a_damaged_state_is_not_read(damage: dict[str, str]) -> None:
    data = state_to_data(Talk(dialog(step("eins"))).state)
    with pytest.raises(ValueError, match="is not a valid"):
        state_from_data({**data, **damage})
