"""The keys of an installation in a folder, opened as the program opens them, for tests that open a database alone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bot.app import open_vault
from bot.settings import read_settings
from storage.encryption import Vault

MADE_AT = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)


def open_keys(folder: Path) -> Vault:
    """The vault that belongs to a database in `folder`; made if there is none yet. Close it with `store.close()`."""
    settings = read_settings({"NACHKLANG_DATABASE_URL": f"sqlite:///{folder / 'nachklang.db'}"}, folder)
    return open_vault(settings, MADE_AT)
