"""What is to be asked now: the next question, the same one again, or a sentence why an input was no use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from dialogs.engine.conditions import Situation
from dialogs.engine.events import (
    Asked,
    ChangeOffered,
    ChangeWarned,
    DiscardWarned,
    Event,
    MoreExpected,
    Probed,
    Refusal,
    Refused,
    Reviewed,
)
from dialogs.engine.model import Dialog
from dialogs.engine.path import Walk, falling_away, walk
from dialogs.engine.state import Answer, Mode, State
from dialogs.engine.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Context:
    """What the engine is told about the world: the local day and the words it recognises."""

    today: date
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class Turn:
    """The new state and what happened on the way to it."""

    state: State
    events: tuple[Event, ...]


def situation(state: State, answers: Mapping[str, Answer], context: Context) -> Situation:
    return Situation(state.role, answers, context.today, context.vocabulary)


def way(dialog: Dialog, state: State, context: Context) -> Walk:
    """The way walked so far."""
    return walk(dialog, situation(state, state.answers, context))


def current_step(dialog: Dialog, state: State, context: Context) -> str | None:
    """The step the person is at, None when all are through."""
    return state.focus or way(dialog, state, context).current


def ask(state: State, *events: Event, mode: Mode, focus: str | None = None, proposed: Answer | None = None) -> Turn:
    """A new turn in which something new is wanted from the person."""
    asked = replace(state, turn=state.turn + 1, mode=mode, focus=focus, selection=(), proposed=proposed, before=None)
    return Turn(asked, events)


def interrupt(state: State, event: Event, mode: Mode) -> Turn:
    """Asks something in between; `take_up_again` goes back to what was going on."""
    return Turn(replace(state, turn=state.turn + 1, mode=mode, before=state.mode), (event,))


def take_up_again(dialog: Dialog, state: State, context: Context) -> Turn:
    """Goes back to what was going on before the interruption."""
    assert state.before is not None, "only an interruption is ended by taking up again"
    resumed = replace(state, turn=state.turn + 1, mode=state.before, before=None)
    return Turn(resumed, repeat(dialog, resumed, context))


def ask_next(dialog: Dialog, state: State, context: Context, *before: Event) -> Turn:
    """Asks the first unanswered question, or plays everything back when there is none."""
    step = way(dialog, state, context).current
    if step is None:
        return ask(state, *before, Reviewed(), mode=Mode.REVIEWING)
    return ask(state, *before, Asked(step), mode=Mode.ASKING)


def ask_to_change(state: State, step: str) -> Turn:
    """Asks an answered question again, with the answer that stands."""
    return ask(state, Asked(step, state.answers[step]), mode=Mode.ASKING, focus=step)


def repeat(dialog: Dialog, state: State, context: Context) -> tuple[Event, ...]:
    """The events that show once more what is wanted now; the state does not change by it."""
    step = current_step(dialog, state, context)
    match state.mode:
        case Mode.CHOOSING_CHANGE:
            return (ChangeOffered(changeable(dialog, state, context)),)
        case Mode.CONFIRMING_DISCARD:
            return (DiscardWarned(),)
        case _ if step is None:
            return (Reviewed(),)
        case Mode.PROBING:
            return (Probed(step),)
        case Mode.CONTINUING:
            return (MoreExpected(step),)
        case Mode.CONFIRMING_CHANGE:
            assert state.proposed is not None, "a change is only confirmed after it was proposed"
            return (ChangeWarned(step, would_fall_away(dialog, state, step, state.proposed, context)),)
        case _:
            return (Asked(step, state.answers.get(step)),)


def changeable(dialog: Dialog, state: State, context: Context) -> tuple[str, ...]:
    """The answered steps that say something about the case."""
    return tuple(step for step in way(dialog, state, context).answered if dialog.steps[step].recapped)


def would_fall_away(dialog: Dialog, state: State, step: str, answer: Answer, context: Context) -> tuple[str, ...]:
    """The other answers that `answer` to `step` would take off the way."""
    falling = falling_away(dialog, situation(state, {**state.answers, step: answer}, context))
    return tuple(name for name in falling if name != step)


def refuse(state: State, reason: Refusal) -> Turn:
    """Nothing changes, the person is told why."""
    return Turn(state, (Refused(reason),))
