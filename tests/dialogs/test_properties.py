"""What holds for every dialog, real or generated, and for every sequence of inputs."""

from __future__ import annotations

import json
import random
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.engine.asking import repeat, way
from dialogs.engine.events import Answered, Discarded, FellAway, Finished, Refused
from dialogs.engine.inputs import Action, Tap
from dialogs.engine.model import Dialog, Role
from dialogs.engine.path import position
from dialogs.engine.state import Answer, Mode, State, Status, state_from_data, state_to_data
from tests.builders import Talk, go_through, is_over, real_content
from tests.dialogs.generated import dialogs, inputs, junk, real_dialogs, roles

RELAXED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
both_sorts = st.one_of(dialogs(), real_dialogs)
seeds = st.integers(0, 2**32)


def wanted(state: State) -> tuple[object, ...]:
    """What the person is asked for; buttons made for one such thing must not work for another."""
    return state.answers, state.mode, state.focus, state.proposed, state.before, state.status is Status.FINISHED


def assert_sound(talk: Talk, before: State) -> None:
    """Everything that holds after any input."""
    state = talk.state
    walked = way(talk.dialog, state, talk.context)
    assert set(state.answers) == set(walked.answered)
    assert state_from_data(json.loads(json.dumps(state_to_data(state)))) == state
    assert state.turn >= before.turn
    if wanted(state) != wanted(before):
        assert state.turn > before.turn, "buttons of before would still work"
    assert len(state.probed) == len(set(state.probed)) <= 2
    assert repeat(talk.dialog, state, talk.context)
    if talk.step is None:
        assert state.mode in (Mode.REVIEWING, Mode.CHOOSING_CHANGE, Mode.CONFIRMING_DISCARD)
        return
    assert talk.step == walked.current or talk.step in walked.answered
    answered = walked.answered
    earlier = answered[: answered.index(talk.step)] if talk.step in answered else answered
    number, total = position(talk.dialog, talk.step, earlier)
    assert 1 <= number <= total
    options = {entry.id for entry in talk.dialog.steps[talk.step].options}
    assert set(state.selection) <= options
    alone = {entry.id for entry in talk.dialog.steps[talk.step].options if entry.alone}
    assert len(state.selection) <= 1 or not alone.intersection(state.selection)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("led", real_content().dialogs.values(), ids=lambda led: led.id)
def test_random_valid_answers_reach_the_end_of_every_dialog(led: Dialog, role: Role) -> None:
    for seed in range(5):
        talk = Talk(led, role)
        go_through(talk, random.Random(f"{led.id} {role} {seed}"))
        assert talk.values
        assert talk.tap(Action.CONFIRM) == (Finished(),)
        assert is_over(talk)


@given(dialogs(), roles, seeds)
@settings(RELAXED, max_examples=80)
def test_random_valid_answers_reach_the_end_of_generated_dialogs(led: Dialog, role: Role, seed: int) -> None:
    talk = Talk(led, role)
    go_through(talk, random.Random(seed))
    assert talk.tap(Action.CONFIRM) == (Finished(),)


@given(st.data(), both_sorts, roles)
@settings(RELAXED, max_examples=180)
def test_any_sequence_of_inputs_leaves_a_sound_state(data: st.DataObject, led: Dialog, role: Role) -> None:
    talk = Talk(led, role)
    assert_sound(talk, talk.state)
    for given_input in data.draw(st.lists(inputs(led), max_size=25)):
        before = talk.state
        talk.put(given_input)
        assert_sound(talk, before)
        if any(isinstance(event, Refused) for event in talk.events):
            assert (talk.state.answers, talk.state.mode, talk.state.focus, talk.state.turn) == (
                before.answers,
                before.mode,
                before.focus,
                before.turn,
            )
        elif before.answers != talk.state.answers:
            assert any(isinstance(event, Answered | FellAway) for event in talk.events)
        assert any(isinstance(event, Finished) for event in talk.events) == (
            before.status is not Status.FINISHED and talk.state.status is Status.FINISHED
        )
        if talk.state.status is Status.FINISHED:
            assert talk.state.mode is Mode.REVIEWING


@given(st.data(), both_sorts, roles)
@settings(RELAXED, max_examples=60)
def test_the_events_alone_tell_which_answers_stand(data: st.DataObject, led: Dialog, role: Role) -> None:
    """Storage records events, not states: both have to agree."""
    talk = Talk(led, role)
    for given_input in data.draw(st.lists(inputs(led), max_size=20)):
        talk.put(given_input)
    stored: dict[str, Answer] = {}
    for event in talk.all_events:
        if isinstance(event, Answered):
            stored[event.step] = event.answer
        elif isinstance(event, FellAway):
            del stored[event.step]
    assert stored == talk.state.answers
    assert any(isinstance(event, Discarded) for event in talk.all_events) == (talk.state.status is Status.DISCARDED)


@given(st.data(), both_sorts, roles, seeds)
@settings(RELAXED, max_examples=120)
def test_rubbish_is_refused_and_moves_nothing(data: st.DataObject, led: Dialog, role: Role, seed: int) -> None:
    talk = Talk(led, role)
    dice = random.Random(seed)
    for _ in range(dice.randint(0, len(led.steps))):
        if talk.state.mode is Mode.ASKING:
            talk.put(dice.choice([Tap(Action.SKIP), Tap(Action.BACK), Tap(Action.CHANGE)]))
    if talk.state.mode is Mode.REVIEWING:
        talk.tap(Action.BACK)
    for rubbish in data.draw(st.lists(junk, min_size=1, max_size=5)):
        before = talk.state
        (event,) = talk.put(rubbish)
        assert isinstance(event, Refused)
        assert talk.state == before


@given(both_sorts, roles, seeds)
@settings(RELAXED, max_examples=80)
def test_walking_forward_the_number_grows_and_the_total_never_does(led: Dialog, role: Role, seed: int) -> None:
    talk = Talk(led, role)
    dice = random.Random(seed)
    shown = [(1, 99)]
    while talk.state.mode is not Mode.REVIEWING:
        assert talk.step is not None
        answered = tuple(name for name in talk.state.answers if name != talk.step)
        shown.append(position(led, talk.step, answered))
        choices = [entry for entry in led.steps[talk.step].options if entry.goto != "pause"]
        if choices and led.steps[talk.step].kind != "multiple_choice":
            talk.tap(Action.CHOOSE, dice.choice(choices).id)
        else:
            talk.tap(Action.SKIP)
    for (number, total), (next_number, next_total) in pairwise(shown):
        assert number <= next_number <= number + 1
        assert next_total <= total


@given(both_sorts, roles, seeds, st.data())
@settings(RELAXED, max_examples=120)
def test_changing_any_answer_never_leaves_one_off_the_way(
    led: Dialog, role: Role, seed: int, data: st.DataObject
) -> None:
    talk = Talk(led, role)
    dice = random.Random(seed)
    go_through(talk, dice)
    for _ in range(3):
        before = talk.values
        talk.tap(Action.CHANGE_STEP, dice.choice([*talk.state.answers]))
        changing = talk.step
        talk.put(data.draw(inputs(led)))
        if talk.state.mode is Mode.CONFIRMING_CHANGE:
            assert talk.values == before
            talk.tap(data.draw(st.sampled_from([Action.CONFIRM, Action.KEEP])))
        on_the_way = set(way(led, talk.state, talk.context).answered)
        assert on_the_way <= set(talk.state.answers)
        if talk.state.mode is Mode.REVIEWING:
            assert on_the_way == set(talk.state.answers)
        if is_over(talk):
            return
        if talk.state.status is Status.RUNNING and talk.state.mode is Mode.REVIEWING:
            assert changing in talk.values
        talk.reopen(status=Status.RUNNING)
        talk.tap(Action.KEEP)  # out of a list or a warning
        talk.tap(Action.KEEP)  # and out of what was being changed
        if talk.state.mode is not Mode.REVIEWING:
            go_through(talk, dice)
