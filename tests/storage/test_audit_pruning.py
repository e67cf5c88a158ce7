"""Old entries go, the rest can still be verified; a removal that was rolled back or a backup from before it, too."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import DBAPIError

from storage.audit import AuditEvent, record, remember_end, verify
from storage.audit_pruning import count_older, forget_older
from storage.database import transaction
from storage.tables import audit
from tests.storage.seeds import NOW
from tests.storage.test_audit import problems, tamper


@pytest.fixture
def log(engine: Engine) -> Engine:
    """Ten entries, one a day."""
    for number in range(10):
        with transaction(engine) as connection:
            record(connection, AuditEvent.READ, day(number), actor=1, case=1)
    return engine


def day(number: int) -> datetime:
    return NOW + timedelta(days=number)


def numbers(engine: Engine) -> list[int]:
    with transaction(engine) as connection:
        return list(connection.execute(select(audit.c.id).order_by(audit.c.id)).scalars())


def test_what_is_younger_stays_and_can_be_verified(log: Engine) -> None:
    with transaction(log) as connection:
        assert count_older(connection, day(4)) == 4
        assert forget_older(connection, day(4)) == 4
        assert forget_older(connection, day(4)) == 0
    assert numbers(log) == [5, 6, 7, 8, 9, 10]
    assert problems(log) == []
    with transaction(log) as connection:
        record(connection, AuditEvent.RETENTION, day(10))
        assert forget_older(connection, day(6)) == 2
    assert numbers(log) == [7, 8, 9, 10, 11]
    assert problems(log) == []


def test_afterwards_the_log_is_protected_again(log: Engine) -> None:
    with transaction(log) as connection:
        forget_older(connection, day(4))
    for statement in ("DELETE FROM audit", "UPDATE audit SET actor = 2"):
        with pytest.raises(DBAPIError, match="only added to"), transaction(log) as connection:
            connection.exec_driver_sql(statement)


def test_more_than_old_entries_removed_is_found(log: Engine) -> None:
    with transaction(log) as connection:
        forget_older(connection, day(4))
    assert tamper(log, "DELETE FROM audit WHERE id IN (5, 6)") == ["Entries 5 to 6 are missing."]


def test_a_log_that_went_as_a_whole_goes_on_with_the_next_number(log: Engine) -> None:
    with transaction(log) as connection:
        remember_end(connection)
    with transaction(log) as connection:
        assert forget_older(connection, day(99)) == 10
    assert problems(log) == []
    with transaction(log) as connection:
        record(connection, AuditEvent.RETENTION, day(99))
        remember_end(connection)
    assert numbers(log) == [11]
    assert problems(log) == []
    assert "The log is empty" in tamper(log, "DELETE FROM audit")[0]


@pytest.mark.parametrize("pruned_before", [False, True])
def test_a_removal_that_was_rolled_back_is_no_alarm(log: Engine, pruned_before: bool) -> None:
    if pruned_before:
        with transaction(log) as connection:
            forget_older(connection, day(2))

    def fail() -> None:
        with transaction(log) as connection:
            forget_older(connection, day(5))
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        fail()
    assert len(numbers(log)) == (8 if pruned_before else 10)
    assert problems(log) == []


def test_a_backup_from_before_the_removal_can_be_verified(log: Engine) -> None:
    with transaction(log) as connection:
        forget_older(connection, day(2))
        kept = connection.execute(select(audit).order_by(audit.c.id)).mappings().all()
    with transaction(log) as connection:
        remember_end(connection)
        forget_older(connection, day(5))
    assert tamper(log, "DELETE FROM audit") != []
    with transaction(log) as connection:
        connection.execute(insert(audit), [dict(row) for row in kept])
        assert verify(connection) == []
