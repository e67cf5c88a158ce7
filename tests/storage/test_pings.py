"""Pings in the database: planned once, sent once, put off, repeated, settled; and how people want to be written to."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, Engine

from storage.database import transaction
from storage.pings import (
    Habit,
    Ping,
    PingKind,
    begun_since,
    due_pings,
    find_ping,
    habit_of,
    ignored_in_a_row,
    note_sent,
    open_pings,
    plan_ping,
    repeat,
    sent_and_open,
    set_habit,
    settle,
    snooze,
)
from tests.storage.seeds import NOW, Seed, begin, seed

LATER = NOW + timedelta(hours=1)


def planned(connection: Connection, known: Seed, kind: PingKind = PingKind.VISIT) -> Ping:
    plan_ping(connection, known.person, known.case, kind, NOW, known.conversation)
    return open_pings(connection, known.person, kind)[-1]


def test_a_ping_is_due_from_its_time_on_and_sent_once(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        ping = planned(connection, known)
        assert due_pings(connection, NOW - timedelta(seconds=1)) == []
        assert due_pings(connection, NOW) == [ping]
        assert note_sent(connection, ping.id, NOW)
        assert not note_sent(connection, ping.id, NOW), "another schedule was faster"
        assert due_pings(connection, LATER) == []


def test_a_second_one_of_the_same_kind_moves_the_first_until_it_was_sent(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        ping = planned(connection, known)
        plan_ping(connection, known.person, known.case, PingKind.VISIT, LATER)
        (moved,) = open_pings(connection, known.person, PingKind.VISIT)
        assert (moved.id, moved.due_at) == (ping.id, LATER)
        note_sent(connection, ping.id, LATER)
        assert planned(connection, known).id != ping.id
        assert open_pings(connection, known.person, PingKind.NEXT_STEP) == []


def test_what_was_put_off_comes_again(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        ping = planned(connection, known)
        note_sent(connection, ping.id, NOW)
        snooze(connection, ping.id, LATER)
        assert [found.id for found in due_pings(connection, LATER)] == [ping.id]


def test_it_is_repeated_once(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        ping = planned(connection, known)
        note_sent(connection, ping.id, NOW)
        assert [found.id for found in sent_and_open(connection, LATER)] == [ping.id]
        assert repeat(connection, ping.id, LATER)
        (again,) = due_pings(connection, LATER)
        assert again.repeated
        note_sent(connection, ping.id, LATER)
        assert not repeat(connection, ping.id, LATER)


def test_only_the_person_herself_finds_it_and_only_while_it_is_open(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        ping = planned(connection, known)
        assert find_ping(connection, ping.id, known.person + 1) is None
        assert find_ping(connection, ping.id, known.person) == ping
        assert settle(connection, [ping.id], "answered", NOW) == 1
        assert settle(connection, [ping.id], "muted", NOW) == 0
        assert find_ping(connection, ping.id, known.person) is None


def test_only_ignored_ones_in_a_row_count(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        for fate in ("ignored", "answered", "ignored", "ignored"):
            ping = planned(connection, known)
            note_sent(connection, ping.id, NOW)
            settle(connection, [ping.id], fate, NOW)
        unsent = planned(connection, known)
        settle(connection, [unsent.id], "outdated", NOW)
        assert ignored_in_a_row(connection, known.person, PingKind.VISIT) == 2
        note_sent(connection, planned(connection, known).id, NOW)
        assert ignored_in_a_row(connection, known.person, PingKind.VISIT) == 2, "an open one says nothing yet"
        assert ignored_in_a_row(connection, known.person, PingKind.NEXT_STEP) == 0


def test_whether_something_was_begun_since(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        ping = planned(connection, known)
        assert not begun_since(connection, ping, ("idee",), LATER)
        begin(connection, known.person, known.case, now=LATER)
        assert begun_since(connection, ping, ("idee",), LATER)
        assert not begun_since(connection, ping, ("nach_dem_besuch",), LATER)


def test_habits_are_kept_and_changed(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        assert habit_of(connection, known.person) == Habit()
        wanted = Habit(15, date(2026, 6, 1), frozenset({PingKind.VISIT, PingKind.NEXT_STEP}))
        set_habit(connection, known.person, wanted)
        assert habit_of(connection, known.person) == wanted
        set_habit(connection, known.person, Habit(hour=9))
        assert habit_of(connection, known.person) == Habit(hour=9)
