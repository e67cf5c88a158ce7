"""A person is in one conversation at most; others rest, are finished or discarded, and each state comes back whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, update

from dialogs.engine.model import Role
from dialogs.engine.state import Answer, Mode, State, Status
from storage.conversations import (
    content_in_use,
    find_conversation,
    finished_dialogs,
    last_finished,
    paused_conversations,
    running_conversation,
    save_state,
    store_content_version,
    times_begun,
)
from storage.database import transaction
from storage.encryption import SealBrokenError
from storage.tables import conversations as table
from tests.storage.seeds import NOW, STATE, begin, seed, walk

PAUSED = replace(STATE, status=Status.PAUSED)
FINISHED = replace(STATE, status=Status.FINISHED)


def test_everything_a_conversation_stands_at_comes_back(engine: Engine) -> None:
    known = seed(engine)
    state = State(
        role=Role.REPRESENTATIVE,
        rotation=4,
        turn=9,
        mode=Mode.CONFIRMING_CHANGE,
        answers={"a": Answer("Text 😀"), "b": Answer(("x", "y")), "c": Answer(None), "d": Answer(3)},
        focus="a",
        probed=("a",),
        selection=("x",),
        proposed=Answer(("y",)),
    )
    with transaction(engine) as connection:
        save_state(connection, walk(connection, known), state, NOW + timedelta(hours=1))
        found = running_conversation(connection, known.person)
    assert found is not None
    assert found.state == state
    assert (found.case_pseudonym, found.dialog_id, found.content_hash) == ("Ahorn", "idee", "hash of idee")
    assert found.changed_at == NOW + timedelta(hours=1)


def test_what_rests_is_listed_with_the_latest_first(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        save_state(connection, walk(connection, known), PAUSED, NOW)
        later = begin(connection, known.person, known.case, PAUSED, "ziele", NOW + timedelta(days=1))
        assert running_conversation(connection, known.person) is None
        assert [found.id for found in paused_conversations(connection, known.person)] == [later, known.conversation]
        save_state(connection, walk(connection, known), PAUSED, NOW + timedelta(days=2))
        assert [found.id for found in paused_conversations(connection, known.person)] == [known.conversation, later]


def test_nobody_finds_the_conversation_of_somebody_else(engine: Engine) -> None:
    mine, yours = seed(engine), seed(engine, "Herr Birke", "Birke", "2")
    with transaction(engine) as connection:
        assert find_conversation(connection, yours.conversation, mine.person) is None
        assert find_conversation(connection, mine.conversation, mine.person) is not None


def test_finished_ones_are_known_by_case(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        assert finished_dialogs(connection, known.person, known.case) == set()
        assert last_finished(connection, known.person) is None
        save_state(connection, walk(connection, known), FINISHED, NOW)
        last = begin(connection, known.person, known.case, FINISHED, "ziele", NOW + timedelta(days=1))
        assert finished_dialogs(connection, known.person, known.case) == {"idee", "ziele"}
        assert finished_dialogs(connection, known.person, known.case + 1) == set()
        found = last_finished(connection, known.person)
    assert found is not None
    assert found.id == last


def test_how_often_a_dialog_was_begun(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        begin(connection, known.person, known.case, FINISHED)
        begin(connection, known.person, known.case, PAUSED, "ziele")
        assert times_begun(connection, known.person, "idee") == 2
        assert times_begun(connection, known.person, "abschluss") == 0


def test_a_content_version_is_stored_once_and_never_changed(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        store_content_version(connection, "hash of idee", "idee", "something else", NOW)
        store_content_version(connection, "never begun", "idee", "{}", NOW)
        assert content_in_use(connection) == {"hash of idee": "{}"}
        save_state(connection, walk(connection, known), replace(STATE, status=Status.DISCARDED), NOW)
        assert content_in_use(connection) == {}


def test_the_state_of_one_is_noise_in_the_place_of_another(engine: Engine) -> None:
    mine, yours = seed(engine), seed(engine, "Herr Birke", "Birke", "2")
    with transaction(engine) as connection:
        wanted = select(table.c.state).where(table.c.id == yours.conversation)
        swapped = update(table).where(table.c.id == mine.conversation)
        connection.execute(swapped.values(state=connection.execute(wanted).scalar_one()))
        with pytest.raises(SealBrokenError, match="changed or moved"):
            running_conversation(connection, mine.person)
