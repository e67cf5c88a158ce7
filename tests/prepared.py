"""An installation as it is after its first start, made once for all tests and copied: migrating anew takes longest."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from bot.app import build_app
from bot.settings import KEYS_FOLDER, read_settings
from tests.builders import real_content

DATABASE = "nachklang.db"
MADE_AT = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)


def put_installation(folder: Path) -> None:
    """Database and keys of a new installation, unless there is something already."""
    if not (folder / DATABASE).exists() and not (folder / KEYS_FOLDER).exists():
        put_database(folder)
        shutil.copytree(_installation() / KEYS_FOLDER, folder / KEYS_FOLDER)


def put_database(folder: Path) -> None:
    """An empty database of the newest layout. Nothing in it is sealed, so any keys fit."""
    shutil.copyfile(_installation() / DATABASE, folder / DATABASE)
    (folder / DATABASE).chmod(0o600)


@cache
def _installation() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="nachklang-prepared-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    settings = read_settings({"NACHKLANG_DATABASE_URL": f"sqlite:///{folder / DATABASE}"}, folder)
    build_app(settings, lambda: MADE_AT, real_content()).close()
    return folder
