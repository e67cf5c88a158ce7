"""What comes in is kept once, handled in order and once, put aside after three failures, and forgotten in time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from storage import inbox
from storage.database import transaction
from storage.inbox import Arrival
from storage.tables import inbox as table
from tests.storage.seeds import NOW

HALLO = Arrival("1", "7", "Hallo")


def keep(engine: Engine, *arrivals: Arrival, channel: str = "telegram", days: float = 0) -> None:
    with transaction(engine) as connection:
        inbox.keep(connection, channel, arrivals, NOW + timedelta(days=days))


def waiting(engine: Engine, channel: str = "telegram", most: int = 10) -> list[inbox.Waiting]:
    with transaction(engine) as connection:
        return inbox.waiting(connection, channel, most)


def test_what_comes_twice_is_kept_once(engine: Engine) -> None:
    keep(engine, HALLO, Arrival("1", "7", "Hallo again"))
    keep(engine, HALLO)
    keep(engine)
    assert [item.payload for item in waiting(engine)] == ["Hallo"]


def test_the_same_number_in_another_channel_is_something_else(engine: Engine) -> None:
    keep(engine, HALLO)
    keep(engine, Arrival("1", "7", "Hallo web"), channel="web")
    assert [item.payload for item in waiting(engine, "web")] == ["Hallo web"]


def test_it_waits_in_the_order_it_came_whatever_the_numbers(engine: Engine) -> None:
    keep(engine, Arrival("99", "7", "first"), Arrival("3", "8", "second"))
    keep(engine, Arrival("50", "7", "third"))
    assert [item.payload for item in waiting(engine)] == ["first", "second", "third"]
    assert [item.payload for item in waiting(engine, most=2)] == ["first", "second"]


def test_it_is_taken_once_and_emptied(engine: Engine) -> None:
    keep(engine, HALLO)
    (item,) = waiting(engine)
    with transaction(engine) as connection:
        assert inbox.take(connection, item.id, NOW)
        assert not inbox.take(connection, item.id, NOW)
        assert connection.execute(select(table.c.payload)).scalar_one() is None
    assert waiting(engine) == []
    keep(engine, HALLO)
    assert waiting(engine) == []


def test_taking_rolled_back_leaves_it_waiting(engine: Engine) -> None:
    keep(engine, HALLO)

    def fail_while_handling() -> None:
        with transaction(engine) as connection:
            inbox.take(connection, inbox.waiting(connection, "telegram", 1)[0].id, NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_while_handling()
    assert [item.payload for item in waiting(engine)] == ["Hallo"]


def test_the_third_failure_puts_it_aside(engine: Engine) -> None:
    keep(engine, HALLO)
    (item,) = waiting(engine)
    for last in (False, False, True):
        with transaction(engine) as connection:
            assert inbox.note_failure(connection, item.id, NOW) is last
    assert waiting(engine) == []
    with transaction(engine) as connection:
        assert connection.execute(select(table.c.payload)).scalar_one() is None


def test_keeping_and_taking_in_one_happens_once(engine: Engine) -> None:
    with transaction(engine) as connection:
        assert inbox.take_new(connection, "terminal", HALLO, NOW)
        assert not inbox.take_new(connection, "terminal", HALLO, NOW)
    assert waiting(engine, "terminal") == []


def test_whether_somebody_was_heard_since(engine: Engine) -> None:
    keep(engine, HALLO)
    with transaction(engine) as connection:
        assert inbox.heard_since(connection, "telegram", "7", NOW - timedelta(seconds=1))
        assert not inbox.heard_since(connection, "telegram", "7", NOW)
        assert not inbox.heard_since(connection, "telegram", "8", NOW - timedelta(seconds=1))


def test_after_a_quiet_week_a_number_may_come_again(engine: Engine) -> None:
    keep(engine, HALLO, Arrival("2", "7", "never handled"))
    first = waiting(engine)[0]
    with transaction(engine) as connection:
        inbox.take(connection, first.id, NOW)
        assert inbox.forget_handled(connection, NOW) == 0
        assert inbox.forget_handled(connection, NOW + timedelta(days=3)) == 1
    keep(engine, Arrival("1", "7", "a new one"), days=7)
    assert [item.payload for item in waiting(engine)] == ["never handled", "a new one"]
