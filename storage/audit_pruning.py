"""Old entries of the audit log go after years; the key store remembers where the chain goes on."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from storage.audit import STARTS
from storage.encryption import vault_of
from storage.tables import audit

_SQLITE = {
    "audit_unchanged": "BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END",
    "audit_kept": "BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END",
    "audit_not_replaced": "BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id) "
    "BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END",
}


def protect_log(connection: Connection) -> None:
    """Makes the database refuse to change or remove entries."""
    if connection.dialect.name == "sqlite":
        for name, what in _SQLITE.items():
            connection.exec_driver_sql(f"CREATE TRIGGER {name} {what}")
        return
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit log is only added to'; END $$"
    )
    connection.exec_driver_sql(
        "CREATE TRIGGER audit_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_only_added_to()"
    )


def count_older(connection: Connection, before: datetime) -> int:
    """How many entries were made before that time."""
    counted = select(func.count()).select_from(audit).where(audit.c.at < before)
    return int(connection.execute(counted).scalar_one())


def forget_older(connection: Connection, before: datetime) -> int:
    """Removes the entries made before that time; the chain of the others can still be verified."""
    last = connection.execute(
        select(audit.c.id, audit.c.chain).where(audit.c.at < before).order_by(audit.c.id.desc()).limit(1)
    ).one_or_none()
    if last is None:
        return 0
    names = _SQLITE if connection.dialect.name == "sqlite" else ("audit_kept",)
    for name in names:
        connection.exec_driver_sql(f"DROP TRIGGER {name}{'' if connection.dialect.name == 'sqlite' else ' ON audit'}")
    removed = connection.execute(delete(audit).where(audit.c.id <= last.id)).rowcount
    protect_log(connection)
    store = vault_of(connection).store
    places = json.loads(store.marked(STARTS) or "[]")
    store.mark(STARTS, json.dumps([*places, [last.id + 1, last.chain]]))
    return removed
