"""People and where they can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from dialogs.engine.model import Register
from storage.tables import addresses, people


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known. `case_id` is the case the person looks at, the last token and hint and when."""

    id: int
    name: str
    register: Register
    case_id: int | None
    last_token: str | None
    last_token_at: datetime | None
    last_hint: str | None
    last_hint_at: datetime | None
    blocked: bool


_COLUMNS = (
    people.c.id,
    people.c.name,
    people.c.register_name,
    people.c.case_id,
    people.c.last_token,
    people.c.last_token_at,
    people.c.last_hint,
    people.c.last_hint_at,
    addresses.c.blocked_at,
)
_AT_ADDRESS = (
    select(*_COLUMNS)
    .join(addresses, addresses.c.person_id == people.c.id)
    .where(addresses.c.channel == bindparam("on_channel"), addresses.c.address == bindparam("at_address"))
    .with_for_update()
)
_CHANGED = update(people).where(people.c.id == bindparam("wanted"))


def person_at(connection: Connection, channel: str, address: str) -> Person | None:
    """The person at an address, locked against other inputs of the same person until the transaction ends."""
    row = connection.execute(_AT_ADDRESS, {"on_channel": channel, "at_address": address}).one_or_none()
    if row is None:
        return None
    return Person(
        id=row.id,
        name=row.name,
        register=Register(row.register_name),
        case_id=row.case_id,
        last_token=row.last_token,
        last_token_at=row.last_token_at,
        last_hint=row.last_hint,
        last_hint_at=row.last_hint_at,
        blocked=row.blocked_at is not None,
    )


def create_person(connection: Connection, name: str, channel: str, address: str, now: datetime) -> int:
    """A new person who is reached at `address`. Raises IntegrityError if somebody is there already."""
    created = insert(people).values(name=name, register_name=Register.STANDARD, created_at=now)
    person_id: int = connection.execute(created.returning(people.c.id)).scalar_one()
    reached = insert(addresses).values(channel=channel, address=address, person_id=person_id, created_at=now)
    connection.execute(reached)
    return person_id


def set_register(connection: Connection, person_id: int, register: Register) -> None:
    _change(connection, person_id, register_name=register)


def look_at_case(connection: Connection, person_id: int, case_id: int) -> None:
    """The case that a person's next reflection is about."""
    _change(connection, person_id, case_id=case_id)


def remember_tap(connection: Connection, person_id: int, token: str, now: datetime) -> None:
    _change(connection, person_id, last_token=token, last_token_at=now)


def remember_hint(connection: Connection, person_id: int, hint: str, now: datetime) -> None:
    _change(connection, person_id, last_hint=hint, last_hint_at=now)


def mark_blocked(connection: Connection, channel: str, address: str, now: datetime | None) -> None:
    """Notes that nothing can be sent to this address any more; None takes the note back."""
    where = (addresses.c.channel == channel, addresses.c.address == address)
    connection.execute(update(addresses).where(*where).values(blocked_at=now))


def known_addresses(connection: Connection, channel: str, asked: set[str]) -> set[str]:
    """Those of the `asked` addresses at which somebody known is reached."""
    where = (addresses.c.channel == channel, addresses.c.address.in_(asked))
    return set(connection.execute(select(addresses.c.address).where(*where)).scalars())


def _change(connection: Connection, person_id: int, **values: object) -> None:
    connection.execute(_CHANGED, {"wanted": person_id, **values})
