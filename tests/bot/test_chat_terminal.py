"""`nachklang chat` on a real terminal: a prompt, numbers, colour that is never the only sign, and a friendly end."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.called import command, surroundings

END_OF_INPUT = "\x04"


class Terminal:
    """A person at a keyboard with a screen of 60 columns."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self._keyboard, screen = pty.openpty()
        termios.tcsetwinsize(screen, (40, 60))
        self.process = subprocess.Popen(
            command("chat"),
            cwd=folder,
            env=surroundings(TERM="xterm-256color", LANG="C.UTF-8", **environment),
            stdin=screen,
            stdout=screen,
            stderr=screen,
            start_new_session=True,
        )
        os.close(screen)
        self.seen = ""
        self._bytes = b""

    def types(self, text: str) -> None:
        os.write(self._keyboard, text.encode())

    def shows(self, awaited: str) -> str:
        """Everything on the screen since the last time, once `awaited` is part of it."""
        before = len(self.seen)
        while awaited not in self.seen[before:]:
            if not select.select([self._keyboard], [], [], 60)[0]:
                raise AssertionError(f"'{awaited}' did not appear after:\n{self.seen[before:]}")
            try:
                self._bytes += os.read(self._keyboard, 65_536)
            except OSError:
                raise AssertionError(f"it ended before '{awaited}' appeared:\n{self.seen[before:]}") from None
            self.seen = self._bytes.decode(errors="ignore")
        return self.seen[before:]

    def closes(self) -> None:
        self.process.kill()
        self.process.wait(timeout=60)
        os.close(self._keyboard)


@pytest.fixture
def terminal(here: Path) -> Iterator[Terminal]:
    opened = Terminal(here)
    yield opened
    opened.closes()


def test_a_conversation_on_a_terminal(terminal: Terminal) -> None:
    assert "\033[1;36m1\033[0m" in terminal.shows("› ")
    terminal.types("\n")
    first = terminal.shows("› ")
    assert "Frage 1 von 6" in first
    assert max(len(line) for line in first.splitlines() if "\033" not in line) <= 60
    terminal.types("1\n")
    assert "Frage 2 von 6" in terminal.shows("› ")
    terminal.types("Er hat gefragtt\x7f, ob er helfen kann.\n")
    assert "Frage 3 von 6" in terminal.shows("› ")
    terminal.types("/zurueck\n")
    assert "Er hat gefragt, ob er helfen" in terminal.shows("› ").replace("\r\n", " ")
    terminal.types(END_OF_INPUT)
    terminal.shows("Bis zum nächsten Mal")
    assert terminal.process.wait(timeout=60) == 0
    assert "Traceback" not in terminal.seen


def test_without_colour_if_that_is_wanted(here: Path) -> None:
    plain = Terminal(here, NO_COLOR="1")
    try:
        assert "\033[1;36m" not in plain.shows("› ")
    finally:
        plain.closes()
