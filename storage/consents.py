"""Consents: what a person allowed or refused, in which words, and whether that still holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from storage.tables import consents

FOLLOW_UP = "nachfragen:"
"""How the version of terms begins that are about being asked after the end of a case, and about nothing else."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is consented to, in the words that were shown; `version` is the hash of the full text."""

    data: str
    recipients: str
    purpose: str
    version: str


@dataclass(frozen=True, slots=True)
class Consent:
    """One decision. Without `case_id` it holds in all cases of the person."""

    id: int
    person_id: int
    case_id: int | None
    terms: Terms
    channel: str
    given_at: datetime | None
    refused_at: datetime | None
    ends_on: date | None
    withdrawn_at: datetime | None

    @property
    def is_about_follow_up(self) -> bool:
        return self.terms.version.startswith(FOLLOW_UP)

    def in_force(self, today: date) -> bool:
        """Whether it was given, not withdrawn, and has not ended."""
        lasting = self.ends_on is None or today <= self.ends_on
        return self.given_at is not None and self.withdrawn_at is None and lasting


def record_consent(
    connection: Connection,
    person_id: int,
    case_id: int | None,
    terms: Terms,
    channel: str,
    given: bool,
    now: datetime,
    ends_on: date | None = None,
) -> None:
    """Keeps a decision beside all earlier ones."""
    values: dict[str, Any] = {
        "person_id": person_id,
        "case_id": case_id,
        "data": terms.data,
        "recipients": terms.recipients,
        "purpose": terms.purpose,
        "text_version": terms.version,
        "channel": channel,
        "given_at": now if given else None,
        "refused_at": None if given else now,
        "ends_on": ends_on,
    }
    connection.execute(insert(consents).values(**values))


def newest_consent(
    connection: Connection, person_id: int, case_id: int | None, *, general: bool = True, follow_up: bool = False
) -> Consent | None:
    """The newest decision that is about this case or, if `general` ones count here, about all cases of the person.

    Being asked after the end is a decision of its own: `follow_up` looks for that one, otherwise it is left out.
    """
    about = consents.c.case_id == case_id
    if general:
        about = or_(about, consents.c.case_id.is_(None))
    kind = consents.c.text_version.startswith(FOLLOW_UP)
    about = about & (kind if follow_up else ~kind)
    wanted = select(consents).where(consents.c.person_id == person_id, about).order_by(consents.c.id.desc())
    row = connection.execute(wanted.limit(1)).one_or_none()
    return None if row is None else _consent(row)


def consents_of(connection: Connection, person_id: int) -> list[Consent]:
    """All decisions of a person, oldest first."""
    wanted = select(consents).where(consents.c.person_id == person_id).order_by(consents.c.id)
    return [_consent(row) for row in connection.execute(wanted)]


def withdraw_consents(connection: Connection, person_id: int, now: datetime) -> int:
    """Withdraws everything the person has given; returns how many consents were in force."""
    given = update(consents).where(
        consents.c.person_id == person_id, consents.c.given_at.is_not(None), consents.c.withdrawn_at.is_(None)
    )
    return connection.execute(given.values(withdrawn_at=now)).rowcount


def withdraw_follow_up(connection: Connection, person_id: int, case_id: int, now: datetime) -> int:
    """Withdraws only the consent to be asked after the end of a case; returns how many were in force."""
    given = update(consents).where(
        consents.c.person_id == person_id,
        consents.c.case_id == case_id,
        consents.c.text_version.startswith(FOLLOW_UP),
        consents.c.given_at.is_not(None),
        consents.c.withdrawn_at.is_(None),
    )
    return connection.execute(given.values(withdrawn_at=now)).rowcount


def _consent(row: Any) -> Consent:
    return Consent(
        id=row.id,
        person_id=row.person_id,
        case_id=row.case_id,
        terms=Terms(row.data, row.recipients, row.purpose, row.text_version),
        channel=row.channel,
        given_at=row.given_at,
        refused_at=row.refused_at,
        ends_on=row.ends_on,
        withdrawn_at=row.withdrawn_at,
    )
