"""The log of who did what: whatever is done to it behind the program's back is found and told in words."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from storage.audit import (
    AuditEvent,
    count,
    entries_about,
    entries_of_case,
    newest_entries,
    record,
    remember_end,
    verify,
)
from storage.database import transaction
from storage.tables import audit
from tests.storage.seeds import NOW


def unprotect(connection: Connection) -> None:
    """What somebody with the rights of the database's owner can do."""
    if connection.dialect.name == "sqlite":
        for trigger in ("audit_unchanged", "audit_kept", "audit_not_replaced"):
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
    else:
        connection.exec_driver_sql("DROP TRIGGER audit_kept ON audit")


def problems(engine: Engine) -> list[str]:
    with transaction(engine) as connection:
        return verify(connection)


def tamper(engine: Engine, *statements: str) -> list[str]:
    with transaction(engine) as connection:
        unprotect(connection)
        for statement in statements:
            connection.exec_driver_sql(statement)
    return problems(engine)


@pytest.fixture
def log(engine: Engine) -> Engine:
    """Six entries of persons 1 and 2 in cases 1 and 2, whose end is remembered."""
    with transaction(engine) as connection:
        for number in range(6):
            at = NOW + timedelta(minutes=number)
            record(connection, AuditEvent.READ, at, actor=1, case=1 + number % 2, subject=2, dialog="idee", n=number)
        remember_end(connection)
    return engine


def test_an_untouched_log_is_whole(log: Engine) -> None:
    assert problems(log) == []
    with transaction(log) as connection:
        assert count(connection) == 6
        assert [entry.id for entry in entries_of_case(connection, 2)] == [2, 4, 6]
        assert [entry.id for entry in entries_about(connection, 2)] == [1, 2, 3, 4, 5, 6]
        assert entries_about(connection, 3) == []
        (last,) = newest_entries(connection, 1)
    assert (last.at, last.event, last.actor, last.subject) == (NOW + timedelta(minutes=5), AuditEvent.READ, 1, 2)
    assert last.details == {"dialog": "idee", "n": 5}


def test_an_empty_log_is_whole(engine: Engine) -> None:
    assert problems(engine) == []


@pytest.mark.parametrize(
    "statement", ["UPDATE audit SET actor = 9", "DELETE FROM audit", "DELETE FROM audit WHERE id = 6"]
)
def test_the_database_refuses_to_change_and_remove_entries(log: Engine, statement: str) -> None:
    with pytest.raises(DBAPIError, match="the audit log is only added to"), transaction(log) as connection:
        connection.exec_driver_sql(statement)
    assert problems(log) == []


def test_the_database_refuses_to_empty_or_replace_entries(log: Engine) -> None:
    postgresql = log.dialect.name == "postgresql"
    row = "(3, '2026-03-02 16:00:00', 9, 'read', 1, 2, '{}', 'x')"
    statement = "TRUNCATE audit" if postgresql else f"INSERT OR REPLACE INTO audit VALUES {row}"
    with pytest.raises(DBAPIError, match="the audit log is only added to"), transaction(log) as connection:
        connection.exec_driver_sql(statement)
    assert problems(log) == []


@pytest.mark.parametrize(
    "change",
    [
        "actor = 9",
        "actor = NULL",
        "subject = 9",
        "case_id = NULL",
        "event = 'released'",
        "details = '{}'",
        "at = '2025-01-01 00:00:00+00:00'",
    ],
)
def test_every_changed_field_is_found(log: Engine, change: str) -> None:
    found = tamper(log, f"UPDATE audit SET {change} WHERE id = 3")
    assert found == ["Entry 3 is not the one that was written, or does not follow the one before it."]


def test_a_changed_link_is_found(log: Engine) -> None:
    found = tamper(log, "UPDATE audit SET chain = 'made up' WHERE id = 3")
    assert [line.split(" is ")[0] for line in found] == ["Entry 3", "Entry 4"]


def test_removed_entries_are_counted(log: Engine) -> None:
    assert tamper(log, "DELETE FROM audit WHERE id = 3") == ["Entry 3 is missing."]


def test_several_removed_entries_are_named_from_and_to(log: Engine) -> None:
    assert tamper(log, "DELETE FROM audit WHERE id IN (1, 2)") == ["Entries 1 to 2 are missing."]


def test_closing_a_gap_by_numbering_anew_is_found(log: Engine) -> None:
    moved = [f"UPDATE audit SET id = {number - 1} WHERE id = {number}" for number in (4, 5, 6)]
    found = tamper(log, "DELETE FROM audit WHERE id = 3", *moved)
    assert [line.split(" is ")[0] for line in found[:3]] == ["Entry 3", "Entry 4", "Entry 5"]
    assert "it once had 6" in found[-1]


def test_a_tail_that_was_cut_off_is_found_and_a_backup_named_as_a_cause(log: Engine) -> None:
    assert tamper(log, "DELETE FROM audit WHERE id > 4") == [
        "The log ends with entry 4, but it once had 6. Either an older backup of the database was restored or entries "
        "were removed."
    ]


def test_an_emptied_log_is_found(log: Engine) -> None:
    (found,) = tamper(log, "DELETE FROM audit")
    assert found.startswith("The log is empty, but it once had 6.")


def test_a_tail_stays_missed_when_the_log_goes_on_and_its_end_is_noted_again(log: Engine) -> None:
    tamper(log, "DELETE FROM audit WHERE id > 4")
    for _ in range(3):
        with transaction(log) as connection:
            record(connection, AuditEvent.LEFT, NOW, actor=1, case=1)
            remember_end(connection)
    (found,) = problems(log)
    assert found.startswith("Entry 6 is not the one that the key store remembers. Either an older backup")
    with transaction(log) as connection:
        remember_end(connection, accepted=True)
    assert problems(log) == []


def test_swapped_entries_are_found(log: Engine) -> None:
    swapped = [f"UPDATE audit SET id = {new} WHERE id = {old}" for old, new in ((2, 99), (3, 2), (99, 3))]
    assert [line.split(" is ")[0] for line in tamper(log, *swapped)] == ["Entry 2", "Entry 3", "Entry 4"]


def test_an_inserted_entry_is_found(log: Engine) -> None:
    columns = "at, actor, event, case_id, subject, details, chain"
    added = f"INSERT INTO audit (id, {columns}) SELECT 7, {columns} FROM audit WHERE id = 6"
    assert [line.split(" is ")[0] for line in tamper(log, added)] == ["Entry 7"]


def test_a_log_written_with_another_key_is_found(log: Engine, tmp_path_factory: pytest.TempPathFactory) -> None:
    rows = [f"UPDATE audit SET chain = '{'0' * 63}{number}' WHERE id = {number}" for number in range(1, 7)]
    found = tamper(log, *rows)
    assert len(found) == 7
    assert "Entry 6 is not the one that the key store remembers" in found[-1]


def test_concurrent_writers_keep_one_chain(engine: Engine) -> None:
    def write(writer: int) -> None:
        for number in range(10):
            with transaction(engine) as connection:
                record(connection, AuditEvent.READ, NOW, actor=writer, case=number)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    with transaction(engine) as connection:
        assert verify(connection) == []
        numbers = connection.execute(select(audit.c.id).order_by(audit.c.id)).scalars().all()
    assert numbers == list(range(1, 41))


def test_what_is_rolled_back_leaves_no_gap(log: Engine) -> None:
    def fail() -> None:
        with transaction(log) as connection:
            record(connection, AuditEvent.LEFT, NOW, actor=1)
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        fail()
    with transaction(log) as connection:
        record(connection, AuditEvent.JOINED, NOW, actor=1)
    assert problems(log) == []
