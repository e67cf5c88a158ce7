"""The tick: does what is due now, decided anew from rows, each step noted in the transaction that says it.

Two ticks at the same time, a repeated one or a crash never say anything twice: whoever notes a step first, says it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from bot.app import place_of
from bot.follow_up.circumstances import circumstances
from bot.follow_up.climbing import Climb, notice_of, take
from bot.follow_up.days import working_days
from bot.follow_up.helping import remind_of_calls
from bot.follow_up.ladder import ANNOUNCE_BEFORE, Step, may_be_due, next_step
from bot.follow_up.notices import Notice
from bot.follow_up.pinging import due_notices, look_back
from bot.messages import Rows
from bot.office import Office
from bot.telling import Reach, tell
from bot.wording import Voice
from storage.facts import LAST_TICK_AT, remember
from storage.follow_ups import CheckIn, open_check_ins

MOST_MESSAGES = 30  # a tick; what is left comes with the next ones, so that an outage is caught up spread out
MOST_IN_ONE_MESSAGE = 5
LONGEST_HOLIDAYS = timedelta(days=7)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a tick did: messages queued, steps noted, and how much is left for the next tick."""

    told: int
    done: int
    left: int


def tick(connection: Connection, office: Office, zone: ZoneInfo, now: datetime) -> Ticked:
    """Does everything that is due, oldest first, at most 30 messages. All in the transaction of `connection`.

    What makes trouble is put back and does not hold up the others. Raises OperationalError if the database is busy.
    """
    remember(connection, LAST_TICK_AT, now.astimezone(UTC).isoformat())
    _safely(connection, "help calls", partial(remind_of_calls, connection, office, now.astimezone(zone)))
    notices, done, waiting = _climbing(connection, office, zone, now)
    is_working_day = working_days(office.land)
    notices += look_back(connection, zone, is_working_day, now)
    notices += due_notices(connection, zone, is_working_day, now)
    groups = _grouped(notices)
    told = 0
    for group in groups:
        if told >= MOST_MESSAGES:
            waiting += len(group)
            continue
        saying = partial(_say, connection, office, group[:MOST_IN_ONE_MESSAGE], now)
        said = _safely(connection, "check-ins or pings", saying) or 0
        told, done, waiting = told + bool(said), done + said, waiting + len(group[MOST_IN_ONE_MESSAGE:])
    if told or waiting:
        _log.info("tick told=%s done=%s left=%s", told, done, waiting)
    return Ticked(told, done, waiting)


def _climbing(connection: Connection, office: Office, zone: ZoneInfo, now: datetime) -> tuple[list[Notice], int, int]:
    """Notices for the oldest check-ins, steps that were done without a word, and how many have to wait."""
    today = now.astimezone(zone).date()
    is_working_day = working_days(office.land)
    notices: list[Notice] = []
    done = waiting = 0
    readers: set[int] = set()
    for check_in in open_check_ins(connection, today + ANNOUNCE_BEFORE + LONGEST_HOLIDAYS):
        if not may_be_due(check_in, now, zone, is_working_day):
            continue
        if len(readers) >= MOST_MESSAGES:
            waiting += 1
            continue
        step = next_step(check_in, now, zone, is_working_day, circumstances(connection, check_in, today))
        if step is None:
            continue
        climb = Climb(check_in, step, _since(check_in, zone))
        if step is Step.CLOSE:
            done += take(connection, climb, now)
        elif (notice := notice_of(connection, climb, now)) is not None:
            notices.append(notice)
            readers.add(notice.person_id)
    return notices, done, waiting


def _since(check_in: CheckIn, zone: ZoneInfo) -> datetime:
    """What it is lined up by: the day it was planned for."""
    return datetime.combine(check_in.due_on, time(), zone)


def _grouped(notices: Iterable[Notice]) -> list[list[Notice]]:
    """By person, and both people and what they are told in the order in which it fell due."""
    groups: dict[int, list[Notice]] = {}
    for notice in sorted(notices, key=lambda one: one.since):
        groups.setdefault(notice.person_id, []).append(notice)
    return list(groups.values())


def _say(connection: Connection, office: Office, notices: list[Notice], now: datetime) -> int:
    """One message with everything that nobody else has said meanwhile. Returns how many notices it holds."""
    mine = [notice for notice in notices if notice.take()]
    if not mine:
        return 0

    def word(voice: Voice) -> str:
        return "\n\n".join(notice.word(voice) for notice in mine)

    def offer(voice: Voice) -> Rows:
        return tuple(row for notice in mine for row in notice.offer(voice))

    another = any(notice.reach is Reach.ANOTHER for notice in mine)
    reach = Reach.ANOTHER if another else Reach.FIRST
    tell(connection, office, mine[0].person_id, word, offer, now, reach=reach, is_question=True)
    return len(mine)


def _safely(connection: Connection, what: str, work: Callable[[], int]) -> int | None:
    """All or nothing in a savepoint; an error is logged without what anybody wrote."""
    try:
        with connection.begin_nested():
            return work()
    except OperationalError:
        raise
    except Exception as error:
        _log.error("tick_failed what=%s at=%s", what, place_of(error))
        return None
