"""Taking an answer: a first one, a changed one, one that is asked about once more."""

from __future__ import annotations

from dataclasses import replace

from dialogs.engine.asking import Context, Turn, ask, ask_next, refuse, would_fall_away
from dialogs.engine.events import (
    Answered,
    ChangeWarned,
    Event,
    FellAway,
    MoreExpected,
    OptionReplied,
    Paused,
    Probed,
    Refusal,
)
from dialogs.engine.model import PAUSE, Dialog, Option, QuestionKind, Step
from dialogs.engine.reading import FULL_MESSAGE, LONGEST_ANSWER, is_thin, messenger_length
from dialogs.engine.state import Answer, Mode, State, Status

MOST_PROBES = 2


def take(dialog: Dialog, state: State, step: str, answer: Answer, context: Context) -> Turn:
    """Records `answer`, unless it would make later answers fall away: then the person is asked first."""
    option = _option_chosen(dialog.steps[step], answer)
    if option is not None and option.goto == PAUSE:
        paused = replace(state, status=Status.PAUSED)
        return Turn(paused, (OptionReplied(step, option.id), Paused()))
    fallen = would_fall_away(dialog, state, step, answer, context)
    if fallen:
        warning = ChangeWarned(step, fallen)
        return ask(state, warning, mode=Mode.CONFIRMING_CHANGE, focus=step, proposed=answer)
    first_time = step not in state.answers
    events: list[Event] = [Answered(step, answer)]
    if option is not None and option.reply is not None:
        events.append(OptionReplied(step, option.id))
    state = _with_answer(state, step, answer)
    return _ask_about(dialog, state, step, answer, context, events, may_probe=first_time)


def add(dialog: Dialog, state: State, step: str, addition: Answer, context: Context) -> Turn:
    """Appends what was written after a probe, or after a message as long as a message can be."""
    first = state.answers[step].value
    assert isinstance(first, str), "only text answers are probed"
    assert isinstance(addition.value, str), "text steps are read as text"
    whole = Answer(f"{first}\n{addition.value}")
    if len(f"{first}\n{addition.value}") > LONGEST_ANSWER:
        return refuse(state, Refusal.TOO_LONG)
    fallen = would_fall_away(dialog, state, step, whole, context)
    if fallen:
        return ask(state, ChangeWarned(step, fallen), mode=Mode.CONFIRMING_CHANGE, focus=step, proposed=whole)
    state = _with_answer(state, step, whole)
    events: list[Event] = [Answered(step, whole)]
    return _ask_about(dialog, state, step, addition, context, events, may_probe=False)


def confirm_change(dialog: Dialog, state: State, step: str, context: Context) -> Turn:
    """Records the proposed answer and drops those that fall away by it."""
    assert state.proposed is not None, "a change is only confirmed after it was proposed"
    fallen = would_fall_away(dialog, state, step, state.proposed, context)
    kept = {name: answer for name, answer in state.answers.items() if name not in fallen}
    changed = _with_answer(replace(state, answers=kept), step, state.proposed)
    events: list[Event] = [Answered(step, state.proposed), *(FellAway(name) for name in fallen)]
    return ask_next(dialog, changed, context, *events)


def _ask_about(
    dialog: Dialog,
    state: State,
    step: str,
    answer: Answer,
    context: Context,
    events: list[Event],
    *,
    may_probe: bool,
) -> Turn:
    """Goes on, or stays for the rest of a long text or for the one probe of a thin one."""
    text = answer.value if dialog.steps[step].kind is QuestionKind.TEXT else None
    if isinstance(text, str):
        if messenger_length(text) >= FULL_MESSAGE:
            return ask(state, *events, MoreExpected(step), mode=Mode.CONTINUING, focus=step)
        probe_left = dialog.steps[step].probe is not None and len(state.probed) < MOST_PROBES
        if may_probe and probe_left and is_thin(text, context.vocabulary):
            probing = replace(state, probed=(*state.probed, step))
            return ask(probing, *events, Probed(step), mode=Mode.PROBING, focus=step)
    return ask_next(dialog, state, context, *events)


def _with_answer(state: State, step: str, answer: Answer) -> State:
    return replace(state, answers={**state.answers, step: answer})


def _option_chosen(step: Step, answer: Answer) -> Option | None:
    return step.option(answer.value) if isinstance(answer.value, str) else None
