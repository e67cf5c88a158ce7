"""Starts the real program again and again without the second that importing takes: a parent forks child after child.

Run with `python -m tests.bot.telegram.nursery`: each line on stdin starts one `nachklang run`, whose process id is
printed; when it has ended, "gone" is printed. Doubtful sends are looked at sooner than usual, to keep tests short.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Self

DOUBT_SECONDS = 0.3
WAIT = 30.0
BEGINS_AT = "NURSERY_BEGINS_AT"
"""Set in the environment, it is the time that the children think it is when their parent starts."""


class Nursery:
    """`async with` it; at most one child lives at a time."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self._environment, self._folder = environment, folder
        self._parent: asyncio.subprocess.Process | None = None
        self._child = 0

    async def __aenter__(self) -> Self:
        module = ("-m", "tests.bot.telegram.nursery")
        with (self._folder / "errors.txt").open("w") as errors:
            self._parent = await asyncio.create_subprocess_exec(
                sys.executable,
                *module,
                env=self._environment,
                cwd=self._folder,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=errors,
            )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._child:
            await self.ends(signal.SIGKILL)
        assert self._parent is not None
        assert self._parent.stdin is not None
        self._parent.stdin.close()
        await asyncio.wait_for(self._parent.wait(), WAIT)

    @property
    def errors(self) -> str:
        return (self._folder / "errors.txt").read_text()

    async def starts(self) -> None:
        assert self._parent is not None
        assert self._parent.stdin is not None
        self._parent.stdin.write(b"\n")
        self._child = int(await self._line())

    async def ends(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):  # it has ended by itself; the caller looks at the errors
            os.kill(self._child, number)
        assert await self._line() == "gone"
        self._child = 0

    async def _line(self) -> str:
        assert self._parent is not None
        assert self._parent.stdout is not None
        return (await asyncio.wait_for(self._parent.stdout.readline(), WAIT)).decode().strip()


def raise_children() -> None:
    import bot.delivery
    from bot.cli import main

    if BEGINS_AT in os.environ:
        ahead = datetime.fromisoformat(os.environ[BEGINS_AT]) - datetime.now(UTC)
        running: Any = import_module("bot.cli.run")
        running.build_app = partial(running.build_app, clock=lambda: datetime.now(UTC) + ahead)

    bot.delivery.DOUBT_FOR = timedelta(seconds=DOUBT_SECONDS)
    while sys.stdin.readline():
        child = os.fork()
        if not child:
            sys.argv = ["nachklang", "run"]
            main()
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("gone", flush=True)


if __name__ == "__main__":
    raise_children()
