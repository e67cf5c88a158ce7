"""The role matrix as a Markdown table, made from the rights and the commands; `python -m bot.role_matrix` prints it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.commands import COMMANDS, CaseCommand
from bot.rights import MATRIX, ROLES, Right
from dialogs.engine.model import Role
from storage.releases import Room

# Who reads a room beside the author; nobody else's private answers are read by anyone.
READERS = {Room.TEAM: Right.READ_TEAM, Room.REPORT: Right.READ_REPORT, Room.COACHEE: Right.READ_SHARED}
YES, NO = "✓", "–"


def allowed(command: str, role: Role) -> bool:
    """Whether somebody with this role alone may use the command."""
    found = COMMANDS[command]
    if isinstance(found, CaseCommand):
        return found.needs in MATRIX[role]
    return found.needs is None or found.needs in MATRIX[role]


def reads(room: Room, role: Role) -> bool:
    """Whether somebody with this role reads what others released to the room."""
    return room in READERS and READERS[room] in MATRIX[role]


def matrix_table() -> str:
    """Rooms first, then every command that is not for everybody."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "| | " + " | ".join(ROLES) + " |"
    yield "|---" * (len(ROLES) + 1) + "|"
    for room in Room:
        yield _line(f"reads room *{room.value}* of others", [reads(room, role) for role in ROLES])
    for name in sorted(COMMANDS):
        marks = [allowed(name, role) for role in ROLES]
        if not all(marks):
            yield _line(f"`{name}`", marks)
    everybody = ", ".join(f"`{name}`" for name in sorted(COMMANDS) if all(allowed(name, role) for role in ROLES))
    yield ""
    yield f"Everybody: {everybody}."


def _line(name: str, marks: list[bool]) -> str:
    return f"| {name} | " + " | ".join(YES if mark else NO for mark in marks) + " |"


if __name__ == "__main__":
    print(matrix_table())
