"""Nachklang and the echo bot in turns, so that whatever else the machine does hits both of them."""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from tests.benchmark.databases import environment, prepare, stored_texts
from tests.benchmark.load import Load
from tests.benchmark.measuring import Measured, measure, together

NACHKLANG = [str(Path(sys.executable).with_name("nachklang")), "run"]
ECHO = [sys.executable, "-m", "tests.benchmark.echo_bot", "{url}"]


@dataclass(frozen=True, slots=True)
class Contest:
    """What both bots did under the same load; `lost` counts typed answers that are missing or out of order on disk."""

    nachklang: Measured
    echo: Measured
    lost: int


async def contest(load: Load, rounds: int, echo_seconds: float) -> Contest:
    """Both bots, `rounds` times in turns; the echo bot is stopped after `echo_seconds` each time."""
    ours: list[Measured] = []
    theirs: list[Measured] = []
    lost = 0
    greetings = [f"Hallo {number}" for number in range(load.people)]
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="nachklang-bench-") as name:
            ours.append(await reflections(load, Path(name), prepare(Path(name), load.people)))
            lost += _lost(ours[-1].typed, stored_texts(Path(name), load.people))
        theirs.append(await measure(replace(load, echo=True, seconds=echo_seconds), greetings, ECHO, {}))
    return Contest(together(ours), together(theirs), lost)


async def growth(load: Load, cases: tuple[int, int], rounds: int) -> tuple[Measured, Measured]:
    """The same reflections with few and with many cases in the database, in turns."""
    found: tuple[list[Measured], list[Measured]] = ([], [])
    with tempfile.TemporaryDirectory(prefix="nachklang-bench-") as name:
        made = []
        for number in cases:
            folder = Path(tempfile.mkdtemp(dir=name))
            made.append((folder, prepare(folder, load.people, number - load.people)))
        for turn in range(rounds):
            for (folder, invitations), measured in zip(made, found, strict=True):
                copy = Path(name, f"{folder.name}-{turn}")
                shutil.copytree(folder, copy)
                measured.append(await reflections(load, copy, invitations))
    return together(found[0]), together(found[1])


async def reflections(load: Load, folder: Path, invitations: list[str]) -> Measured:
    """One measurement of the real process with the database in `folder`."""
    return await measure(load, invitations, NACHKLANG, environment(folder))


def _lost(typed: list[list[str]], stored: list[list[str]]) -> int:
    """Answers that got a next question but are not on disk where they belong, and answers that nobody gave.

    When the time was up, a last answer may be stored whose next question did not come in time.
    """
    wrong = 0
    for given, kept in zip(typed, stored, strict=True):
        wrong += sum(one != two for one, two in zip(given, kept, strict=False))
        wrong += max(len(given) - len(kept), 0) + max(len(kept) - len(given) - 1, 0)
    return wrong
