"""Invitations: made with a random token of which only the hash is kept, used once, gone after a while."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from dialogs.engine.model import Role
from storage.database import keep_others_out
from storage.destroying import condemn
from storage.encryption import vault_of
from storage.key_store import KeyKind
from storage.tables import invitations

NAME = "invitation.name"  # where the sealed name belongs


class Rejection(StrEnum):
    """Why an invitation cannot be used."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invitation grants. `hands_over`: whoever invited leaves the case when it is accepted.

    `key_id` is the key that the name is sealed with; it becomes the key of the person.
    """

    id: int
    key_id: str
    role: Role
    name: str
    case_id: int | None
    invited_by: int | None
    hands_over: bool


def create_invitation(
    connection: Connection,
    token: str,
    role: Role,
    name: str,
    case_id: int | None,
    now: datetime,
    expires_at: datetime,
    invited_by: int | None = None,
    hands_over: bool = False,
) -> None:
    vault = vault_of(connection)
    key = vault.create(KeyKind.PERSON, now)
    created = insert(invitations).values(
        token_hash=_hash(token),
        key_id=key,
        role=role,
        name=vault.seal(name, NAME, key),
        case_id=case_id,
        invited_by=invited_by,
        hands_over=hands_over,
        created_at=now,
        expires_at=expires_at,
    )
    connection.execute(created)


def find_invitation(connection: Connection, token: str, now: datetime) -> Invitation | Rejection:
    """What `token` grants, or why it grants nothing. Changes nothing."""
    wanted = select(invitations).where(invitations.c.token_hash == _hash(token))
    row = connection.execute(wanted.with_for_update()).one_or_none()
    if row is None or not hmac.compare_digest(row.token_hash, _hash(token)):
        return Rejection.UNKNOWN
    if row.used_at is not None:
        return Rejection.USED
    if row.expires_at <= now:
        return Rejection.EXPIRED
    name = vault_of(connection).open(row.name, NAME)
    return Invitation(row.id, row.key_id, Role(row.role), name, row.case_id, row.invited_by, row.hands_over)


def used_by(connection: Connection, token: str) -> int | None:
    """The person who accepted the invitation with this token, None if nobody did."""
    wanted = select(invitations.c.person_id).where(invitations.c.token_hash == _hash(token))
    person_id: int | None = connection.execute(wanted).scalar_one_or_none()
    return person_id


def use_invitation(connection: Connection, invitation_id: int, person_id: int, now: datetime) -> None:
    """Spends the invitation and forgets its name. Expects to run in the transaction that found it."""
    spent = update(invitations).where(invitations.c.id == invitation_id)
    connection.execute(spent.values(used_at=now, person_id=person_id, name=""))


def withdraw_invitations(connection: Connection, case_id: int, invited_by: int, now: datetime) -> None:
    """What this person invited to in a case, and nobody has used yet, is over from now on."""
    hers = (invitations.c.case_id == case_id, invitations.c.invited_by == invited_by)
    still_open = (invitations.c.used_at.is_(None), invitations.c.expires_at > now)
    connection.execute(update(invitations).where(*hers, *still_open).values(expires_at=now))


def forget_invitations(connection: Connection, before: datetime, now: datetime) -> int:
    """Removes invitations that ended before that time without being used, with their keys; returns how many."""
    keys = list(connection.execute(select(invitations.c.key_id).where(_ended(before))).scalars())
    if keys:
        keep_others_out(connection)
        condemn(connection, keys, now)
        connection.execute(delete(invitations).where(_ended(before)))
    return len(keys)


def count_ended(connection: Connection, before: datetime) -> int:
    """How many invitations ended before that time without being used."""
    counted = select(func.count()).select_from(invitations).where(_ended(before))
    return int(connection.execute(counted).scalar_one())


def _ended(before: datetime) -> ColumnElement[bool]:
    return invitations.c.used_at.is_(None) & (invitations.c.expires_at < before)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
