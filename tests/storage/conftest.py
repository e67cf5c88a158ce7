"""A migrated database in a temporary file, and a case with one person in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from storage.database import open_database
from storage.migrating import migrate


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'nachklang.db'}"


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    opened = open_database(url)
    migrate(opened)
    yield opened
    opened.dispose()
