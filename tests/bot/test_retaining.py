"""The daily run: once a day, made up for after a night off, and only numbers in the log."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.app import App
from bot.retaining import is_overdue, retain_if_due
from dialogs.engine.model import Phase
from storage.cases import all_cases, set_phase
from storage.database import transaction
from tests.journey import Clock, add_case

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("last_on", "now", "overdue"),
    [
        (None, datetime(2026, 3, 2, 1, 0, tzinfo=BERLIN), True),
        (date(2026, 3, 1), datetime(2026, 3, 2, 3, 29, tzinfo=BERLIN), False),
        (date(2026, 3, 1), datetime(2026, 3, 2, 3, 30, tzinfo=BERLIN), True),
        (date(2026, 3, 2), datetime(2026, 3, 2, 23, 0, tzinfo=BERLIN), False),
        (date(2026, 2, 28), datetime(2026, 3, 2, 1, 0, tzinfo=BERLIN), True),
        (date(2026, 3, 28), datetime(2026, 3, 29, 3, 30, tzinfo=BERLIN), True),
    ],
)
def test_when_a_run_is_overdue(last_on: date | None, now: datetime, overdue: bool) -> None:
    assert is_overdue(last_on, now) is overdue


def pseudonyms(app: App) -> list[str]:
    with transaction(app.engine) as connection:
        return [case.pseudonym for case in all_cases(connection)]


def close_long_ago(app: App, case_id: int) -> None:
    with transaction(app.engine) as connection:
        set_phase(connection, case_id, Phase.CLOSED, datetime(2001, 5, 4, tzinfo=UTC))


def test_it_runs_once_a_day(app: App, case: int, person: int, clock: Clock) -> None:
    close_long_ago(app, case)
    retain_if_due(app)
    assert pseudonyms(app) == []
    close_long_ago(app, add_case(app, person, "Birke"))
    retain_if_due(app)
    assert pseudonyms(app) == ["Birke"], "it ran today already"
    clock.move(days=1)
    retain_if_due(app)
    assert pseudonyms(app) == []


def test_the_log_of_the_program_holds_counts_only(app: App, case: int, caplog: pytest.LogCaptureFixture) -> None:
    close_long_ago(app, case)
    with caplog.at_level(logging.INFO):
        retain_if_due(app)
    assert "retention conversations=0 cases=1" in caplog.text
    assert "Ahorn" not in caplog.text
