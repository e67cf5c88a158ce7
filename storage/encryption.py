"""The vault: what is written into sealed columns, and read from them.

Everything about a case is sealed with the key of the case and the key of the person who wrote it: without either of
them it is noise. What is on its way (inbox, outbox) is sealed with a post key that lives for days only.
"""

from __future__ import annotations

import base64
import hmac
import os
import re
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection

from storage.key_store import KeyKind, KeyStore

RENEW_POST_AFTER = timedelta(days=1)
FORGET_POST_AFTER = timedelta(days=9)
_VERSION = "1"
_NONCE = 12
_MOST_CACHED = 4_096
_INFO = "vault"
_KEY_NAMES = re.compile(r"[0-9a-f]{16}(\+[0-9a-f]{16})*")


class SealBrokenError(Exception):
    """Something sealed cannot be opened: its key was destroyed, or it was changed or moved. Names no content."""


class Vault:
    """Seals and opens texts with the keys of a key store."""

    def __init__(self, store: KeyStore, now: datetime) -> None:
        self.store = store
        self._ciphers: dict[str, AESGCM] = {}
        self._secrets: dict[str, bytes] = {}
        for kind in (KeyKind.LOOKUP, KeyKind.AUDIT):
            store.create(kind, now, kind.value)
        self._post = store.newest(KeyKind.POST) or store.create(KeyKind.POST, now)
        self._version = store.version()

    def refresh(self) -> None:
        """Forgets cached keys if another process changed the store. Called at the beginning of each transaction."""
        version = self.store.version()
        if version != self._version:
            self._version = version
            self._forget_cached()
            self._post = self.store.newest(KeyKind.POST) or self._post

    def create(self, kind: KeyKind, now: datetime) -> str:
        """A new key; returns its id."""
        return self.store.create(kind, now)

    def destroy(self, key_ids: list[str]) -> None:
        """Destroys condemned keys for good; what was sealed with them is noise from now on, in every backup too.

        See `storage.destroying`, which knows when that is safe.
        """
        self.store.destroy(key_ids)
        self._forget_cached()

    @property
    def post(self) -> str:
        """The id of the key for what is on its way."""
        return self._post

    def renew_post(self, now: datetime) -> None:
        """From now on a new key for what is on its way."""
        self._post = self.store.create(KeyKind.POST, now)

    def renew_post_if_old(self, now: datetime) -> None:
        """A new post key every day; after some days the old ones are condemned."""
        if self._post not in self.store.made_since(KeyKind.POST, now - RENEW_POST_AFTER):
            self.renew_post(now)
        alive = set(self.store.made_since(KeyKind.POST, now - FORGET_POST_AFTER))
        stale = [key for key in self.store.alive(KeyKind.POST) if key not in alive]
        if stale:
            self.store.condemn(stale, now)

    def seal(self, text: str, place: str, *key_ids: str) -> str:
        """The text sealed with all of the keys together. `place` says where it belongs and is needed to open it."""
        name = "+".join(key_ids)
        nonce = os.urandom(_NONCE)
        noise = self._cipher(name).encrypt(nonce, text.encode("utf-8", "surrogatepass"), f"{place}|{name}".encode())
        return f"{_VERSION}:{name}:{base64.b64encode(nonce + noise).decode()}"

    def open(self, sealed: str, place: str) -> str:
        """What was sealed. Raises SealBrokenError."""
        version, _, rest = sealed.partition(":")
        name, _, noise = rest.partition(":")
        if version != _VERSION or not noise or not _KEY_NAMES.fullmatch(name):
            raise SealBrokenError(f"{place} is not sealed as it should be")
        cipher = self._cipher(name)
        try:
            raw = base64.b64decode(noise, validate=True)
            text = cipher.decrypt(raw[:_NONCE], raw[_NONCE:], f"{place}|{name}".encode())
        except (InvalidTag, ValueError):
            raise SealBrokenError(f"{place} was changed or moved after it was sealed") from None
        return text.decode("utf-8", "surrogatepass")

    def fingerprint(self, *parts: str) -> str:
        """A keyed hash to find something by without storing it."""
        return hmac.new(self._secret(KeyKind.LOOKUP), "\0".join(parts).encode(), sha256).hexdigest()[:32]

    def chain(self, before: str, entry: str) -> str:
        """The link of the audit log that follows `before`."""
        return hmac.new(self._secret(KeyKind.AUDIT), f"{before}\0{entry}".encode(), sha256).hexdigest()

    def _cipher(self, name: str) -> AESGCM:
        found = self._ciphers.get(name)
        if found is None:
            if len(self._ciphers) >= _MOST_CACHED:
                self._forget_cached()
            first, *others = (self._secret(key_id) for key_id in name.split("+"))
            for other in others:
                first = hmac.new(first, b"together with " + other, sha256).digest()
            found = self._ciphers[name] = AESGCM(first)
        return found

    def _secret(self, key_id: str) -> bytes:
        found = self._secrets.get(key_id)
        if found is None:
            found = self.store.secret(key_id)
            if found is None:
                raise SealBrokenError(f"key {key_id} was destroyed or is not in the key store")
            self._secrets[key_id] = found
        return found

    def _forget_cached(self) -> None:
        self._ciphers.clear()
        self._secrets.clear()


def vault_of(connection: Connection) -> Vault:
    """The vault of the database this connection belongs to."""
    vault = connection.info.get(_INFO)
    assert isinstance(vault, Vault), "this database was opened without its keys"
    return vault


def give_vault(info: dict[object, object], vault: Vault) -> None:
    """Puts the vault where `vault_of` finds it; `info` is that of a pooled connection."""
    info[_INFO] = vault
