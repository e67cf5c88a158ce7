"""Invitations: made with a random token of which only the hash is kept, used once, gone after a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import Connection, insert, select, update

from dialogs.engine.model import Role
from storage.tables import invitations


class Rejection(StrEnum):
    """Why an invitation cannot be used."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invitation grants."""

    id: int
    role: Role
    name: str
    case_id: int | None


def create_invitation(
    connection: Connection,
    token: str,
    role: Role,
    name: str,
    case_id: int | None,
    now: datetime,
    expires_at: datetime,
) -> None:
    values = {"role": role, "name": name, "case_id": case_id, "created_at": now, "expires_at": expires_at}
    connection.execute(insert(invitations).values(token_hash=_hash(token), **values))


def find_invitation(connection: Connection, token: str, now: datetime) -> Invitation | Rejection:
    """What `token` grants, or why it grants nothing. Changes nothing."""
    wanted = select(
        invitations.c.id,
        invitations.c.role,
        invitations.c.name,
        invitations.c.case_id,
        invitations.c.used_at,
        invitations.c.expires_at,
    ).where(invitations.c.token_hash == _hash(token))
    row = connection.execute(wanted.with_for_update()).one_or_none()
    if row is None:
        return Rejection.UNKNOWN
    if row.used_at is not None:
        return Rejection.USED
    if row.expires_at <= now:
        return Rejection.EXPIRED
    return Invitation(row.id, Role(row.role), row.name, row.case_id)


def use_invitation(connection: Connection, invitation_id: int, person_id: int, now: datetime) -> None:
    """Spends the invitation. Expects to run in the transaction that found it."""
    spent = update(invitations).where(invitations.c.id == invitation_id)
    connection.execute(spent.values(used_at=now, person_id=person_id))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
