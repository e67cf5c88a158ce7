"""Replays one journey: reads the person's lines and the stage directions, and writes down what the bot says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from bot.messages import Outgoing
from dialogs.engine.model import Phase, Register, Role
from storage.cases import all_cases
from storage.database import transaction
from storage.exporting import export_cases
from storage.follow_ups import Wave
from storage.invitations import create_invitation
from storage.people import set_register
from tests.journey import Chat, Clock, add_case, add_person, open_app, take_out
from tests.journeys.asked import ask_after_the_end

_CASE = re.compile(r"Fall (\w+), Phase (\w+), Rolle (\w+)")
_REGISTER = re.compile(r"Sprache (\w+)")
_INVITATION = re.compile(r"Einladung (\w+), Name ([^,]+), Rolle (\w+)")
_LATER = re.compile(r"(\d+) (Minuten?|Stunden?|Tage?|Wochen?) später")
_CHECK_IN = re.compile(r"Nachfrage (\w+)")
_UNITS = {"Minute": "minutes", "Stunde": "hours", "Tag": "days", "Woche": "weeks"}
_MARKS = ("> ", "* ", "# ")
NAME = "Frau Linde"


def replay(script: str, folder: Path) -> str:
    """The journey as it goes today. The bot's lines in `script` are ignored, everything else stays as it is."""
    stage = _Stage(folder)
    try:
        blocks = []
        for line in script.splitlines():
            if line.startswith("#"):
                blocks.append([line])
            elif line.startswith(("> ", "* ")):
                blocks.append([line, *_performed(stage, line)])
        return _joined(blocks)
    finally:
        stage.close()


def _performed(stage: _Stage, line: str) -> list[str]:
    try:
        return stage.perform(line)
    except AssertionError as error:
        raise AssertionError(f"at '{line}': {error}") from None


def _joined(blocks: list[list[str]]) -> str:
    """Lines that nothing was said to stay together; a blank line goes around everything the bot says."""
    lines: list[str] = []
    for number, block in enumerate(blocks):
        follows = number > 0 and (
            len(block) > 1 or len(blocks[number - 1]) > 1 or block[0][0] != blocks[number - 1][0][0]
        )
        lines += [*([""] if follows else []), *block]
    return "\n".join(lines) + "\n"


class _Stage:
    def __init__(self, folder: Path) -> None:
        self._clock = Clock()
        self._app = open_app(folder, self._clock)
        self._chat = Chat(self._app, self._clock, "journey")
        self._person: int | None = None

    def close(self) -> None:
        self._app.close()

    def perform(self, line: str) -> list[str]:
        """What follows from one line, as lines of the journey."""
        said = line[2:].strip()
        if line.startswith("* "):
            return self._direct(said)
        if said.startswith("[") and said.endswith("]"):
            return _shown(self._chat.taps(said[1:-1]))
        return _shown(self._chat.writes(said))

    def _direct(self, direction: str) -> list[str]:
        if case := _CASE.fullmatch(direction):
            add_case(self._app, self._somebody(), case[1], Role(case[3]), Phase(case[2]))
        elif register := _REGISTER.fullmatch(direction):
            with transaction(self._app.engine) as connection:
                set_register(connection, self._somebody(), Register(register[1]))
        elif invitation := _INVITATION.fullmatch(direction):
            token, name, role = invitation.groups()
            now = self._clock.now
            with transaction(self._app.engine) as connection:
                create_invitation(connection, token, Role(role), name, None, now, now + timedelta(days=7))
        elif later := _LATER.fullmatch(direction):
            unit = next(unit for word, unit in _UNITS.items() if later[2].startswith(word))
            self._clock.move(**{unit: int(later[1])})
        elif check_in := _CHECK_IN.fullmatch(direction):
            ask_after_the_end(self._app, self._somebody(), Wave(check_in[1]))
            self._chat.heard += take_out(self._app, "journey")
            return _shown(self._chat.heard[-1:])
        elif direction == "Gespeichert":
            return ["", *self._stored()]
        else:
            raise AssertionError(f"nobody knows what '* {direction}' means; see tests/journeys/__init__.py")
        return []

    def _somebody(self) -> int:
        if self._person is None:
            self._person = add_person(self._app, NAME, "journey")
        return self._person

    def _stored(self) -> Iterator[str]:
        with transaction(self._app.engine) as connection:
            cases = export_cases(connection, [case.id for case in all_cases(connection)])
        for case in cases:
            for conversation in case["conversations"]:
                yield f"{conversation['dialog']}, Fall {case['pseudonym']}, {conversation['status']}"
                for answer in conversation["answers"]:
                    for revision in answer["revisions"]:
                        yield f"{answer['step']} ({revision['revision']}): {revision['question']}"
                        text = "(fällt weg)" if revision["fell_away"] else revision["answer"]
                        yield from (f"    {part}" for part in text.splitlines())


def _shown(messages: list[Outgoing]) -> list[str]:
    lines: list[str] = []
    for message in messages:
        lines.append("" if not lines else "---")
        lines += message.text.splitlines()
        lines += ["  " + " ".join(f"[{button.label}]" for button in row) for row in message.rows]
    assert not [line for line in lines if line.startswith(_MARKS)], "the bot's words would read as stage directions"
    return lines
