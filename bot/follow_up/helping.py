"""Calls for help: whoever looks after a case hears of an open one until somebody takes it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.office import Office


def remind_of_calls(connection: Connection, office: Office, now: datetime) -> int:
    """Tells of calls that nobody took yet. `now` is local time. Returns how many messages were queued."""
    return 0
