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
_ANCHOR, STARTS = "audit_anchor", "audit_starts"  # marks in the key store


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
    ASKED = "asked"
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
    first = connection.execute(select(func.min(audit.c.id))).scalar()
    number, before = _beginning_of(vault, first)
    problems: list[str] = []
    anchor = _mark(vault, _ANCHOR)
    anchored = anchor is None or anchor[0] < number  # what was remembered last may have gone with old entries
    for row in connection.execute(select(audit).order_by(audit.c.id)):
        if row.id != number:
            missing = f"Entry {number} is" if row.id == number + 1 else f"Entries {number} to {row.id - 1} are"
            problems.append(f"{missing} missing.")
        elif row.chain != vault.chain(before, _written(row._asdict())):
            problems.append(f"Entry {row.id} is not the one that was written, or does not follow the one before it.")
        number, before = row.id + 1, row.chain
        anchored = anchored or [row.id, row.chain] == anchor
    if anchor is not None and anchor[0] >= number:
        ends = f"The log ends with entry {number - 1}" if first else "The log is empty"
        problems.append(
            f"{ends}, but it once had {anchor[0]}. Either an older backup of the database was restored or entries were "
            "removed."
        )
    elif anchor is not None and not anchored:
        problems.append(
            f"Entry {anchor[0]} is not the one that the key store remembers. Either an older backup of the database "
            "was restored and the log went on from there, or the log was replaced."
        )
    return problems


def remember_end(connection: Connection, *, accepted: bool = False) -> None:
    """Notes the end of the log in the key store, so that entries cannot be cut off unseen.

    An end that was noted before and is not in the log any more stays noted until the operator has `accepted` that.
    """
    vault = vault_of(connection)
    anchor = _mark(vault, _ANCHOR)
    if anchor is not None and anchor[0] >= _continue_at(vault)[0] and not accepted:
        there = select(audit.c.id).where(audit.c.id == anchor[0], audit.c.chain == anchor[1])
        if connection.execute(there).one_or_none() is None:
            return
    row = connection.execute(select(audit.c.id, audit.c.chain).order_by(audit.c.id.desc()).limit(1)).one_or_none()
    if row is not None:
        vault.store.mark(_ANCHOR, json.dumps([row.id, row.chain]))


def count(connection: Connection) -> int:
    """How many entries the log has."""
    return int(connection.execute(select(func.count()).select_from(audit)).scalar_one())


def has_read(
    connection: Connection, actor: int, case: int, subject: int, since: datetime, **details: str | int
) -> bool:
    """Whether it is written down already that `actor` read this, not before `since`."""
    wanted = select(audit.c.id).where(
        audit.c.event == AuditEvent.READ,
        audit.c.actor == actor,
        audit.c.case_id == case,
        audit.c.subject == subject,
        audit.c.at >= since,
        audit.c.details == json.dumps(details, sort_keys=True),
    )
    return connection.execute(wanted.limit(1)).one_or_none() is not None


def newest_entries(connection: Connection, most: int) -> list[Entry]:
    """The end of the log, oldest first."""
    rows = connection.execute(select(audit).order_by(audit.c.id.desc()).limit(most)).all()
    return [_entry(row) for row in reversed(rows)]


def entries_about(connection: Connection, person_id: int) -> list[Entry]:
    """What the person did, and what others did to her or her answers, oldest first."""
    concerned = (audit.c.actor == person_id) | (audit.c.subject == person_id)
    return [_entry(row) for row in connection.execute(select(audit).where(concerned).order_by(audit.c.id))]


def entries_of_case(connection: Connection, case_id: int) -> list[Entry]:
    """What happened in a case, oldest first."""
    wanted = select(audit).where(audit.c.case_id == case_id).order_by(audit.c.id)
    return [_entry(row) for row in connection.execute(wanted)]


def _continue_at(vault: Vault) -> tuple[int, str]:
    """The number and the link that an empty log goes on with."""
    return _beginning_of(vault, None)


def _beginning_of(vault: Vault, first: int | None) -> tuple[int, str]:
    """Where a log with this first entry should begin, and the link before it.

    That is a place up to which old entries were removed. Not always the newest: a removal may have been rolled back,
    and a backup may be older than the last one.
    """
    places = {1: _BEGINNING} | dict(_mark(vault, STARTS) or [])
    number = max(place for place in places if first is None or place <= first)
    return number, places[number]


def _mark(vault: Vault, name: str) -> list[Any] | None:
    marked = vault.store.marked(name)
    return None if marked is None else list(json.loads(marked))


def _written(values: dict[str, Any]) -> str:
    names = ("id", "at", "event", "actor", "case_id", "subject", "details")
    return json.dumps([values[name].astimezone(UTC).isoformat() if name == "at" else values[name] for name in names])


def _entry(row: Row[Any]) -> Entry:
    details = json.loads(row.details)
    return Entry(row.id, row.at, AuditEvent(row.event), row.actor, row.case_id, row.subject, details)
