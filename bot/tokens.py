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
        if kind == "c" and len(parts) == 4 and all(part.isdecimal() and len(part) <= 18 for part in parts[:2]):
            return TurnToken(int(parts[0]), int(parts[1]), Tap(Action(parts[2]), parts[3]))
    except ValueError:
        return None
    return None
