"""The terminal as a channel: plain lines in, plain lines out; on a screen with line editing, numbers and colour.

Colour is never the only sign. Knows messages and buttons, nothing of dialogs or storage.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Callable
from itertools import count
from pathlib import Path

from bot.messages import Attachment, Button, Outgoing

CHANNEL = "terminal"
WIDEST = 88
SEVERAL = "fertig"
_NUMBERS = re.compile(r"\d{1,9}(?:[\s,;]+\d{1,9})*")


class Screen:
    """Prints messages and reads lines. `actions_line` words the line of commands.

    Attachments are written to the working directory; `file_line` says where one lies now, `no_file_line` that one
    could not be written. Nothing is ever cleared from a terminal.
    """

    def __init__(
        self, actions_line: Callable[[str], str], file_line: Callable[[str], str], no_file_line: Callable[[str], str]
    ) -> None:
        self.interactive = sys.stdin.isatty() and sys.stdout.isatty()
        self._actions_line, self._file_line, self._no_file_line = actions_line, file_line, no_file_line
        self._newest: tuple[Button, ...] = ()
        for stream in (sys.stdin, sys.stdout):
            with contextlib.suppress(AttributeError, ValueError):
                stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        if self.interactive:
            with contextlib.suppress(ImportError):
                import readline  # noqa: F401  gives input() line editing and a history

    def show(self, message: Outgoing) -> None:
        """Prints a message with its numbered answers and the commands that fit, and keeps its attachment."""
        if not (message.text or message.rows or message.attachment):
            return
        self._newest = tuple(button for row in message.rows for button in row)
        answers = [button for button in self._newest if button.answer]
        lines = [self._wrapped(message.text), ""] if message.text else []
        if message.attachment is not None:
            lines += [self._wrapped(self._kept(message.attachment)), ""]
        if answers:
            lines += [*self._numbered_lines(answers), ""]
        actions = [f"{button.label} (/{button.command})" for button in self._newest if not button.answer]
        if actions:
            lines += [self._dim(self._wrapped(self._actions_line(" · ".join(actions)))), ""]
        print("\n".join(lines), flush=True)

    def say(self, text: str) -> None:
        print(self._wrapped(text) + "\n", flush=True)

    def read(self) -> str | None:
        """The next line, None at the end of the input."""
        try:
            if self.interactive:
                line = input("› ")
                print()
                return line
            line = sys.stdin.readline()
        except EOFError:
            return None
        return line.rstrip("\r\n") if line else None

    def tokens(self, line: str) -> list[str]:
        """The tokens of the buttons that `line` means: a number or several, a command, Enter for the first way on.

        An empty list means that the line is text.
        """
        answers = [button for button in self._newest if button.answer]
        stripped = line.strip()
        if not stripped:
            finishing = [button.token for button in self._newest if button.command == SEVERAL]
            if finishing:
                return finishing
            return [answers[0].token] if answers and answers[0].command else []
        if stripped.startswith("/"):
            named = [button.token for button in self._newest if f"/{button.command}" == stripped.lower()]
            return named[:1]
        if not answers or not _NUMBERS.fullmatch(stripped):
            return []
        chosen = [self._numbered(answers, number) for number in re.findall(r"\d+", stripped)]
        if len(chosen) > 1 and not any(button.command == SEVERAL for button in self._newest):
            return []
        return [token for token in chosen if token is not None] if None not in chosen else []

    def _kept(self, attachment: Attachment) -> str:
        """What became of an attachment."""
        try:
            return self._file_line(str(write_new(attachment, Path.cwd())))
        except OSError:
            return self._no_file_line(attachment.name)

    def _numbered_lines(self, answers: list[Button]) -> list[str]:
        """One answer a line with its number; the values of a scale are their own numbers, in one line."""
        if all(button.label.isdecimal() for button in answers):
            return ["  " + "  ".join(self._bold(button.label) for button in answers)]
        return [f"  {self._bold(str(number))}  {button.label}" for number, button in enumerate(answers, start=1)]

    def _numbered(self, answers: list[Button], number: str) -> str | None:
        """On a scale the number is the label, elsewhere the place in the list."""
        by_label = next((button.token for button in answers if button.label == number), None)
        place = int(number) - 1
        return by_label or (answers[place].token if 0 <= place < len(answers) else None)

    def _wrapped(self, text: str) -> str:
        width = min(shutil.get_terminal_size().columns, WIDEST) if self.interactive else 0
        if not width:
            return text
        return "\n".join(
            textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in text.splitlines()
        )

    def _bold(self, text: str) -> str:
        return f"\033[1;36m{text}\033[0m" if self._coloured() else text

    def _dim(self, text: str) -> str:
        return f"\033[2m{text}\033[0m" if self._coloured() else text

    def _coloured(self) -> bool:
        return self.interactive and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def write_new(attachment: Attachment, folder: Path) -> Path:
    """Writes a file that only this user may read, under a new name if there is one already. Raises OSError."""
    name = Path(attachment.name)
    for number in count(1):
        path = folder / (name if number == 1 else f"{name.stem}-{number}{name.suffix}")
        with contextlib.suppress(FileExistsError), open(path, "xb", opener=_private) as file:
            try:
                file.write(attachment.content)
                file.flush()
            except OSError:
                path.unlink()
                raise
            return path
    raise AssertionError("there is always another number")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
