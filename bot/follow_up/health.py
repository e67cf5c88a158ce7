"""How the schedule stands: for the doctor, and for a file that any monitoring can read. Numbers only."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.follow_up.circumstances import circumstances, responsible_for
from bot.follow_up.days import LATEST_HOUR, IsWorkingDay, working_days
from bot.follow_up.ladder import ANNOUNCE_BEFORE, Step, may_be_due, next_step
from storage.facts import LAST_TICK_AT, recall
from storage.follow_ups import open_check_ins

STANDS_STILL_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Standing:
    """`planned`: open check-ins; `waiting`: those with a step due now; `overdue`: with one due on an earlier day."""

    looked_at: datetime
    last_tick_at: datetime | None
    waiting: int
    overdue: int
    planned: int

    @property
    def stands_still(self) -> bool:
        """Whether there is something to watch over and nothing has ticked for some minutes."""
        if self.last_tick_at is None:
            return self.planned > 0
        return not timedelta() <= self.looked_at - self.last_tick_at <= STANDS_STILL_AFTER


def standing(connection: Connection, land: str, zone: ZoneInfo, now: datetime) -> Standing:
    """Looked at now; changes nothing."""
    today = now.astimezone(zone).date()
    is_working_day = working_days(land)
    evening = _evening_before(now, zone, is_working_day)
    waiting = overdue = 0
    planned = open_check_ins(connection, date.max)
    for check_in in planned:
        if check_in.due_on > today + 2 * ANNOUNCE_BEFORE:
            break
        if not any(may_be_due(check_in, at, zone, is_working_day) for at in (now, evening)):
            continue
        around = circumstances(connection, check_in, today)
        waiting += next_step(check_in, now, zone, is_working_day, around) not in (None, Step.CLOSE)
        # At 17:59 of an earlier day everybody's hour but 18 had come; that one counts a day later.
        overdue += next_step(check_in, evening, zone, is_working_day, around) not in (None, Step.CLOSE)
    written = recall(connection, LAST_TICK_AT)
    last_at = None if written is None else datetime.fromisoformat(written)
    return Standing(now, last_at, waiting, overdue, len(planned))


def cases_alone(connection: Connection) -> list[int]:
    """Cases with open check-ins that nobody who can be reached looks after."""
    cases = sorted({check_in.case_id for check_in in open_check_ins(connection, date.max)})
    return [case_id for case_id in cases if responsible_for(connection, case_id) is None]


def write_health(file: Path, stands: Standing) -> None:
    """Puts the numbers into the file in one go, so that nobody reads half of them. Raises OSError."""
    said = {
        "last_tick_at": None if stands.last_tick_at is None else stands.last_tick_at.astimezone(UTC).isoformat(),
        "waiting": stands.waiting,
        "overdue": stands.overdue,
        "version": version("nachklang"),
    }
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    beside.write_text(json.dumps(said) + "\n", encoding="utf-8")
    beside.replace(file)


def _evening_before(now: datetime, zone: ZoneInfo, is_working_day: IsWorkingDay) -> datetime:
    """The end of the newest working day before today."""
    day = now.astimezone(zone).date() - timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return datetime.combine(day, time(LATEST_HOUR - 1, 59), zone).astimezone(UTC)
