"""One input, one step on: `begin` and `advance` are the whole engine seen from outside. Pure: no clock, no files.

The current question is never stored: it is the first unanswered step on the way that the answers lead
(or the one being changed). So skipping, going back and changing are the same thing: other answers, same way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dialogs.engine.answering import add, confirm_change, take
from dialogs.engine.asking import (
    Context,
    Turn,
    ask_next,
    ask_to_change,
    changeable,
    current_step,
    interrupt,
    refuse,
    repeat,
    take_up_again,
    way,
)
from dialogs.engine.events import (
    ChangeOffered,
    Discarded,
    DiscardWarned,
    Explained,
    Finished,
    Paused,
    Refusal,
    SelectionChanged,
)
from dialogs.engine.inputs import Action, Input, Tap, Write
from dialogs.engine.model import Dialog, QuestionKind, Role
from dialogs.engine.reading import read_choice, read_text
from dialogs.engine.state import Answer, Mode, State, Status


def begin(dialog: Dialog, role: Role, rotation: int, context: Context) -> Turn:
    """Starts a conversation. `rotation` (how often before) picks the wording of questions that have variants."""
    return ask_next(dialog, State(role=role, rotation=rotation), context)


def advance(dialog: Dialog, state: State, given: Input, context: Context) -> Turn:
    """What `given` leads to. Unusable input gives a `Refused` event and leaves the answers as they were.

    A paused conversation goes on with whatever is tapped or written; a finished or discarded one takes nothing.
    """
    if state.status in (Status.FINISHED, Status.DISCARDED):
        return refuse(state, Refusal.NOT_NOW)
    running = replace(state, status=Status.RUNNING)
    if isinstance(given, Write):
        return _write(dialog, running, given.text, context)
    return _TAPS[given.action](dialog, running, given, context)


def _write(dialog: Dialog, state: State, text: str, context: Context) -> Turn:
    step = current_step(dialog, state, context)
    if step is None or state.mode not in (Mode.ASKING, Mode.PROBING, Mode.CONTINUING):
        return refuse(state, Refusal.PLEASE_TAP)
    answer = read_text(dialog.steps[step], text, context.today, context.vocabulary)
    if isinstance(answer, Refusal):
        return refuse(state, answer)
    if state.mode is Mode.ASKING:
        return take(dialog, state, step, answer, context)
    return add(dialog, state, step, answer, context)


def _choose(dialog: Dialog, state: State, tap: Tap, context: Context) -> Turn:
    step = current_step(dialog, state, context)
    if step is None or state.mode is not Mode.ASKING:
        return refuse(state, Refusal.NOT_NOW)
    answer = read_choice(dialog.steps[step], tap.argument)
    if isinstance(answer, Refusal):
        return refuse(state, answer)
    return take(dialog, state, step, answer, context)


def _select(dialog: Dialog, state: State, tap: Tap, context: Context) -> Turn:
    step = _several(dialog, state, context)
    option = dialog.steps[step].option(tap.argument) if step is not None else None
    if step is None or option is None:
        return refuse(state, Refusal.NOT_NOW)
    if tap.action is Action.UNSELECT:
        selection = tuple(name for name in state.selection if name != option.id)
    elif option.alone:
        selection = (option.id,)
    else:
        others = (name for name in state.selection if _goes_with(dialog, step, name, option.id))
        selection = (*others, option.id)
    return Turn(replace(state, selection=selection), (SelectionChanged(step),))


def _goes_with(dialog: Dialog, step: str, marked: str, other: str) -> bool:
    option = dialog.steps[step].option(marked)
    return option is not None and not option.alone and marked != other


def _selection_done(dialog: Dialog, state: State, tap: Tap, context: Context) -> Turn:
    step = _several(dialog, state, context)
    if step is None:
        return refuse(state, Refusal.NOT_NOW)
    if not state.selection:
        return refuse(state, Refusal.NOTHING_SELECTED)
    ordered = tuple(option.id for option in dialog.steps[step].options if option.id in state.selection)
    return take(dialog, state, step, Answer(ordered), context)


def _several(dialog: Dialog, state: State, context: Context) -> str | None:
    step = current_step(dialog, state, context)
    asked = step is not None and state.mode is Mode.ASKING
    return step if asked and dialog.steps[step or ""].kind is QuestionKind.MULTIPLE_CHOICE else None


def _skip(dialog: Dialog, state: State, tap: Tap, context: Context) -> Turn:
    step = current_step(dialog, state, context)
    if step is None or state.mode is not Mode.ASKING or state.focus is not None:
        return _keep(dialog, state, tap, context)
    return take(dialog, state, step, Answer(None), context)


def _keep(dialog: Dialog, state: State, tap: Tap, context: Context) -> Turn:
    """Leaves things as they are: the answer being changed, the thin answer, the list of changes, the warning."""
    if state.before is not None:
        return take_up_again(dialog, state, context)
    if state.mode is Mode.REVIEWING or (state.mode is Mode.ASKING and state.focus is None):
        return refuse(state, Refusal.NOT_NOW)
    return ask_next(dialog, state, context)


def _back(dialog: Dialog, state: State, tap: Tap, context: Context) -> Turn:
    answered = way(dialog, state, context).answered
    if state.mode in (Mode.PROBING, Mode.CONTINUING) and state.focus is not None:
        return ask_to_change(state, state.focus)
    before = answered[: answered.index(state.focus)] if state.focus in answered else answered
    return ask_to_change(state, before[-1]) if before else refuse(state, Refusal.NOTHING_BEFORE)


def _change(dialog: Dialog, state: State, tap: Tap, context: Context) -> Turn:
    steps = changeable(dialog, state, context)
    if not steps:
        return refuse(state, Refusal.NOTHING_TO_CHANGE)
    if state.mode is Mode.CHOOSING_CHANGE:
        return Turn(state, repeat(dialog, state, context))
    return interrupt(state, ChangeOffered(steps), Mode.CHOOSING_CHANGE)


def _change_step(dialog: Dialog, state: State, tap: Tap, context: Context) -> Turn:
    if tap.argument not in way(dialog, state, context).answered:
        return refuse(state, Refusal.NOT_NOW)
    return ask_to_change(state, tap.argument)


def _confirm(dialog: Dialog, state: State, tap: Tap, context: Context) -> Turn:
    if state.mode is Mode.REVIEWING:
        return Turn(replace(state, status=Status.FINISHED, turn=state.turn + 1), (Finished(),))
    if state.mode is Mode.CONFIRMING_DISCARD:
        return Turn(replace(state, status=Status.DISCARDED, turn=state.turn + 1), (Discarded(),))
    if state.mode is Mode.CONFIRMING_CHANGE and state.focus is not None:
        return confirm_change(dialog, state, state.focus, context)
    return refuse(state, Refusal.NOT_NOW)


def _pause(dialog: Dialog, state: State, tap: Tap, context: Context) -> Turn:
    return Turn(replace(state, status=Status.PAUSED), (Paused(),))


def _repeat(dialog: Dialog, state: State, tap: Tap, context: Context) -> Turn:
    return Turn(state, repeat(dialog, state, context))


def _discard(dialog: Dialog, state: State, tap: Tap, context: Context) -> Turn:
    if not state.answers:
        return Turn(replace(state, status=Status.DISCARDED, turn=state.turn + 1), (Discarded(),))
    if state.mode is Mode.CONFIRMING_DISCARD:
        return Turn(state, repeat(dialog, state, context))
    return interrupt(state, DiscardWarned(), Mode.CONFIRMING_DISCARD)


def _explain(dialog: Dialog, state: State, tap: Tap, context: Context) -> Turn:
    step = current_step(dialog, state, context)
    if step is None or state.mode in (Mode.CHOOSING_CHANGE, Mode.CONFIRMING_CHANGE, Mode.CONFIRMING_DISCARD):
        return refuse(state, Refusal.NOT_NOW)
    return Turn(state, (Explained(step),))


_TAPS: dict[Action, Callable[[Dialog, State, Tap, Context], Turn]] = {
    Action.CHOOSE: _choose,
    Action.SELECT: _select,
    Action.UNSELECT: _select,
    Action.SELECTION_DONE: _selection_done,
    Action.SKIP: _skip,
    Action.BACK: _back,
    Action.CHANGE: _change,
    Action.CHANGE_STEP: _change_step,
    Action.KEEP: _keep,
    Action.CONFIRM: _confirm,
    Action.PAUSE: _pause,
    Action.REPEAT: _repeat,
    Action.DISCARD: _discard,
    Action.EXPLAIN: _explain,
}
