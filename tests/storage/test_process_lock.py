"""One process serves a channel of a database; the lock is freed at the end and by the end of a process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from storage.process_lock import AlreadyRunningError, only_process

HOLDER = """
import sys
from storage.database import open_database
from storage.process_lock import only_process
with only_process(open_database(sys.argv[1]), "telegram"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_one_is_refused_with_a_way_out(engine: Engine) -> None:
    with (
        only_process(engine, "telegram"),
        pytest.raises(AlreadyRunningError, match=r"telegram.*NACHKLANG_DATABASE_URL"),
        only_process(engine, "telegram"),
    ):
        raise AssertionError("two at once")


def test_the_lock_is_free_afterwards_and_other_channels_are_not_concerned(engine: Engine) -> None:
    for _ in range(2):
        with only_process(engine, "telegram"), only_process(engine, "terminal"):
            pass


def test_a_killed_process_leaves_no_lock_behind(engine: Engine, url: str) -> None:
    root = Path(__file__).parents[2]
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, url], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(AlreadyRunningError), only_process(engine, "telegram"):
            raise AssertionError("two at once")
        holder.kill()
        holder.wait(timeout=30)
    with only_process(engine, "telegram"):
        pass
