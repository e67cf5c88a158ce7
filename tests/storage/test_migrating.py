"""Migrations lead from nothing to what the tables say, change nothing twice, and leave foreign files alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import DatabaseError
from sqlmodel import SQLModel

import storage.tables
from storage.database import open_database, transaction
from storage.migrating import UnknownLayoutError, current_version, migrate, newest_version
from storage.people import name_of
from tests.storage.seeds import seed


def schema(engine: Engine) -> list[tuple[str, str]]:
    with transaction(engine) as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        return [(str(name), str(sql)) for name, sql in rows]


def test_from_nothing_to_the_newest_layout(url: str) -> None:
    engine = open_database(url)
    assert migrate(engine) == (None, newest_version())
    with transaction(engine) as connection:
        assert current_version(connection) == newest_version()
    engine.dispose()


def test_the_migrations_make_what_the_tables_say(engine: Engine) -> None:
    assert storage.tables.people.metadata is SQLModel.metadata
    with transaction(engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_every_index_of_the_tables_is_there(engine: Engine) -> None:
    with transaction(engine) as connection:
        look = inspect(connection)
        for table in SQLModel.metadata.sorted_tables:
            there = {index["name"] for index in look.get_indexes(table.name)}
            assert {index.name for index in table.indexes} <= there


@pytest.mark.usefixtures("only_sqlite")
def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    known = seed(engine)
    before = schema(engine)
    assert migrate(engine) == (newest_version(), newest_version())
    assert schema(engine) == before
    with transaction(engine) as connection:
        assert name_of(connection, known.person) == "Frau Ahorn"


@pytest.mark.usefixtures("only_sqlite")
def test_a_newer_layout_is_refused_and_left_alone(engine: Engine) -> None:
    with transaction(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = schema(engine)
    with pytest.raises(UnknownLayoutError, match=r"layout 9999.*install the newer version"):
        migrate(engine)
    assert schema(engine) == before
    with transaction(engine) as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "9999"


@pytest.mark.usefixtures("only_sqlite")
def test_the_database_of_another_program_is_refused_and_left_alone(url: str) -> None:
    engine = open_database(url)
    with transaction(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(UnknownLayoutError, match="another program"):
        migrate(engine)
    assert [name for name, _ in schema(engine)] == ["recipes"]
    engine.dispose()


@pytest.mark.usefixtures("only_sqlite")
@pytest.mark.parametrize("content", [b"Dear diary, " * 100, bytes(range(256)) * 20], ids=["text", "bytes"])
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, url: str, content: bytes) -> None:
    file = tmp_path / "nachklang.db"
    file.write_bytes(content)
    engine = open_database(url)
    with pytest.raises((UnknownLayoutError, DatabaseError)):
        migrate(engine)
    engine.dispose()
    assert file.read_bytes() == content


@pytest.mark.usefixtures("only_sqlite")
def test_a_migration_that_fails_half_way_leaves_nothing_behind(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_database(url)
    made = 0

    def fail_late(*args: object, **kwargs: object) -> None:
        nonlocal made
        made += 1
        if made > 5:
            raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("alembic.ddl.impl.DefaultImpl.create_index", fail_late)
        with pytest.raises(OSError, match="disk is full"):
            migrate(engine)
    assert schema(engine) == []
    migrate(engine)
    assert "person" in [name for name, _ in schema(engine)]
    engine.dispose()
