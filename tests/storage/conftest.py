"""A migrated database in a temporary file, and a case with one person in it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from storage.database import open_database
from storage.encryption import Vault
from storage.migrating import migrate
from tests.keys import open_keys
from tests.postgres import create_database, postgres_server
from tests.prepared import put_database


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with postgres_server() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind. Tests about SQLite's files ask for `only_sqlite`."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'nachklang.db'}"
    if "only_sqlite" in request.fixturenames:
        pytest.skip("this is about SQLite")
    return create_database(request.getfixturevalue("server"), uuid.uuid4().hex)


@pytest.fixture
def only_sqlite() -> None:
    """Asked for by tests about the file of a SQLite database."""


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """The keys of the database, in a folder beside it."""
    opened = open_keys(tmp_path)
    yield opened
    opened.store.close()


@pytest.fixture
def engine(url: str, vault: Vault, tmp_path: Path) -> Iterator[Engine]:
    if url.startswith("sqlite"):
        put_database(tmp_path)
    opened = open_database(url, vault)
    migrate(opened)
    yield opened
    opened.dispose()
