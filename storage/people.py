"""People and where they can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from dialogs.engine.model import Register
from storage.encryption import vault_of
from storage.key_store import KeyKind
from storage.tables import addresses, people

NAME, AWAITING, ADDRESS = "person.name", "person.awaiting", "address.address"  # where sealed texts belong


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known. `case_id` is the case the person looks at, the last token and hint and when.

    `awaiting` is what the next text is taken for, outside of a dialog.
    """

    id: int
    key_id: str
    name: str
    register: Register
    case_id: int | None
    awaiting: str | None
    last_token: str | None
    last_token_at: datetime | None
    last_hint: str | None
    last_hint_at: datetime | None
    blocked: bool


_COLUMNS = (
    people.c.id,
    people.c.key_id,
    people.c.name,
    people.c.register_name,
    people.c.case_id,
    people.c.awaiting,
    people.c.last_token,
    people.c.last_token_at,
    people.c.last_hint,
    people.c.last_hint_at,
    addresses.c.blocked_at,
)
_AT_ADDRESS = (
    select(*_COLUMNS)
    .join(addresses, addresses.c.person_id == people.c.id)
    .where(addresses.c.channel == bindparam("on_channel"), addresses.c.address_hash == bindparam("at_hash"))
    .with_for_update()
)
_KEY = select(people.c.key_id).where(people.c.id == bindparam("wanted"))
_CHANGED = update(people).where(people.c.id == bindparam("wanted"))


def person_at(connection: Connection, channel: str, address: str) -> Person | None:
    """The person at an address, locked against other inputs of the same person until the transaction ends."""
    values = {"on_channel": channel, "at_hash": hash_of(connection, channel, address)}
    row = connection.execute(_AT_ADDRESS, values).one_or_none()
    if row is None:
        return None
    vault = vault_of(connection)
    return Person(
        id=row.id,
        key_id=row.key_id,
        name=vault.open(row.name, NAME),
        register=Register(row.register_name),
        case_id=row.case_id,
        awaiting=None if row.awaiting is None else vault.open(row.awaiting, AWAITING),
        last_token=row.last_token,
        last_token_at=row.last_token_at,
        last_hint=row.last_hint,
        last_hint_at=row.last_hint_at,
        blocked=row.blocked_at is not None,
    )


def create_person(
    connection: Connection, name: str, channel: str, address: str, now: datetime, key_id: str | None = None
) -> int:
    """A new person who is reached at `address`. Raises IntegrityError if somebody is there already.

    `key_id` names the key made with the invitation, if there was one.
    """
    vault = vault_of(connection)
    key = key_id or vault.create(KeyKind.PERSON, now)
    created = insert(people).values(
        key_id=key, name=vault.seal(name, NAME, key), register_name=Register.STANDARD, created_at=now
    )
    person_id: int = connection.execute(created.returning(people.c.id)).scalar_one()
    reached = insert(addresses).values(
        channel=channel,
        address_hash=hash_of(connection, channel, address),
        address=vault.seal(address, ADDRESS, key),
        person_id=person_id,
        created_at=now,
    )
    connection.execute(reached)
    return person_id


def key_of_person(connection: Connection, person_id: int) -> str:
    """The id of the person's key."""
    return str(connection.execute(_KEY, {"wanted": person_id}).scalar_one())


def name_of(connection: Connection, person_id: int) -> str:
    """How the person is addressed; empty for somebody who was erased."""
    row = connection.execute(select(people.c.name).where(people.c.id == person_id)).one()
    return "" if not row.name else vault_of(connection).open(row.name, NAME)


def addresses_of(connection: Connection, person_id: int) -> list[tuple[str, str]]:
    """Channel and address of everything a person is reached at and has not blocked."""
    wanted = select(addresses.c.channel, addresses.c.address).where(
        addresses.c.person_id == person_id, addresses.c.blocked_at.is_(None), addresses.c.address.is_not(None)
    )
    vault = vault_of(connection)
    return [(row.channel, vault.open(row.address, ADDRESS)) for row in connection.execute(wanted.order_by("id"))]


def hash_of(connection: Connection, channel: str, address: str) -> str:
    """What an address is found by: a keyed hash that tells nothing without the key store."""
    return vault_of(connection).fingerprint(channel, address)


def await_text(connection: Connection, person: Person, awaiting: str | None, keys: tuple[str, ...] = ()) -> None:
    """From now on the next text of the person is taken for this; None for what it is usually taken for.

    What quotes an answer needs the `keys` of its conversation, so that it goes with the case.
    """
    sealed = None if awaiting is None else vault_of(connection).seal(awaiting, AWAITING, *(keys or (person.key_id,)))
    _change(connection, person.id, awaiting=sealed)


def lock_person(connection: Connection, person_id: int) -> None:
    """Inputs of this person wait until this transaction ends."""
    connection.execute(select(people.c.id).where(people.c.id == person_id).with_for_update())


def set_register(connection: Connection, person_id: int, register: Register) -> None:
    _change(connection, person_id, register_name=register)


def register_of(connection: Connection, person_id: int) -> Register:
    """How the bot speaks to this person."""
    wanted = select(people.c.register_name).where(people.c.id == person_id)
    return Register(connection.execute(wanted).scalar_one())


def look_at_case(connection: Connection, person_id: int, case_id: int) -> None:
    """The case that a person's next reflection is about."""
    _change(connection, person_id, case_id=case_id)


def remember_tap(connection: Connection, person_id: int, token: str, now: datetime) -> None:
    """Remembers which button was tapped, as a keyed hash: the token could say what was answered."""
    _change(connection, person_id, last_token=_tapped(connection, token), last_token_at=now)


def tapped_last(connection: Connection, person: Person, token: str) -> bool:
    """Whether this is the button that the person tapped last."""
    return person.last_token is not None and person.last_token == _tapped(connection, token)


def remember_hint(connection: Connection, person_id: int, hint: str, now: datetime) -> None:
    _change(connection, person_id, last_hint=hint, last_hint_at=now)


def mark_blocked(connection: Connection, channel: str, address: str, now: datetime | None) -> None:
    """Notes that nothing can be sent to this address any more; None takes the note back."""
    where = (addresses.c.channel == channel, addresses.c.address_hash == hash_of(connection, channel, address))
    connection.execute(update(addresses).where(*where).values(blocked_at=now))


def known_addresses(connection: Connection, channel: str, asked: set[str]) -> set[str]:
    """Those of the `asked` addresses at which somebody known is reached."""
    by_hash = {hash_of(connection, channel, address): address for address in asked}
    where = (addresses.c.channel == channel, addresses.c.address_hash.in_(by_hash))
    return {by_hash[found] for found in connection.execute(select(addresses.c.address_hash).where(*where)).scalars()}


def _tapped(connection: Connection, token: str) -> str:
    return vault_of(connection).fingerprint("tap", token)


def _change(connection: Connection, person_id: int, **values: object) -> None:
    connection.execute(_CHANGED, {"wanted": person_id, **values})
