"""The doctor looks at the database: library, address, layout, and what waits to be sent."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from bot.app import KEY_STORE
from bot.cli.doctor.finding import Finding
from bot.cli.output import what_the_database_says
from bot.settings import Settings
from storage import outbox
from storage.database import SQLITE_VERSION, open_database, parse_url, transaction
from storage.migrating import (
    MissingKeysError,
    UnknownLayoutError,
    check_store_is_there,
    current_version,
    newest_version,
)
from storage.outbox import Fate


def look_at_database(settings: Settings) -> Generator[Finding, None, bool]:
    """Findings; returns whether the database has the newest layout, so that more can be looked at."""
    address = parse_url(settings.database_url)
    if address.get_backend_name() == "sqlite":
        file = Path(str(address.database)).resolve()
        yield Finding("database", "ok", f"SQLite {SQLITE_VERSION} from the sqlcipher3 package is in use.")
        if not file.exists():
            yield _new_database(file)
            return False
    name = address.set(query={}).render_as_string(hide_password=True)  # a query may hold a password, too
    engine = open_database(settings.database_url)
    try:
        with transaction(engine) as connection:
            version = current_version(connection)
            check_store_is_there(connection, settings.keys_folder / KEY_STORE)
            counts = outbox.count_by_fate(connection) if version == newest_version() else {}
    except (UnknownLayoutError, MissingKeysError) as error:
        yield Finding("database", "error", str(error))
        return False
    except DatabaseError as error:
        said = what_the_database_says(error)
        yield Finding("database", "error", f"{name} cannot be used ({said}); check address, rights and disk.")
        return False
    finally:
        engine.dispose()
    if version == newest_version():
        yield Finding("database", "ok", f"{name} has the newest layout ({version}).")
    else:
        said = f"{name} has layout {version}; `nachklang migrate` brings {newest_version()}."
        yield Finding("database", "warning", said)
    yield from _messages(counts)
    return version == newest_version()


def _new_database(file: Path) -> Finding:
    if os.access(file.parent, os.W_OK):
        return Finding("database", "ok", f"{file} does not exist yet; it is made at the first start.")
    return Finding("database", "error", f"{file} cannot be made; make {file.parent} and allow writing there.")


def _messages(counts: dict[Fate, int]) -> Iterator[Finding]:
    waiting, lost = counts.get(Fate.PENDING, 0), counts.get(Fate.GIVEN_UP, 0)
    doubtful = counts.get(Fate.UNCERTAIN, 0)
    level = "warning" if lost or doubtful else "ok"
    yield Finding("messages", level, f"{waiting} waiting, {doubtful} uncertain, {lost} given up in the last days.")
