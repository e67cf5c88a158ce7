"""What came of calling `nachklang`, in this process or as one of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ENTRY = "from bot.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Called:
    """How a call ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """The one sentence an operator gets. Nothing is on standard output, and there is no traceback."""
        assert self.out == ""
        assert "Traceback" not in self.err
        return self.err.strip()


def process(folder: Path, *arguments: str, given: bytes = b"", **environment: str) -> Called:
    """Calls `nachklang` as a process of its own with `given` on its standard input."""
    ended = subprocess.run(
        command(*arguments),
        cwd=folder,
        env=surroundings(**environment),
        input=given,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Called(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", ENTRY, *arguments]


def surroundings(**environment: str) -> dict[str, str]:
    """As little environment as possible: no locale, no terminal, nothing of Nachklang set."""
    return {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "LANG": "C", **environment}
