"""A check-in that lives in memory: the ladder decides, and what it decides is noted as the tick notes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.follow_up.climbing import NOTED_AS
from bot.follow_up.days import IsWorkingDay
from bot.follow_up.ladder import Circumstances, Step, next_step
from dialogs.engine.model import Role
from storage.follow_ups import CheckIn, Outcome, Wave, Way

BERLIN = ZoneInfo("Europe/Berlin")
ENDS = {Step.DROP: Outcome.TOO_LATE, Step.CLOSE: Outcome.UNREACHABLE}


def check_in(due_on: date, hour: int = 9, way: Way = Way.CHAT, wave: Wave = Wave.MONTHS_3) -> CheckIn:
    return CheckIn(1, 1, 1, 7, Role.COACHEE, wave, way, due_on, hour, *[None] * 7, reason="")


def noted(found: CheckIn, step: Step, now: datetime) -> CheckIn:
    """The check-in after this step."""
    if step in ENDS:
        return replace(found, closed_at=now, outcome=ENDS[step])
    return replace(found, **{NOTED_AS[step]: now})


def climb(
    found: CheckIn, moments: Iterable[datetime], is_working_day: IsWorkingDay, around: Circumstances
) -> list[tuple[Step, datetime]]:
    """Ticks at these moments; returns each step with when it was taken."""
    taken = []
    for now in moments:
        step = next_step(found, now, BERLIN, is_working_day, around)
        if step is not None:
            taken.append((step, now))
            found = noted(found, step, now)
    return taken
