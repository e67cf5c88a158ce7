"""Where a conversation stands: answers so far, what is being asked, and how that is written down and read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dialogs.engine.model import Role

Value = str | int | tuple[str, ...]


class Status(StrEnum):
    """Whether a conversation is going on."""

    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    DISCARDED = "discarded"


class Mode(StrEnum):
    """What the next input is taken for while a conversation runs."""

    ASKING = "asking"
    PROBING = "probing"
    CONTINUING = "continuing"
    CHOOSING_CHANGE = "choosing_change"
    CONFIRMING_CHANGE = "confirming_change"
    CONFIRMING_DISCARD = "confirming_discard"
    REVIEWING = "reviewing"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered. `value` is None where the question was skipped on purpose; dates are ISO strings."""

    value: Value | None


@dataclass(frozen=True, slots=True)
class State:
    """Everything the engine needs to go on. `turn` counts what was asked, so that late taps can be told apart.

    `focus` is the step that is being changed, probed or confirmed; None means the first unanswered one.
    `before` is what was going on when the person asked to change or to discard something.
    """

    role: Role
    rotation: int = 0
    turn: int = 0
    status: Status = Status.RUNNING
    mode: Mode = Mode.ASKING
    answers: Mapping[str, Answer] = field(default_factory=dict)
    focus: str | None = None
    probed: tuple[str, ...] = ()
    selection: tuple[str, ...] = ()
    proposed: Answer | None = None
    before: Mode | None = None


def state_to_data(state: State) -> dict[str, Any]:
    """The state as JSON-ready data; `state_from_data` reads it back unchanged."""
    return {
        "role": state.role.value,
        "rotation": state.rotation,
        "turn": state.turn,
        "status": state.status.value,
        "mode": state.mode.value,
        "answers": {step: answer.value for step, answer in state.answers.items()},
        "focus": state.focus,
        "probed": state.probed,
        "selection": state.selection,
        "proposed": None if state.proposed is None else [state.proposed.value],
        "before": None if state.before is None else state.before.value,
    }


def state_from_data(data: Mapping[str, Any]) -> State:
    """Reads what `state_to_data` wrote. Raises KeyError or ValueError on anything else."""
    proposed = data["proposed"]
    return State(
        role=Role(data["role"]),
        rotation=data["rotation"],
        turn=data["turn"],
        status=Status(data["status"]),
        mode=Mode(data["mode"]),
        answers={step: _answer(value) for step, value in data["answers"].items()},
        focus=data["focus"],
        probed=tuple(data["probed"]),
        selection=tuple(data["selection"]),
        proposed=None if proposed is None else _answer(proposed[0]),
        before=None if data["before"] is None else Mode(data["before"]),
    )


def _answer(value: Any) -> Answer:
    return Answer(tuple(value) if isinstance(value, list) else value)
