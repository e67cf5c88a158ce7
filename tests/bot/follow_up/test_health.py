"""How the schedule stands: the health file after each tick, and what the doctor says about it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.cli.doctor.schedule import look_at_schedule
from bot.follow_up.clockwork import Clockwork
from bot.follow_up.health import cases_alone, standing
from storage.database import transaction
from storage.follow_ups import Way
from storage.members import end_membership
from tests.bot.follow_up.aftercare import after_the_end, agree, plan, ticks
from tests.journey import Clock, open_app

MORNING = datetime(2026, 6, 2, 7, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 3, 2, 10, 0, tzinfo=UTC))


def findings(app: App) -> list[tuple[str, str]]:
    with transaction(app.engine) as connection:
        stands = standing(connection, app.office.land, app.zone, app.clock())
        found = look_at_schedule(stands, cases_alone(connection), app.settings)
        return [(one.level, one.message) for one in found]


def test_the_health_file_holds_numbers_and_no_person(tmp_path: Path, clock: Clock) -> None:
    app = open_app(tmp_path, clock, NACHKLANG_HEALTH_FILE="health.json")
    case_id, lead, coachee = after_the_end(app)
    agree(app, case_id, lead, plan(coachee))
    clock.now = MORNING
    Clockwork(app).step()
    said = json.loads((tmp_path / "health.json").read_text())
    assert (said["last_tick_at"], said["overdue"], said["waiting"]) == (MORNING.isoformat(), 0, 0)
    assert set(said) == {"last_tick_at", "overdue", "waiting", "version"}
    assert [file.name for file in tmp_path.glob("*health*")] == ["health.json"]
    app.close()


def test_without_anything_planned_all_is_well(app: App) -> None:
    assert [level for level, _ in findings(app)] == ["ok"]


def test_a_schedule_that_stands_still_is_noticed_after_five_minutes(app: App, clock: Clock) -> None:
    case_id, lead, coachee = after_the_end(app)
    agree(app, case_id, lead, plan(coachee))
    assert "has never run" in findings(app)[0][1]
    ticks(app)
    clock.move(minutes=5)
    assert [level for level, _ in findings(app)] == ["ok"]
    clock.move(minutes=1)
    (found,) = findings(app)
    assert found[0] == "warning"
    assert "stands still" in found[1]


def test_what_was_due_yesterday_is_overdue(app: App, clock: Clock) -> None:
    case_id, lead, coachee = after_the_end(app)
    agree(app, case_id, lead, plan(coachee))
    clock.now = MORNING - timedelta(days=14)
    ticks(app)
    clock.now = MORNING + timedelta(hours=2)
    assert not any("overdue" in message for _, message in findings(app))
    clock.move(days=1)
    assert any("1 steps of check-ins are overdue" in message for _, message in findings(app))
    ticks(app)
    assert not any("overdue" in message for _, message in findings(app))


def test_a_case_nobody_looks_after_is_named(app: App, clock: Clock) -> None:
    case_id, lead, _ = after_the_end(app)
    agree(app, case_id, lead, plan(None, way=Way.PHONE))
    with transaction(app.engine) as connection:
        end_membership(connection, case_id, lead, clock.now)
    assert any(f"looks after case {case_id}" in message for _, message in findings(app))
