"""What a person can do: write something, or tap one of the actions that are offered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """The actions behind buttons and commands. The short values travel inside button tokens."""

    CHOOSE = "c"
    SELECT = "s"
    UNSELECT = "u"
    SELECTION_DONE = "d"
    SKIP = "k"
    BACK = "b"
    CHANGE = "e"
    CHANGE_STEP = "f"
    KEEP = "l"
    CONFIRM = "y"
    PAUSE = "p"
    DISCARD = "x"
    EXPLAIN = "w"
    REPEAT = "q"


@dataclass(frozen=True, slots=True)
class Write:
    """Free text as the person sent it."""

    text: str


@dataclass(frozen=True, slots=True)
class Tap:
    """An action, with the option, value or step it is about where it needs one."""

    action: Action
    argument: str = ""


Input = Write | Tap
