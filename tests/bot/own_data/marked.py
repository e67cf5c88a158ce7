"""Looks for traces of one person everywhere in a database: in the rows, under her key, and in the files themselves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from bot.app import App
from storage import inbox, outbox, tables
from storage.database import transaction
from storage.encryption import vault_of
from storage.people import hash_of

MARK = "Zaubernuss"


@dataclass(frozen=True, slots=True)
class Traces:
    """What can give a person away: her key, the hash of her address, and her sealed texts as they lie on the disk."""

    key: str
    address_hash: str
    sealed: tuple[str, ...]


def traces_of(app: App, person: int, channel: str, address: str) -> Traces:
    """Taken before she is erased. Asserts that there is something to look for."""
    with transaction(app.engine) as connection:
        key = connection.execute(select(tables.people.c.key_id).where(tables.people.c.id == person)).scalar_one()
        wanted = select(tables.answers.c.answer_text).join(
            tables.conversations, tables.conversations.c.id == tables.answers.c.conversation_id
        )
        sealed = connection.execute(wanted.where(tables.conversations.c.person_id == person)).scalars().all()
        assert sealed
        return Traces(key, hash_of(connection, channel, address), tuple(text.split(":")[2] for text in sealed))


def found_in_rows(app: App, traces: Traces) -> list[str]:
    """The tables that still say something of her; her bare number with the name of her dead key may stay."""
    found = []
    with transaction(app.engine) as connection:
        vault = vault_of(connection)
        places = {"inbox": inbox.PAYLOAD, "outbox": outbox.PAYLOAD}
        for table in tables.people.metadata.sorted_tables:
            for row in connection.execute(select(table)).mappings():
                values = {name: str(value) for name, value in row.items() if (table.name, name) != ("person", "key_id")}
                if table.name in places and row["payload"] is not None:
                    values["opened"] = vault.open(row["payload"], places[table.name])
                said = "\n".join(values.values())
                if any(trace in said for trace in (MARK, traces.key, traces.address_hash, *traces.sealed)):
                    found.append(table.name)
    return found


def found_in_files(folder: Path, traces: Traces) -> list[str]:
    """The files that hold her words, in plain or as they were sealed."""
    searched = [file for file in folder.iterdir() if file.is_file()]
    assert searched
    needles = [text.encode() for text in (MARK, *traces.sealed)]
    return [file.name for file in searched if any(needle in file.read_bytes() for needle in needles)]
