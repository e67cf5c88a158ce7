"""The way through a dialog: which steps the answers lead over, what comes next, how long it can still be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.engine.conditions import CONDITIONS, Situation
from dialogs.engine.model import END, PAUSE, Branch, Dialog, Step
from dialogs.engine.state import Answer


@dataclass(frozen=True, slots=True)
class Walk:
    """The answered steps in the order of the way, and the first unanswered one (None at the end)."""

    answered: tuple[str, ...]
    current: str | None


def walk(dialog: Dialog, situation: Situation) -> Walk:
    """Follows the answers of `situation` from the start. Ends because the loader forbids cycles."""
    answered: list[str] = []
    target = _take(dialog.start, situation)
    while target != END and target in situation.answers:
        answered.append(target)
        target = _way_on(dialog.steps[target], situation.answers[target], situation)
    return Walk(tuple(answered), None if target == END else target)


def falling_away(dialog: Dialog, situation: Situation) -> tuple[str, ...]:
    """The answered steps that can no longer come up, in the order of the content.

    An answer stays when a question in between is still open and the way may lead over it again.
    """
    walked = walk(dialog, situation)
    kept = {*walked.answered, *_ahead(dialog, walked.current)}
    return tuple(step for step in dialog.steps if step in situation.answers and step not in kept)


def targets(step: Step) -> tuple[str, ...]:
    """Every place a step can lead to, pausing not included."""
    own = tuple(option.goto for option in step.options if option.goto not in (None, PAUSE))
    return tuple(dict.fromkeys([*(goto for goto in own if goto), *(branch.goto for branch in step.next)]))


def position(dialog: Dialog, step: str, answered: tuple[str, ...]) -> tuple[int, int]:
    """Number of the question `step` and how many there are at most, counting only counted steps.

    `answered` is the way to `step`. A step that only completes the one before carries that one's number.
    """
    before = sum(dialog.steps[name].counted for name in answered)
    number = before + (1 if dialog.steps[step].counted else 0)
    return max(number, 1), max(before + dialog.longest_ways[step], number, 1)


def longest_ways(steps: Mapping[str, Step]) -> dict[str, int]:
    """How many counted questions can follow at most from each step on, itself included. Expects no cycles."""
    lengths: dict[str, int] = {END: 0}

    def length(name: str) -> int:
        if name not in lengths:
            lengths[name] = int(steps[name].counted) + max(length(target) for target in targets(steps[name]))
        return lengths[name]

    return {name: length(name) for name in steps}


def _ahead(dialog: Dialog, current: str | None) -> set[str]:
    """Every step that the way may still lead over from the open question on."""
    ahead: set[str] = set()
    waiting = [] if current is None else [current]
    while waiting:
        step = waiting.pop()
        if step != END and step not in ahead:
            ahead.add(step)
            waiting += targets(dialog.steps[step])
    return ahead


def _way_on(step: Step, answer: Answer, situation: Situation) -> str:
    if isinstance(answer.value, str):
        option = step.option(answer.value)
        if option is not None and option.goto is not None and option.goto != PAUSE:
            return option.goto
    return _take(step.next, situation)


def _take(branches: tuple[Branch, ...], situation: Situation) -> str:
    for branch in branches:
        if branch.when is None or CONDITIONS[branch.when](situation):
            return branch.goto
    raise AssertionError("the loader lets no list of branches end without an unconditional one")
