"""Connections are opened safely, transactions hold together, and two writers at once lose nothing."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError, StatementError

from dialogs.engine.model import Register
from dialogs.engine.state import Answer
from storage.answers import Revision, record_revisions
from storage.database import (
    SQLITE_VERSION,
    DatabaseAddressError,
    file_of,
    open_database,
    parse_url,
    transaction,
)
from storage.exporting import export_cases
from storage.facts import recall, remember
from storage.people import create_person, person_at
from storage.tables import people
from tests.keys import open_keys
from tests.storage.seeds import NOW, seed, walk


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)]
)
@pytest.mark.usefixtures("only_sqlite")
def test_every_connection_is_careful(engine: Engine, pragma: str, value: object) -> None:
    first, second = engine.raw_connection(), engine.raw_connection()
    for connection in (first, second):
        found = connection.cursor().execute(f"PRAGMA {pragma}").fetchone()
        assert found is not None
        assert found[0] == value
        connection.close()


def test_sqlite_is_new_enough_for_several_writers() -> None:
    assert tuple(int(part) for part in SQLITE_VERSION.split(".")) >= (3, 51, 3)


@pytest.mark.usefixtures("only_sqlite")
def test_what_was_removed_is_overwritten_in_the_file(engine: Engine, tmp_path: Path) -> None:
    marked = "Wacholderbeere" * 20
    with transaction(engine) as connection:
        remember(connection, "bot_name", marked)  # a place that is not sealed
    with transaction(engine) as connection:
        connection.exec_driver_sql("DELETE FROM fact")
    with engine.connect() as connection:
        connection.rollback()
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"Wacholderbeere" not in (tmp_path / "nachklang.db").read_bytes()


def test_a_transaction_that_fails_leaves_nothing(engine: Engine) -> None:
    def fail_half_way() -> None:
        with transaction(engine) as connection:
            create_person(connection, "Frau Ahorn", "telegram", "1", NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with transaction(engine) as connection:
        assert person_at(connection, "telegram", "1") is None


def test_rows_that_point_nowhere_are_refused(engine: Engine) -> None:
    seed(engine)
    with pytest.raises(IntegrityError), transaction(engine) as connection:
        connection.exec_driver_sql("UPDATE address SET person_id = 99")


def test_a_datetime_without_a_zone_is_refused(engine: Engine) -> None:
    with pytest.raises(StatementError, match="without a time zone"), transaction(engine) as connection:
        create_person(connection, "Frau Ahorn", "telegram", "1", datetime(2026, 3, 2))  # noqa: DTZ001  that is the point


def test_datetimes_come_back_as_the_same_moment(engine: Engine) -> None:
    seed(engine)
    with transaction(engine) as connection:
        stored = connection.execute(select(people.c.created_at)).scalar_one()
    assert stored == NOW
    assert stored.tzinfo is not None


@pytest.mark.usefixtures("only_sqlite")
def test_two_connections_that_write_at_once_lose_nothing(engine: Engine, url: str, tmp_path: Path) -> None:
    known = seed(engine)
    keys = open_keys(tmp_path)  # as another process opens them
    other = open_database(url, keys)
    ready = threading.Barrier(2)

    def write(database: Engine, name: str) -> None:
        ready.wait(timeout=30)
        for number in range(40):
            with transaction(database) as connection:
                remember(connection, "count", str(int(recall(connection, "count") or 0) + 1))
                revision = Revision("meldung", Answer(f"{name} {number}"), "Wer?", f"{name} {number}")
                record_revisions(connection, walk(connection, known), Register.STANDARD, [revision], NOW)

    with ThreadPoolExecutor(2) as threads:
        for future in [threads.submit(write, engine, "one"), threads.submit(write, other, "two")]:
            future.result(timeout=60)
    with transaction(engine) as connection:
        assert recall(connection, "count") == "80"
        (case,) = export_cases(connection, [known.case])
    (answer,) = case["conversations"][0]["answers"]
    rows = answer["revisions"]
    assert [row["revision"] for row in rows] == list(range(1, 81))
    assert sorted(row["answer"] for row in rows) == sorted(f"{n} {i}" for n in ("one", "two") for i in range(40))
    other.dispose()
    keys.store.close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "not a database URL"),
        ("mysql://localhost/x", "only sqlite"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_an_address_that_cannot_be_used_is_explained(url: str, said: str) -> None:
    with pytest.raises(DatabaseAddressError, match=said) as refused:
        parse_url(url)
    assert "sqlite:///nachklang.db" in str(refused.value)


@pytest.mark.usefixtures("only_sqlite")
def test_the_file_behind_a_database(engine: Engine, tmp_path: Path) -> None:
    assert file_of(engine) == tmp_path / "nachklang.db"


@pytest.mark.usefixtures("only_sqlite")
def test_a_new_file_is_for_its_owner_only(engine: Engine, tmp_path: Path) -> None:
    assert (tmp_path / "nachklang.db").stat().st_mode & 0o077 == 0
