"""What a button carries: either an action in one turn of one conversation, or a way through the menus.

At most 64 bytes, because Telegram takes no more.
"""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.engine.inputs import Action, Tap


@dataclass(frozen=True, slots=True)
class TurnToken:
    """An action that belongs to one turn of a conversation."""

    conversation: int
    turn: int
    tap: Tap

    def __str__(self) -> str:
        return f"c.{self.conversation}.{self.turn}.{self.tap.action}.{self.tap.argument}"


@dataclass(frozen=True, slots=True)
class MenuToken:
    """A way through the menus: a command with its argument. Means the same whenever it is tapped."""

    command: str
    argument: str = ""

    def __str__(self) -> str:
        return f"m.{self.command}.{self.argument}"


def read_token(text: str) -> TurnToken | MenuToken | None:
    """The token behind `text`, None if it is none (a button of a version long gone, or made up)."""
    kind, _, rest = text.partition(".")
    parts = rest.split(".", 3)
    try:
        if kind == "m" and rest:
            command, _, argument = rest.partition(".")
            return MenuToken(command, argument)
        if kind == "c" and len(parts) == 4:
            return TurnToken(_number(parts[0]), _number(parts[1]), Tap(Action(parts[2]), parts[3]))
    except ValueError:
        return None
    return None


def _number(text: str) -> int:
    """A number that fits a column of the database. Raises ValueError for anything that was made up."""
    if not text.isdecimal() or len(text) > 18:
        raise ValueError("not a number of ours")
    return int(text)
