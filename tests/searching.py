"""Looking for marked texts in files, however they are written: plain, in two-byte letters, as base64, as JSON."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from pathlib import Path

import sqlcipher3.dbapi2


def spellings(marker: str) -> set[bytes]:
    """The bytes a text can be recognised by. As base64 it looks different at each of three positions."""
    plain = marker.encode()
    found = {plain, marker.encode("utf-16-le"), marker.encode("utf-16-be"), json.dumps(marker)[1:-1].encode()}
    for before in range(3):
        written = base64.b64encode(b"x" * before + plain)
        found.add(written[4 if before else 0 : len(written) // 4 * 4 - 4])
    return found


def found_in(folder: Path, markers: Iterable[str]) -> set[tuple[str, str]]:
    """File name and marker wherever a marker can be read below the folder."""
    files = [(file.name, file.read_bytes()) for file in folder.rglob("*") if file.is_file()]
    return {
        (name, marker)
        for marker in markers
        for name, content in files
        if any(spelling in content for spelling in spellings(marker))
    }


def copy_database(file: Path, copies: Path) -> None:
    """Copies a database in the two ways SQLite has: its backup interface, and VACUUM INTO."""
    copies.mkdir(exist_ok=True)
    source = sqlcipher3.dbapi2.connect(str(file))
    target = sqlcipher3.dbapi2.connect(str(copies / f"backup of {file.name}"))
    source.backup(target)
    source.execute("VACUUM INTO ?", (str(copies / f"vacuumed {file.name}"),))
    target.close()
    source.close()
