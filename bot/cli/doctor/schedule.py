"""The doctor looks at the schedule after the end: does it tick, is something overdue, does somebody look after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.cli.doctor.finding import Finding
from bot.follow_up.health import Standing
from bot.settings import Settings


def look_at_schedule(stands: Standing, alone: Sequence[int], settings: Settings) -> Iterator[Finding]:
    """Findings about check-ins, from numbers that were counted just now."""
    yield _ticking(stands, settings)
    if stands.overdue:
        said = f"{stands.overdue} steps of check-ins are overdue by more than a day; let `nachklang run` run."
        yield Finding("schedule", "warning", said)
    if alone:
        named = ", ".join(map(str, alone))
        said = f"Nobody who can be reached looks after case {named}; invite somebody with `nachklang invite`."
        yield Finding("schedule", "warning", said)


def _ticking(stands: Standing, settings: Settings) -> Finding:
    planned = f"{stands.planned} check-ins are planned"
    if not stands.stands_still or stands.planned == 0:
        return Finding("schedule", "ok", f"{planned}; holidays are those of {settings.land}.")
    if stands.last_tick_at is None:
        return Finding("schedule", "warning", f"{planned}, but the schedule has never run; start `nachklang run`.")
    at = stands.last_tick_at.astimezone(settings.zone)
    said = f"{planned}, but the schedule stands still since {_minute(at)}; start `nachklang run` and check the clock."
    return Finding("schedule", "warning", said)


def _minute(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")
