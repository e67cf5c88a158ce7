"""A PostgreSQL server of our own, started from the machine's binaries where there are any; otherwise tests skip."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

OWNER = "nachklang"


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a fresh server, as a URL without a database. Skips the test if PostgreSQL is not installed."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed on this machine")
    folder = Path(tempfile.mkdtemp(prefix="nachklang-postgres-"))
    user = "nobody" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    if user is not None:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        command = [str(binaries / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, user=user, cwd=folder)

    port = _free_port()
    run("initdb", "-U", OWNER, "-A", "trust", "--no-sync", "-E", "UTF8", "--locale", "C")
    options = f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off"
    run("pg_ctl", "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        yield f"postgresql://{OWNER}@127.0.0.1:{port}"
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def create_database(server: str, name: str) -> str:
    """The URL of a new, empty database."""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return f"{server}/{name}"


def _binaries() -> Path | None:
    """The folder with initdb and pg_ctl: on the PATH, or where Debian keeps them."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((folder for folder in reversed(folders) if (folder / "pg_ctl").exists()), None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
