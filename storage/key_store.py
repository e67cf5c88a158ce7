"""The key store: a file of its own, apart from the database and its backups, with a wrapped key a case and person.

A destroyed key leaves a tombstone, so that what was erased stays erased when an old database comes back.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.key_file import masters_in_use, open_key_file
from storage.master_keys import MasterKey, MasterKeyError, MasterKeys

RECOVERY_CHECKED = "recovery_checked"  # the id of the master key that was typed back from paper
_NONCE = 12


class KeyKind(StrEnum):
    """What a key is for. LOOKUP and AUDIT exist once; POST is renewed, see `storage.encryption`."""

    CASE = "case"
    PERSON = "person"
    POST = "post"
    LOOKUP = "lookup"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A key that was destroyed, or is condemned: to be destroyed as soon as no row needs it."""

    key_id: str
    kind: KeyKind
    erased_at: datetime


class KeyStore:
    """Opens or makes the file. Raises MasterKeyError if a needed master key is missing; changes nothing then."""

    def __init__(self, file: Path, masters: MasterKeys) -> None:
        self.file, self._masters = file, masters
        self._lock = threading.RLock()
        needed = masters_in_use(file)  # asked before the master keys: these are made before they are used
        known = masters.read()
        if not known and needed:
            raise MasterKeyError(
                f"There is no master key at {masters.place}, but the data needs key {', '.join(sorted(needed))}. "
                "Put the key file back, or write the key from the recovery sheet into it. Nothing was changed."
            )
        self._known = {key.id: key for key in known}
        missing = needed - set(self._known)
        if missing:
            raise MasterKeyError(
                f"The data needs master key {', '.join(sorted(missing))}, but {masters.place} holds "
                f"{', '.join(self._known)}. Add the missing key after the others. Nothing was changed."
            )
        self._database = open_key_file(file)
        with self._writing():  # of two first starts at once, one makes the key file and the other reads it
            known = masters.read()
            self.made_key_file = not known
            self._newest = known[0] if known else masters.make()
        self._known[self._newest.id] = self._newest
        self._seen = -1  # the keys were read before; look again before the first key is made

    @property
    def master_id(self) -> str:
        """The id of the master key in use."""
        return self._newest.id

    @property
    def keys_from_file(self) -> bool:
        """Whether the master keys lie in the key file, where this program can add to them."""
        return self._masters.from_file

    @property
    def keys_place(self) -> str:
        """Where the master keys lie, for people."""
        return self._masters.place

    def written_master_key(self) -> str:
        """The master key in use as it is written down. Secret: for the recovery sheet only."""
        return str(self._newest)

    def older_masters_in_use(self) -> dict[str, int]:
        """How many living keys are still wrapped with which other master key than the newest."""
        sql = "SELECT master, COUNT(*) FROM data_key WHERE wrapped IS NOT NULL AND master != ? GROUP BY master"
        with self._lock:
            return {str(row[0]): int(row[1]) for row in self._database.execute(sql, (self._newest.id,))}

    def close(self) -> None:
        self._database.close()

    def version(self) -> int:
        """Changes whenever another process changed the file."""
        with self._lock:
            return int(self._database.execute("PRAGMA data_version").fetchone()[0])

    def create(self, kind: KeyKind, now: datetime, key_id: str | None = None) -> str:
        """A new key; returns its id. Creating a named key again changes nothing."""
        name = key_id or secrets.token_hex(8)
        with self._writing() as database:
            self._follow_rotation()
            wrapped = self._wrap(self._newest, name, secrets.token_bytes(32))
            database.execute(
                "INSERT OR IGNORE INTO data_key (id, kind, master, wrapped, created_at) VALUES (?, ?, ?, ?, ?)",
                (name, kind.value, self._newest.id, wrapped, now.astimezone(UTC).isoformat()),
            )
        return name

    def secret(self, key_id: str) -> bytes | None:
        """The key, None if it was destroyed or never existed. Raises MasterKeyError if its master key is gone."""
        with self._lock:
            row = self._database.execute("SELECT master, wrapped FROM data_key WHERE id = ?", (key_id,)).fetchone()
        if row is None or row[1] is None:
            return None
        master = self._known.get(row[0]) or self._read_again(row[0])
        try:
            return AESGCM(master.secret).decrypt(row[1][:_NONCE], row[1][_NONCE:], key_id.encode())
        except InvalidTag:
            raise MasterKeyError(f"The key store {self.file} is damaged; restore it from a backup.") from None

    def newest(self, kind: KeyKind) -> str | None:
        """The id of the newest key of a kind that is alive."""
        sql = "SELECT id FROM data_key WHERE kind = ? AND erased_at IS NULL ORDER BY created_at DESC, rowid DESC"
        with self._lock:
            row = self._database.execute(sql, (kind.value,)).fetchone()
        return None if row is None else str(row[0])

    def condemn(self, key_ids: list[str], now: datetime) -> None:
        """Leaves tombstones: the keys still open what is there, until they are destroyed."""
        sql = "UPDATE data_key SET erased_at = ? WHERE id = ? AND erased_at IS NULL"
        with self._writing() as database:
            database.executemany(sql, [(now.astimezone(UTC).isoformat(), key_id) for key_id in key_ids])

    def condemned(self) -> list[str]:
        """The keys that are to be destroyed and still live."""
        sql = "SELECT id FROM data_key WHERE wrapped IS NOT NULL AND erased_at IS NOT NULL"
        with self._lock:
            return [str(row[0]) for row in self._database.execute(sql)]

    def destroy(self, key_ids: list[str]) -> None:
        """Destroys condemned keys for good, in the file and in its write-ahead log."""
        sql = "UPDATE data_key SET wrapped = NULL WHERE id = ? AND erased_at IS NOT NULL"
        with self._writing() as database:
            database.executemany(sql, [(key_id,) for key_id in key_ids])
        with self._lock:
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def known_ids(self) -> set[str]:
        """All keys, alive or destroyed."""
        with self._lock:
            return {str(row[0]) for row in self._database.execute("SELECT id FROM data_key")}

    def tombstones(self) -> list[Tombstone]:
        with self._lock:
            sql = "SELECT id, kind, erased_at FROM data_key WHERE erased_at IS NOT NULL"
            rows = self._database.execute(sql).fetchall()
        return [Tombstone(row[0], KeyKind(row[1]), datetime.fromisoformat(row[2])) for row in rows]

    def alive(self, kind: KeyKind) -> list[str]:
        """The living keys of a kind."""
        return self.made_since(kind, None)

    def made_since(self, kind: KeyKind, since: datetime | None) -> list[str]:
        """The living keys of a kind made at that time or later."""
        sql = "SELECT id FROM data_key WHERE kind = ? AND erased_at IS NULL AND created_at >= ?"
        earliest = "" if since is None else since.astimezone(UTC).isoformat()
        with self._lock:
            return [str(row[0]) for row in self._database.execute(sql, (kind.value, earliest))]

    def rotate(self) -> tuple[str, str, int]:
        """Makes a new master key and wraps every key anew. Returns the ids before and after and the number of keys."""
        before = self._newest.id
        newest = self._masters.add()
        self._known[newest.id] = newest
        return before, newest.id, self.rewrap(newest)

    def rewrap(self, newest: MasterKey | None = None) -> int:
        """Brings every key under the newest master key; returns how many were not yet."""
        self._newest = newest or self._newest
        with self._writing() as database:
            sql = "SELECT id FROM data_key WHERE wrapped IS NOT NULL AND master != ?"
            stale = [str(row[0]) for row in database.execute(sql, (self._newest.id,)).fetchall()]
            for key_id in stale:
                secret = self.secret(key_id)
                assert secret is not None, "the key was alive a moment ago"
                wrapped = self._wrap(self._newest, key_id, secret)
                values = (self._newest.id, wrapped, key_id)
                database.execute("UPDATE data_key SET master = ?, wrapped = ? WHERE id = ?", values)
        return len(stale)

    def mark(self, name: str, value: str) -> None:
        """Remembers something that must not go back in time with the database."""
        self._write("INSERT OR REPLACE INTO mark (name, value) VALUES (?, ?)", (name, value))

    def marked(self, name: str) -> str | None:
        with self._lock:
            row = self._database.execute("SELECT value FROM mark WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def _read_again(self, master_id: str) -> MasterKey:
        """Another process may have rotated the master key."""
        self._known |= {key.id: key for key in self._masters.read()}
        if master_id not in self._known:
            raise MasterKeyError(f"The data needs master key {master_id}, which {self._masters.place} does not hold.")
        return self._known[master_id]

    def _follow_rotation(self) -> None:
        """Uses the newest master key from now on if another process changed the store, perhaps by rotating it."""
        version = self.version()
        if version != self._seen:
            self._seen = version
            read = self._masters.read()
            self._known |= {key.id: key for key in read}
            self._newest = read[0] if read else self._newest

    def _wrap(self, master: MasterKey, key_id: str, secret: bytes) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(master.secret).encrypt(nonce, secret, key_id.encode())

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")

    def _write(self, sql: str, values: tuple[object, ...]) -> None:
        with self._writing() as database:
            database.execute(sql, values)
