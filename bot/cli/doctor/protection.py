"""The doctor looks at what protects people: keys that fit, a whole audit log, and erasing that is not behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import Connection

from bot.cli.doctor.finding import Finding
from bot.cli.doctor.schedule import look_at_schedule
from bot.follow_up.health import cases_alone, standing
from bot.retaining import is_overdue
from bot.settings import Settings
from storage import audit
from storage.database import open_database, transaction
from storage.encryption import SealBrokenError, Vault
from storage.erasing import half_erased
from storage.facts import RETENTION_RAN_ON, recall
from storage.master_keys import MasterKeyError
from storage.migrating import MissingKeysError, check_keys
from storage.retention import due


def look_at_protection(settings: Settings, vault: Vault, now: datetime) -> Iterator[Finding]:
    """Findings about a database of the newest layout and its keys; changes nothing."""
    engine = open_database(settings.database_url, vault)
    try:
        with transaction(engine) as connection:
            check_keys(connection)
            yield Finding("keys", "ok", "The database belongs to this key store.")
            yield _log(connection)
            retention = _retention(connection, now.astimezone(settings.zone))
            yield retention
            yield _erasures(connection, settings, now, behind=retention.level != "ok")
            stands = standing(connection, settings.land, settings.zone, now)
            yield from look_at_schedule(stands, cases_alone(connection), settings)
    except (MissingKeysError, MasterKeyError) as error:
        yield Finding("keys", "error", str(error))
    except SealBrokenError as error:
        yield Finding("keys", "error", f"Something stored cannot be opened: {error}. Restore database and key store.")
    finally:
        engine.dispose()


def _log(connection: Connection) -> Finding:
    problems = audit.verify(connection)
    if problems:
        more = f" and {len(problems) - 1} more" if len(problems) > 1 else ""
        return Finding("audit", "error", f"{problems[0]}{more} `nachklang audit verify` lists everything.")
    return Finding("audit", "ok", f"The audit log is whole ({audit.count(connection)} entries).")


def _retention(connection: Connection, now: datetime) -> Finding:
    written = recall(connection, RETENTION_RAN_ON)
    if written is None:
        said = "Retention has not run yet; `nachklang run` does it every night, `nachklang retention --apply` at once."
        return Finding("retention", "warning", said)
    last_on = date.fromisoformat(written)
    if is_overdue(last_on, now):
        said = f"Retention last ran on {last_on}; let `nachklang run` run, or call `nachklang retention --apply` daily."
        return Finding("retention", "warning", said)
    return Finding("retention", "ok", f"Retention ran on {last_on}.")


def _erasures(connection: Connection, settings: Settings, now: datetime, *, behind: bool) -> Finding:
    """What came due since the last run is in time; `behind` says that a run was missed."""
    half = sum(map(len, half_erased(connection)))
    if half:
        said = f"{half} erased cases or people are in the database again; the next start removes them."
        return Finding("erasures", "warning", said)
    found = due(connection, settings.periods, now)
    if found.is_empty:
        return Finding("erasures", "ok", "Nothing is past its retention period.")
    if behind:
        said = "Some data are past their retention period; `nachklang retention` lists them, `--apply` removes them."
        return Finding("erasures", "warning", said)
    return Finding("erasures", "ok", "The next run removes what has come due; `nachklang retention` lists it.")
