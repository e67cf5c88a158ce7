"""Releases: one revision in one room until it is taken back, replaced or discarded."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, Engine

from dialogs.engine.model import Register
from dialogs.engine.state import Answer
from storage.answers import Revision, record_revisions, remove_answers
from storage.audit import AuditEvent, has_read
from storage.audit import record as write_down
from storage.database import transaction
from storage.releases import (
    RELEASED,
    Room,
    Statement,
    own_statements,
    place_of_answer,
    release,
    released_statements,
    take_back,
)
from tests.storage.seeds import NOW, Seed, seed, walk

LATER = NOW + timedelta(days=1)


def say(engine: Engine, known: Seed, step: str, text: str | None, fell_away: bool = False) -> None:
    with transaction(engine) as connection:
        revision = Revision(step, Answer(text), f"{step}?", text or "", fell_away)
        record_revisions(connection, walk(connection, known), Register.STANDARD, [revision], NOW)


def own(connection: Connection, known: Seed) -> list[Statement]:
    return own_statements(connection, known.person, known.case)


def texts(connection: Connection, known: Seed, *rooms: Room) -> list[str]:
    return [statement.text for statement in released_statements(connection, known.case, rooms or RELEASED)]


def test_everything_is_private_until_it_is_released(engine: Engine) -> None:
    known = seed(engine)
    say(engine, known, "a", "x")
    with transaction(engine) as connection:
        (statement,) = own(connection, known)
        assert (statement.rooms, statement.released_at) == (frozenset({Room.PRIVATE}), None)
        assert texts(connection, known) == []
        assert release(connection, statement, known.case, Room.TEAM, LATER)
        (statement,) = own(connection, known)
        assert (statement.rooms, statement.released_at) == (frozenset({Room.TEAM}), LATER)
        assert not release(connection, statement, known.case, Room.TEAM, LATER)
        assert texts(connection, known, Room.TEAM) == ["x"]
        assert texts(connection, known, Room.REPORT, Room.COACHEE) == []


def test_a_new_revision_takes_the_place_of_the_old_one_only_in_its_room(engine: Engine) -> None:
    known = seed(engine)
    say(engine, known, "a", "old")
    with transaction(engine) as connection:
        (old,) = own(connection, known)
        for room in (Room.TEAM, Room.REPORT):
            release(connection, old, known.case, room, NOW)
    say(engine, known, "a", "new")
    with transaction(engine) as connection:
        (new,) = own(connection, known)
        assert new.rooms == {Room.PRIVATE}
        assert texts(connection, known, Room.TEAM) == ["old"]
        release(connection, new, known.case, Room.TEAM, LATER)
        assert texts(connection, known, Room.TEAM) == ["new"]
        assert texts(connection, known, Room.REPORT) == ["old"]
        assert texts(connection, known, Room.TEAM, Room.REPORT) == ["new"]


def test_taking_back_ends_all_revisions_of_this_answer_and_no_other(engine: Engine) -> None:
    known = seed(engine)
    say(engine, known, "a", "old")
    say(engine, known, "b", "beside")
    with transaction(engine) as connection:
        for statement in own(connection, known):
            release(connection, statement, known.case, Room.REPORT, NOW)
    say(engine, known, "a", "new")
    with transaction(engine) as connection:
        new = own(connection, known)[-1]
        release(connection, new, known.case, Room.TEAM, NOW)
        place = place_of_answer(connection, new.answer_id, known.case)
        assert place is not None
        assert take_back(connection, place, LATER) == 2
        assert take_back(connection, place, LATER) == 0
        assert texts(connection, known) == ["beside"]


def test_what_fell_away_or_is_skipped_is_no_own_statement_but_stays_released(engine: Engine) -> None:
    known = seed(engine)
    for step in ("a", "b"):
        say(engine, known, step, step)
    with transaction(engine) as connection:
        for statement in own(connection, known):
            release(connection, statement, known.case, Room.TEAM, NOW)
    say(engine, known, "a", None, fell_away=True)
    say(engine, known, "b", None)
    with transaction(engine) as connection:
        assert own(connection, known) == []
        assert texts(connection, known) == ["a", "b"]


def test_discarding_removes_what_was_released_too(engine: Engine) -> None:
    known = seed(engine)
    say(engine, known, "a", "x")
    with transaction(engine) as connection:
        (statement,) = own(connection, known)
        release(connection, statement, known.case, Room.TEAM, NOW)
    with transaction(engine) as connection:
        remove_answers(connection, known.conversation)
        assert own(connection, known) == []
        assert texts(connection, known) == []
        assert place_of_answer(connection, statement.answer_id, known.case) is None


def test_an_answer_is_only_found_in_its_own_case(engine: Engine) -> None:
    known, other = seed(engine), seed(engine, "Herr Birke", "Birke", "2")
    say(engine, known, "a", "x")
    with transaction(engine) as connection:
        (statement,) = own(connection, known)
        place = place_of_answer(connection, statement.answer_id, known.case)
        assert place is not None
        assert (place.person_id, place.topic, place.step_id) == (known.person, "idee", "a")
        assert place_of_answer(connection, statement.answer_id, other.case) is None
        release(connection, statement, known.case, Room.TEAM, NOW)
        assert texts(connection, other) == []


def test_whether_something_was_read_is_known_by_reader_author_case_and_time(engine: Engine) -> None:
    known, other = seed(engine), seed(engine, "Herr Birke", "Birke", "2")
    about = {"actor": other.person, "case": known.case, "subject": known.person}
    with transaction(engine) as connection:
        write_down(connection, AuditEvent.READ, NOW, **about, dialog="idee")
        assert has_read(connection, **about, since=NOW, dialog="idee")
        assert not has_read(connection, **about, since=LATER, dialog="idee")
        assert not has_read(connection, **about, since=NOW, dialog="ziele")
        assert not has_read(connection, **{**about, "actor": known.person}, since=NOW, dialog="idee")
