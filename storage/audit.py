"""The log of who did what to which case when. Only ever added to, chained by keyed hashes, without any content."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from storage.encryption import Vault, vault_of
from storage.tables import audit

_ORDER_LOCK = 7_241_509_614
_BEGINNING = "beginning"
_ANCHOR, _START = "audit_anchor", "audit_start"


class AuditEvent(StrEnum):
    """What can happen. The names are shown to people in the export of their data."""

    INVITED = "invited"
    JOINED = "joined"
    LEFT = "left"
    REMOVED = "removed"
    HANDED_OVER = "handed_over"
    CASE_CREATED = "case_created"
    CASE_CHANGED = "case_changed"
    PHASE_CHANGED = "phase_changed"
    CONSENT_GIVEN = "consent_given"
    CONSENT_REFUSED = "consent_refused"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    REFLECTION_BEGUN = "reflection_begun"
    REFLECTION_FINISHED = "reflection_finished"
    REFLECTION_DISCARDED = "reflection_discarded"
    RELEASED = "released"
    TAKEN_BACK = "taken_back"
    READ = "read"
    EXPORTED = "exported"
    CASE_ERASED = "case_erased"
    PERSON_ERASED = "person_erased"
    RETENTION = "retention"
    KEY_ROTATED = "key_rotated"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `actor` is a person's number, None for the operator or the program; `details` are ids and counts."""

    id: int
    at: datetime
    event: AuditEvent
    actor: int | None
    case_id: int | None
    subject: int | None
    details: dict[str, str | int]


def record(
    connection: Connection,
    event: AuditEvent,
    now: datetime,
    *,
    actor: int | None = None,
    case: int | None = None,
    subject: int | None = None,
    **details: str | int,
) -> None:
    """Adds an entry about `case` and, if it concerns somebody else, the person `subject`."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ORDER_LOCK})")
    vault = vault_of(connection)
    last = connection.execute(select(audit.c.id, audit.c.chain).order_by(audit.c.id.desc()).limit(1)).one_or_none()
    number, before = (last.id + 1, last.chain) if last is not None else _continue_at(vault)
    values: dict[str, Any] = {
        "id": number,
        "at": now,
        "event": event.value,
        "actor": actor,
        "case_id": case,
        "subject": subject,
        "details": json.dumps(details, sort_keys=True),
    }
    chain = vault.chain(before, _written(values))
    connection.execute(insert(audit).values(**values, chain=chain))


def verify(connection: Connection) -> list[str]:
    """What is wrong with the log; nothing if every entry is the one that was written and none is missing."""
    vault = vault_of(connection)
    number, before = _continue_at(vault)
    problems: list[str] = []
    anchor = _mark(vault, _ANCHOR)
    anchored = anchor is None
    for row in connection.execute(select(audit).order_by(audit.c.id)):
        if row.id == 1:
            number, before = 1, _BEGINNING  # a backup from before old entries were removed
        if row.id != number:
            problems.append(f"Entries {number} to {row.id - 1} are missing.")
        elif row.chain != vault.chain(before, _written(row._asdict())):
            problems.append(f"Entry {row.id} is not the one that was written, or the one before it was changed.")
        number, before = row.id + 1, row.chain
        anchored = anchored or [row.id, row.chain] == anchor
    if anchor is not None and anchor[0] >= number:
        problems.append(
            f"The log ends with entry {number - 1}, but it once had {anchor[0]}. Either a backup was restored or "
            "entries were removed."
        )
    elif not anchored:
        problems.append("The log is not the one that the key store remembers.")
    return problems


def remember_end(connection: Connection) -> None:
    """Notes the end of the log in the key store, so that entries cannot be cut off unseen."""
    row = connection.execute(select(audit.c.id, audit.c.chain).order_by(audit.c.id.desc()).limit(1)).one_or_none()
    if row is not None:
        vault_of(connection).store.mark(_ANCHOR, json.dumps([row.id, row.chain]))


def count(connection: Connection) -> int:
    """How many entries the log has."""
    return int(connection.execute(select(func.count()).select_from(audit)).scalar_one())


def entries_about(connection: Connection, person_id: int) -> list[Entry]:
    """What the person did, and what others did to her or her answers, oldest first."""
    concerned = (audit.c.actor == person_id) | (audit.c.subject == person_id)
    return [_entry(row) for row in connection.execute(select(audit).where(concerned).order_by(audit.c.id))]


def entries_of_case(connection: Connection, case_id: int) -> list[Entry]:
    """What happened in a case, oldest first."""
    wanted = select(audit).where(audit.c.case_id == case_id).order_by(audit.c.id)
    return [_entry(row) for row in connection.execute(wanted)]


def _continue_at(vault: Vault) -> tuple[int, str]:
    """The first number of the log and the link before it; later ones after old entries were removed."""
    start = _mark(vault, _START)
    return (1, _BEGINNING) if start is None else (start[0], start[1])


def _mark(vault: Vault, name: str) -> list[Any] | None:
    marked = vault.store.marked(name)
    return None if marked is None else list(json.loads(marked))


def _written(values: dict[str, Any]) -> str:
    names = ("id", "at", "event", "actor", "case_id", "subject", "details")
    return json.dumps([values[name].astimezone(UTC).isoformat() if name == "at" else values[name] for name in names])


def _entry(row: Row[Any]) -> Entry:
    details = json.loads(row.details)
    return Entry(row.id, row.at, AuditEvent(row.event), row.actor, row.case_id, row.subject, details)
