"""One thread for all work on the database, so that waiting for the disk never holds up the network."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Returned = TypeVar("Returned")


class DatabaseThread:
    """Runs functions one after the other, in the order they were handed over."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")

    async def run(self, function: Callable[Given, Returned], *args: Given.args, **kwargs: Given.kwargs) -> Returned:
        """The result of `function`, or whatever it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, partial(function, *args, **kwargs))

    def close(self) -> None:
        self._executor.shutdown()
