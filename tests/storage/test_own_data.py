"""Everything about one person as plain data: complete, hers alone, and fast enough for years of answers."""

from __future__ import annotations

import json
import time
from datetime import date

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import NoResultFound

from dialogs.engine.model import Register, Role
from dialogs.engine.state import Answer
from storage import tables
from storage.answers import Revision, record_revisions
from storage.course import mark_turning_point, note_hours
from storage.database import transaction
from storage.invitations import create_invitation
from storage.members import add_member
from storage.own_data import own_data
from storage.people import create_person
from tests.storage.seeds import NOW, begin, seed, walk

KEYS = {
    *("format", "exported_at", "person", "addresses", "duties", "memberships", "consents", "conversations"),
    *("goals", "hours", "turning_points", "invitations", "messages", "log"),
    *("responsible_for", "check_ins", "pings", "help_calls", "habits"),
}
NOT_ABOUT_ONE_PERSON = {"work_case", "content_version", "fact", "stranger", "phase_change", "review"}
COVERED = {
    *("person", "address", "duty", "member", "consent", "conversation", "answer", "release", "goal", "goal_wording"),
    *("hours", "turning_point", "invitation", "inbox", "outbox", "audit"),
    *("follow_up", "check_in", "ping", "help_call", "habit"),
}


def test_the_keys_stay_the_same_and_fit_json(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        data = own_data(connection, known.person, NOW)
    assert set(data) == KEYS
    assert data["format"] == 1
    assert json.loads(json.dumps(data)) == data


def test_every_table_is_either_in_it_or_about_nobody() -> None:
    """A new table has to be looked at: does it hold something about a person?"""
    assert set(tables.people.metadata.tables) - {"alembic_version"} == COVERED | NOT_ABOUT_ONE_PERSON


def test_what_others_did_is_not_in_it(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        other = create_person(connection, "Herr Eibe", "telegram", "2", NOW)
        add_member(connection, known.case, other, Role.EMPLOYER, NOW)
        begin(connection, other, known.case)
        create_invitation(
            connection, "token", Role.COACHEE, "Frau Weide", known.case, NOW, NOW, invited_by=known.person
        )
        note_hours(connection, known.case, known.person, date(2026, 3, 2), 90)
        mark_turning_point(connection, known.case, known.person, date(2026, 3, 2), "Er sortiert allein.")
        mark_turning_point(connection, known.case, other, date(2026, 3, 2), "Er kam zu spät.")
        data = own_data(connection, known.person, NOW)
    assert [found["id"] for found in data["conversations"]] == [known.conversation]
    assert [found["minutes"] for found in data["hours"]] == [90]
    assert [found["words"] for found in data["turning_points"]] == ["Er sortiert allein."]
    assert [found["role"] for found in data["invitations"]] == ["coachee"]
    written = json.dumps(data, ensure_ascii=False)
    assert "Weide" not in written
    assert "Eibe" not in written


def test_a_number_nobody_has(engine: Engine) -> None:
    with transaction(engine) as connection, pytest.raises(NoResultFound):
        own_data(connection, 99, NOW)


def test_ten_thousand_answers_take_less_than_two_seconds(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        conversation = walk(connection, known)
        revisions = [
            Revision(f"step_{number}", Answer("Er hat allein angefangen."), "Was war gut?", "Er hat allein angefangen.")
            for number in range(10_000)
        ]
        record_revisions(connection, conversation, Register.STANDARD, revisions, NOW)
    with transaction(engine) as connection:
        assert connection.execute(select(func.count()).select_from(tables.answers)).scalar_one() == 10_000
        begun = time.process_time()
        data = own_data(connection, known.person, NOW)
        assert time.process_time() - begun < 2
    assert len(data["conversations"][0]["answers"]) == 10_000
