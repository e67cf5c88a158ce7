"""The ladder of a check-in, with and without outages: each step once, in order, never at night or on a holiday."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.follow_up.days import may_write, working_days
from bot.follow_up.ladder import Circumstances, Step, next_step
from storage.follow_ups import Way
from tests.bot.follow_up.climber import BERLIN, check_in, climb, noted

NI = working_days("NI")
DUE_ON = date(2026, 6, 1)  # a Monday
ORDER = [Step.ANNOUNCE, Step.ASK, Step.REMIND, Step.REMIND_AGAIN, Step.HAND_OVER, Step.CLOSE]
REACHABLE = Circumstances(reachable=True, paused_until=None, hour=9)


def hourly(begin: date, days: int) -> Iterator[datetime]:
    start = datetime(begin.year, begin.month, begin.day, tzinfo=UTC)
    return (start + timedelta(hours=hour) for hour in range(24 * days))


def steps(taken: list[tuple[Step, datetime]]) -> list[tuple[Step, str]]:
    return [(step, at.astimezone(BERLIN).strftime("%a %d.%m. %H")) for step, at in taken]


def test_somebody_who_never_answers() -> None:
    taken = climb(check_in(DUE_ON), hourly(date(2026, 5, 1), 120), NI, REACHABLE)
    assert steps(taken) == [
        (Step.ANNOUNCE, "Mon 18.05. 09"),
        (Step.ASK, "Mon 01.06. 09"),
        (Step.REMIND, "Thu 04.06. 09"),
        (Step.REMIND_AGAIN, "Thu 11.06. 09"),
        (Step.HAND_OVER, "Thu 18.06. 09"),
        (Step.CLOSE, "Mon 20.07. 08"),
    ]


def test_somebody_who_answers_is_left_in_peace() -> None:
    answered = replace(check_in(DUE_ON), closed_at=datetime(2026, 6, 2, tzinfo=UTC))
    assert climb(answered, hourly(DUE_ON, 60), NI, REACHABLE) == []


@pytest.mark.parametrize("way", [Way.PHONE, Way.VISIT])
def test_whoever_is_not_asked_in_the_chat_gets_a_call(way: Way) -> None:
    taken = climb(check_in(DUE_ON, way=way), hourly(date(2026, 5, 1), 60), NI, REACHABLE)
    assert [step for step, _ in taken] == [Step.ANNOUNCE, Step.HAND_OVER]


def test_a_blocked_address_leads_to_a_call_and_ends_only_after_it() -> None:
    blocked = replace(REACHABLE, reachable=False)
    taken = climb(check_in(DUE_ON), hourly(date(2026, 5, 1), 120), NI, blocked)
    assert [step for step, _ in taken] == [Step.ANNOUNCE, Step.HAND_OVER, Step.CLOSE]


def test_whoever_comes_back_before_the_call_is_asked_after_all() -> None:
    handed_over = replace(check_in(DUE_ON), handed_over_at=datetime(2026, 6, 1, 7, tzinfo=UTC))
    now = datetime(2026, 6, 8, 8, tzinfo=UTC)
    assert next_step(handed_over, now, BERLIN, NI, REACHABLE) is Step.ASK
    asked = noted(handed_over, Step.ASK, now)
    assert [step for step, _ in climb(asked, hourly(date(2026, 6, 9), 40), NI, REACHABLE)] == [Step.CLOSE]


def test_a_pause_puts_everything_off_and_drops_nothing() -> None:
    pause = replace(REACHABLE, paused_until=date(2026, 8, 3))
    taken = climb(check_in(DUE_ON), hourly(DUE_ON, 90), NI, pause)
    assert steps(taken)[1:3] == [(Step.ASK, "Mon 03.08. 09"), (Step.REMIND, "Thu 06.08. 09")]
    asked = replace(check_in(DUE_ON), asked_at=datetime(2026, 6, 1, 7, tzinfo=UTC))
    assert steps(climb(asked, hourly(date(2026, 6, 2), 80), NI, pause))[:2] == [
        (Step.REMIND, "Mon 03.08. 09"),
        (Step.REMIND_AGAIN, "Thu 06.08. 09"),
    ]


def test_her_own_hour_counts_for_what_she_reads_not_for_tasks_of_others() -> None:
    evening = replace(REACHABLE, hour=18)
    taken = climb(check_in(DUE_ON, hour=18), hourly(date(2026, 5, 1), 60), NI, evening)
    assert [at.astimezone(BERLIN).hour for step, at in taken if step in (Step.ASK, Step.REMIND)] == [18, 18]
    assert all(at.astimezone(BERLIN).hour < 18 for step, at in taken if step in (Step.ANNOUNCE, Step.HAND_OVER))


@pytest.mark.parametrize(("days", "expected"), [(29, Step.ASK), (31, Step.DROP)])
def test_after_a_month_nobody_is_asked_any_more(days: int, expected: Step) -> None:
    now = datetime(2026, 6, 1, 8, tzinfo=UTC) + timedelta(days=days)
    assert next_step(check_in(DUE_ON), now, BERLIN, NI, REACHABLE) is expected


def test_reminders_that_an_outage_delayed_come_in_order_with_days_between() -> None:
    asked = replace(check_in(DUE_ON), asked_at=datetime(2026, 6, 1, 7, tzinfo=UTC))
    taken = climb(asked, hourly(date(2026, 6, 22), 20), NI, REACHABLE)
    assert steps(taken) == [
        (Step.REMIND, "Mon 22.06. 09"),
        (Step.REMIND_AGAIN, "Thu 25.06. 09"),
        (Step.HAND_OVER, "Mon 29.06. 09"),
    ]


outages = some.lists(some.tuples(some.integers(0, 150 * 24), some.integers(1, 60 * 24)), max_size=4)
starts = some.dates(date(2026, 1, 1), date(2030, 12, 31))


@settings(max_examples=60, deadline=None)
@given(due_on=starts, hour=some.integers(8, 18), outages=outages, reachable=some.booleans())
def test_after_any_outage_each_step_comes_at_most_once_and_in_order(
    due_on: date, hour: int, outages: list[tuple[int, int]], reachable: bool
) -> None:
    begin = due_on - timedelta(days=20)
    running = [
        now
        for number, now in enumerate(hourly(begin, 150))
        if not any(first <= number < first + length for first, length in outages)
    ]
    around = Circumstances(reachable, None, hour)
    taken = climb(check_in(due_on, hour), running, NI, around)
    found = [step for step, _ in taken]
    expected = [step for step in ORDER if step in found]
    assert found == (expected if Step.DROP not in found else [*expected, Step.DROP])
    assert all(may_write(at, BERLIN, NI) or at.astimezone(BERLIN).hour == hour == 18 for _, at in taken)
    asked = [at for step, at in taken if step is Step.ASK]
    assert all(at.astimezone(BERLIN).date() >= due_on for at in asked)
    if all(length < 10 * 24 for _, length in outages):
        assert {Step.HAND_OVER, Step.DROP} & set(found), "it ended, or is with a human"
