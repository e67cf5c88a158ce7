"""An installation that the command line works on: the database and keys of the app fixture, and what its files hold."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from bot.app import App
from storage.database import transaction
from storage.members import Member, members_of


def use_installation(app: App, monkeypatch: pytest.MonkeyPatch) -> Path:
    """From now on commands use the database and the keys of `app`. Returns the folder of both."""
    monkeypatch.setenv("NACHKLANG_DATABASE_URL", app.engine.url.render_as_string())
    return Path(str(app.engine.url.database)).parent


def fingerprints(folder: Path) -> dict[str, str]:
    """What every file in a folder holds, as a hash."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def members(app: App, case_id: int) -> list[Member]:
    with transaction(app.engine) as connection:
        return members_of(connection, case_id)
