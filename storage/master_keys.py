"""Master keys: read from the environment or a file, made at the first start, printed and typed in again.

A key is 32 random bytes, written as base32 in groups of four with a check at the end, to be typed from paper.
"""

from __future__ import annotations

import base64
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_BYTES = 32
_LETTERS = 52
_CHECK = 4


class MasterKeyError(Exception):
    """A master key is missing, wrong or cannot be read; nothing was changed. The message says which one is needed."""


@dataclass(frozen=True, slots=True, repr=False)
class MasterKey:
    """A secret that wraps all other keys. Known to people by its `id`, which tells nothing about it."""

    secret: bytes

    @property
    def id(self) -> str:
        return sha256(b"nachklang master key" + self.secret).hexdigest()[:8]

    def __str__(self) -> str:
        """The key as it is written down: 13 groups of four letters and a check group."""
        letters = base64.b32encode(self.secret).decode().rstrip("=")
        whole = letters + _check(letters)
        return "-".join(whole[start : start + 4] for start in range(0, len(whole), 4))


class MasterKeys:
    """Where the master keys come from: newest first, older ones kept to read old backups.

    `given` is the content of the setting, `file` the key file that is used if the setting is empty.
    """

    def __init__(self, given: str, file: Path) -> None:
        self._given, self.file = given.strip(), file

    @property
    def place(self) -> str:
        """Where the keys lie, for people."""
        return "NACHKLANG_MASTER_KEY" if self._given else str(self.file)

    @property
    def from_file(self) -> bool:
        return not self._given

    def read(self) -> list[MasterKey]:
        """All keys, newest first; none if there is no key file yet. Raises MasterKeyError."""
        if self._given:
            return _parse(self._given.replace(",", "\n"), self.place)
        try:
            return _parse(self.file.read_text(encoding="ascii"), self.place)
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError):
            raise MasterKeyError(
                f"The key file {self.file} cannot be read. Give this user the right to read it, or restore it."
            ) from None

    def make(self) -> MasterKey:
        """The first key, in a new file that its owner only can read. Raises MasterKeyError.

        Called by one process at a time, see `storage.key_store`; the file appears whole or not at all.
        """
        key = new_master_key()
        try:
            self._write_beside([key]).replace(self.file)
        except OSError as error:
            raise MasterKeyError(
                f"The key file {self.file} cannot be made ({error.strerror}). Allow writing there, or name another "
                "folder with NACHKLANG_KEYS_FOLDER."
            ) from None
        return key

    def add(self) -> MasterKey:
        """A new key before the others in the file. Raises MasterKeyError if the keys come from the environment."""
        if self._given:
            raise MasterKeyError(
                "The master key comes from NACHKLANG_MASTER_KEY, which this program cannot change. "
                "Put a new key before the old one, separated by a comma, and start again."
            )
        keys = [new_master_key(), *self.read()]
        try:
            owner = self.file.stat()
            beside = self._write_beside(keys)
            with suppress(PermissionError):  # an administrator may rotate the key of the account that runs the bot
                os.chown(beside, owner.st_uid, owner.st_gid)
            beside.replace(self.file)
        except OSError as error:
            raise MasterKeyError(
                f"The key file {self.file} cannot be changed ({error.strerror}). Allow writing in its folder. "
                "Nothing was changed."
            ) from None
        return keys[0]

    def _write_beside(self, keys: list[MasterKey]) -> Path:
        """A complete file next to the key file, for its owner only."""
        beside = self.file.with_name(f"{self.file.name}.{secrets.token_hex(4)}.new")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(_file_text(keys))
            handle.flush()
            os.fsync(handle.fileno())
        return beside


def new_master_key() -> MasterKey:
    """A key that nothing is wrapped with yet."""
    return MasterKey(secrets.token_bytes(_BYTES))


def read_master_key(written: str) -> MasterKey:
    """The key somebody typed in, however it is spaced. Raises MasterKeyError if it was mistyped."""
    letters = "".join(sign for sign in written.upper() if sign.isalnum()).replace("0", "O").replace("1", "I")
    body, check = letters[:_LETTERS], letters[_LETTERS:]
    if len(letters) != _LETTERS + _CHECK or check != _check(body):
        raise MasterKeyError("This is not a master key: it has 14 groups of 4 letters, and one of them is mistyped.")
    try:
        return MasterKey(base64.b32decode(body + "===="))
    except ValueError:
        raise MasterKeyError("This is not a master key: it holds signs that no key has.") from None


def _parse(text: str, place: str) -> list[MasterKey]:
    lines = [line.split("#")[0].strip() for line in text.splitlines()]
    try:
        keys = [read_master_key(line) for line in lines if line]
    except MasterKeyError as error:
        raise MasterKeyError(f"{place} cannot be used. {error} Restore it from the recovery sheet.") from None
    if not keys:
        raise MasterKeyError(f"{place} holds no master key. Restore it from the recovery sheet or a backup.")
    return keys


def _file_text(keys: list[MasterKey]) -> str:
    head = "# Master keys of Nachklang, newest first. Whoever has this file can read the database.\n"
    return head + "".join(f"{key}\n" for key in keys)


def _check(letters: str) -> str:
    return base64.b32encode(sha256(letters.encode()).digest()).decode()[:_CHECK]
