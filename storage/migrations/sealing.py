"""Brings what was stored in the clear under keys. Part of migration 0002 and frozen with it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, text

from storage.encryption import Vault, vault_of
from storage.key_store import KeyKind

_ANSWER_TEXTS = ("question_text", "answer_text", "value")


def seal_everything(connection: Connection) -> None:
    """Gives each person, case and invitation a key and seals what belongs to them.

    Running conversations rest from now on: their people are asked for consent before they go on.
    """
    connection.execute(text("DELETE FROM stranger"))  # hashes without a key, needed for an hour only
    stored = "SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM invitation) + (SELECT count(*) FROM inbox)"
    if connection.execute(text(stored)).scalar_one() == 0:
        return
    vault, now = vault_of(connection), datetime.now(UTC)
    people = _give_keys(connection, vault, "person", KeyKind.PERSON, now)
    cases = _give_keys(connection, vault, "work_case", KeyKind.CASE, now)
    invitations = _give_keys(connection, vault, "invitation", KeyKind.PERSON, now)
    for person, key in people.items():
        _seal(connection, vault, "person", "name", person, "person.name", key)
    connection.execute(text("UPDATE person SET last_token = NULL"))  # could say which answer was tapped last
    connection.execute(text("UPDATE invitation SET name = '' WHERE used_at IS NOT NULL"))
    for invitation, key in invitations.items():
        _seal(connection, vault, "invitation", "name", invitation, "invitation.name", key)
    _addresses(connection, vault, people)
    _conversations(connection, vault, people, cases)
    for name in ("inbox", "outbox"):
        _post(connection, vault, name)


def _give_keys(connection: Connection, vault: Vault, table: str, kind: KeyKind, now: datetime) -> dict[int, str]:
    keys = {int(row[0]): vault.create(kind, now) for row in connection.execute(text(f"SELECT id FROM {table}"))}  # noqa: S608
    for number, key in keys.items():
        connection.execute(text(f"UPDATE {table} SET key_id = :key WHERE id = :id"), {"key": key, "id": number})  # noqa: S608
    return keys


def _seal(connection: Connection, vault: Vault, table: str, column: str, number: int, place: str, *keys: str) -> None:
    plain = connection.execute(text(f"SELECT {column} FROM {table} WHERE id = :id"), {"id": number}).scalar_one()  # noqa: S608
    values = {"sealed": vault.seal(plain, place, *keys), "id": number}
    connection.execute(text(f"UPDATE {table} SET {column} = :sealed WHERE id = :id"), values)  # noqa: S608


def _addresses(connection: Connection, vault: Vault, people: dict[int, str]) -> None:
    for row in connection.execute(text("SELECT id, channel, address_hash, person_id FROM address")).all():
        values = {
            "hash": vault.fingerprint(row.channel, row.address_hash),
            "sealed": vault.seal(row.address_hash, "address.address", people[row.person_id]),
            "id": row.id,
        }
        connection.execute(text("UPDATE address SET address_hash = :hash, address = :sealed WHERE id = :id"), values)


def _conversations(connection: Connection, vault: Vault, people: dict[int, str], cases: dict[int, str]) -> None:
    for row in connection.execute(text("SELECT id, person_id, case_id, status, state FROM conversation")).all():
        keys = cases[row.case_id], people[row.person_id]
        state: dict[str, Any] = json.loads(row.state)
        if row.status == "running":
            state["status"] = "paused"
        plain = json.dumps(state, ensure_ascii=False, separators=(",", ":"))
        values = {
            "state": vault.seal(plain, f"conversation.state:{row.person_id}:{row.case_id}", *keys),
            "status": state["status"],
            "id": row.id,
        }
        connection.execute(text("UPDATE conversation SET state = :state, status = :status WHERE id = :id"), values)
        said = text("SELECT id, step_id FROM answer WHERE conversation_id = :id")
        for answer in connection.execute(said, {"id": row.id}).all():
            for column in _ANSWER_TEXTS:
                place = f"answer.{column}:{row.id}:{answer.step_id}"
                _seal(connection, vault, "answer", column, answer.id, place, *keys)


def _post(connection: Connection, vault: Vault, name: str) -> None:
    for row in connection.execute(text(f"SELECT id, channel, address_hash, payload FROM {name}")).all():  # noqa: S608
        sealed = None
        if row.payload is not None:
            sealed = vault.seal(f"{row.address_hash}\n{row.payload}", f"{name}.payload", vault.post)
        known = vault.fingerprint(row.channel, row.address_hash) if row.address_hash else ""
        values = {"sealed": sealed, "hash": known, "id": row.id}
        connection.execute(text(f"UPDATE {name} SET payload = :sealed, address_hash = :hash WHERE id = :id"), values)  # noqa: S608
