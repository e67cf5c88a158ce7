"""Each minute of the running process: is the clock to be trusted, then tick, then say in a file how things stand."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from enum import Enum, auto

from bot.app import App
from bot.follow_up.health import standing, write_health
from bot.follow_up.ticking import Ticked, tick
from storage.database import transaction
from storage.facts import LAST_TICK_AT, recall

TICKS_EVERY = timedelta(seconds=60)
LONGEST_SLEEP = timedelta(days=2)
TRIAL = timedelta(hours=1)
_log = logging.getLogger(__name__)


class Trust(Enum):
    """TRUSTED: go on. WAITS: it was set back a little, the time comes again. DOUBTED: look again after a while."""

    TRUSTED = auto()
    WAITS = auto()
    DOUBTED = auto()


def trust(last_at: datetime | None, now: datetime) -> Trust:
    """What to think of a clock that says `now` when the last tick was at `last_at`.

    A leap of days is either an outage or a wrong clock, and nothing tells which. An hour of patience harms no outage,
    and gives people and time servers a chance to set a wrong clock right before anybody is written to.
    """
    if last_at is None or last_at <= now <= last_at + LONGEST_SLEEP:
        return Trust.TRUSTED
    return Trust.WAITS if now < last_at <= now + TRIAL else Trust.DOUBTED


class Clockwork:
    """Ticks for one process and remembers since when its clock is doubted."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._doubted_at: datetime | None = None

    def step(self) -> Ticked:
        """One tick, unless the clock has to prove itself first. Raises OperationalError if the database is busy."""
        app, now = self._app, self._app.clock().astimezone(UTC)
        with transaction(app.engine) as connection:
            ticked = Ticked(0, 0, 0)
            if self._may_tick(last_tick_at(recall(connection, LAST_TICK_AT)), now):
                ticked = tick(connection, app.office, app.zone, now)
        if app.settings.health_file is not None:
            with transaction(app.engine) as connection:
                stands = standing(connection, app.office.land, app.zone, now)
            write_health(app.settings.health_file, stands)
        return ticked

    def _may_tick(self, last_at: datetime | None, now: datetime) -> bool:
        match trust(last_at, now):
            case Trust.TRUSTED:
                self._doubted_at = None
                return True
            case Trust.WAITS:
                return False
            case _:
                since = self._doubted_at
                if since is None or not since <= now <= since + TRIAL + LONGEST_SLEEP:
                    self._doubted_at = since = now  # it leapt just now, or once more
                    _log.warning("clock_doubted last_tick_at=%s", last_at)
                if now < since + TRIAL:
                    return False
                self._doubted_at = None
                return True


def last_tick_at(written: str | None) -> datetime | None:
    """The time as the tick wrote it down."""
    return None if written is None else datetime.fromisoformat(written)
