"""The daily run that removes what has been kept long enough, and whether it is time for it."""

from __future__ import annotations

import logging
from datetime import date, datetime, time, timedelta

from bot.app import App
from storage import audit, retention
from storage.database import transaction
from storage.erasing import scrub
from storage.facts import RETENTION_RAN_ON, recall, remember
from storage.retention import Due

RUNS_AT = time(3, 30)  # in the time zone of the installation; nobody writes then
_log = logging.getLogger(__name__)


def retain_if_due(app: App) -> None:
    """Runs retention unless today's run was made already, by this process or by the command line."""
    with transaction(app.engine) as connection:
        last_on = _as_date(recall(connection, RETENTION_RAN_ON))
    if is_overdue(last_on, app.now_here()):
        run_retention(app)


def run_retention(app: App) -> Due:
    """Removes what is due, empties the traces, and remembers the day and the end of the log. Returns what went."""
    with transaction(app.engine) as connection:
        gone = retention.apply(connection, app.settings.periods, app.clock())
        remember(connection, RETENTION_RAN_ON, app.now_here().date().isoformat())
    if not gone.is_empty:
        scrub(app.engine)
    with transaction(app.engine) as connection:
        audit.remember_end(connection)
    _log.info(
        "retention conversations=%s cases=%s addresses=%s people=%s invitations=%s audit_entries=%s",
        len(gone.conversations),
        len(gone.cases),
        len(gone.addresses_of),
        len(gone.people),
        gone.invitations,
        gone.audit_entries,
    )
    return gone


def is_overdue(last_on: date | None, now: datetime) -> bool:
    """Whether the newest run that should have been by `now` (local time) was missed; true before the first one."""
    newest_on = now.date() if now.time() >= RUNS_AT else now.date() - timedelta(days=1)
    return last_on is None or last_on < newest_on


def _as_date(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
