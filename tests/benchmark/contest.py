"""Nachklang and the echo bot in turns, so that whatever else the machine does hits both of them."""

from __future__ import annotations

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


async def contest(load: Load, rounds: int) -> Contest:
    """Both bots, `rounds` times in turns."""
    ours: list[Measured] = []
    theirs: list[Measured] = []
    lost = 0
    for _ in range(rounds):
        one, missing = await reflections(load)
        ours.append(one)
        lost += missing
        greetings = [f"Hallo {number}" for number in range(load.people)]
        theirs.append(await measure(replace(load, echo=True), greetings, ECHO, {}))
    return Contest(together(ours), together(theirs), lost)


async def reflections(load: Load, cases: int = 0) -> tuple[Measured, int]:
    """One measurement of Nachklang on a fresh database with so many other cases; and how many answers it lost."""
    with tempfile.TemporaryDirectory(prefix="nachklang-bench-") as name:
        folder = Path(name)
        invitations = prepare(folder, load.people, cases)
        measured = await measure(load, invitations, NACHKLANG, environment(folder))
        stored = stored_texts(folder, load.people)
    lost = sum(
        one != two
        for typed, kept in zip(measured.typed, stored, strict=True)
        for one, two in zip(typed, [*kept[: len(typed)], *[""] * (len(typed) - len(kept))], strict=True)
    )
    return measured, lost + sum(max(len(kept) - len(typed) - 1, 0) for typed, kept in zip(measured.typed, stored, strict=True))
