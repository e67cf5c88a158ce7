"""One process per channel and database: a lock on a file beside the database, freed by the system at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bot.errors import AlreadyRunningError


@contextmanager
def only_process(database_file: Path, channel: str) -> Iterator[None]:
    """Holds the lock while the block runs. Raises AlreadyRunningError if another process holds it."""
    lock_file = database_file.with_name(f"{database_file.name}.{channel}.lock")
    with lock_file.open("a") as handle:
        if not _lock(handle):
            raise AlreadyRunningError(channel)
        yield


def _lock(handle: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
