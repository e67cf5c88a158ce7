"""Periods: what is due a moment before and after its time, what stays, and that a dry run changes nothing."""

from __future__ import annotations

import time
from calendar import monthrange
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, func, insert, select

from dialogs.engine.model import Phase, Register, Role
from dialogs.engine.state import Answer, State, Status
from storage.answers import Revision, record_revisions
from storage.audit import AuditEvent, newest_entries, record, verify
from storage.cases import all_cases, create_case, set_phase
from storage.conversations import find_conversation, save_state
from storage.database import transaction
from storage.encryption import Vault
from storage.exporting import export_cases
from storage.invitations import create_invitation
from storage.members import end_membership, give_duty
from storage.people import addresses_of, await_text, create_person, name_of, person_at
from storage.releases import Room, own_statements, release
from storage.retention import KEEP_INVITATIONS, Due, Periods, apply, due, months_before
from storage.tables import answers, conversations, invitations, people
from tests.storage.seeds import NOW, Seed, begin, seed, walk

PERIODS = Periods(private_months=12, case_years=5, address_months=8, audit_years=6)
NOTHING = Due((), (), (), (), 0, 0)
MOMENT = timedelta(seconds=1)


def due_at(engine: Engine, now: datetime) -> Due:
    with transaction(engine) as connection:
        return due(connection, PERIODS, now)


def apply_at(engine: Engine, now: datetime) -> Due:
    with transaction(engine) as connection:
        return apply(connection, PERIODS, now)


def note(connection: Connection, known: Seed, *texts: str, status: Status = Status.FINISHED) -> None:
    """A reflection of `NOW` with these answers."""
    conversation = walk(connection, known)
    revisions = [Revision(f"step{number}", Answer(text), "Was?", text) for number, text in enumerate(texts)]
    record_revisions(connection, conversation, Register.STANDARD, revisions, NOW)
    said = {revision.step_id: revision.answer for revision in revisions}
    save_state(connection, conversation, replace(conversation.state, answers=said, status=status), NOW)


@given(st.integers(0, 4_102_444_800), st.integers(0, 240))
def test_months_before_keep_the_day_or_end_with_the_month(seconds: int, months: int) -> None:
    now = datetime.fromtimestamp(seconds, UTC)
    before = months_before(now, months)
    assert (now.year - before.year) * 12 + now.month - before.month == months
    assert before.day == min(now.day, monthrange(before.year, before.month)[1])
    assert (before.timetz(), before.tzinfo) == (now.timetz(), UTC)


@pytest.mark.parametrize(
    ("now", "months", "expected"),
    [
        ("2024-02-29", 12, "2023-02-28"),
        ("2025-02-28", 12, "2024-02-28"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2026-01-31", 1, "2025-12-31"),
        ("2026-12-31", 12, "2025-12-31"),
        ("2026-10-31", 8, "2026-02-28"),
    ],
)
def test_months_before_at_the_ends_of_months(now: str, months: int, expected: str) -> None:
    assert months_before(datetime.fromisoformat(now), months) == datetime.fromisoformat(expected)


def test_private_notes_go_after_months_and_what_was_released_stays(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        note(connection, known, "privat", "freigegeben")
        (_, shown) = own_statements(connection, known.person, known.case)
        release(connection, shown, known.case, Room.TEAM, NOW)
    over = datetime(2027, 3, 2, 16, 0, tzinfo=UTC)
    assert due_at(engine, over).conversations == ()
    assert due_at(engine, over + MOMENT).conversations == (known.conversation,)
    apply_at(engine, over + MOMENT)
    with transaction(engine) as connection:
        left = str(export_cases(connection, [known.case]))
        kept = find_conversation(connection, known.conversation, known.person)
    assert "freigegeben" in left
    assert "privat" not in left
    assert kept is not None
    assert (kept.state.answers, kept.state.status, kept.changed_at) == ({}, Status.FINISHED, NOW)
    assert due_at(engine, over + MOMENT).conversations == ()


def test_a_release_that_was_taken_back_does_not_keep_an_answer(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        note(connection, known, "privat")
        (shown,) = own_statements(connection, known.person, known.case)
        release(connection, shown, known.case, Room.TEAM, NOW)
        connection.exec_driver_sql("UPDATE release SET taken_back_at = released_at")
    assert len(apply_at(engine, NOW + timedelta(days=400)).conversations) == 1
    with transaction(engine) as connection:
        assert connection.execute(select(func.count()).select_from(answers)).scalar_one() == 0


def test_a_reflection_that_was_never_ended_goes_with_the_text_that_waits(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        person = person_at(connection, "telegram", "1")
        assert person is not None
        await_text(connection, person, "Wartewort", walk(connection, known).keys)
    gone = apply_at(engine, NOW + timedelta(days=400))
    assert gone.conversations == (known.conversation,)
    with transaction(engine) as connection:
        person = person_at(connection, "telegram", "1")
        assert person is not None
        assert person.awaiting is None
        assert walk(connection, known).state.status is Status.DISCARDED
    assert apply_at(engine, NOW + timedelta(days=400)) == NOTHING


def test_cases_go_at_the_end_of_the_fifth_calendar_year_after_closing(engine: Engine, vault: Vault) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        give_duty(connection, known.person, Role.ADMINISTRATION, NOW)
        (case,) = all_cases(connection)
        set_phase(connection, known.case, Phase.CLOSED, NOW)
    assert due_at(engine, datetime(2031, 12, 31, 23, 59, 59, tzinfo=UTC)).cases == ()
    over = datetime(2032, 1, 1, tzinfo=UTC)
    assert due_at(engine, over).cases == (known.case,)
    apply_at(engine, over)
    with transaction(engine) as connection:
        assert all_cases(connection) == []
        assert name_of(connection, known.person) == "Frau Ahorn"
    assert vault.store.secret(case.key_id) is None
    assert apply_at(engine, over) == NOTHING


def test_an_open_or_reopened_case_is_never_due(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        set_phase(connection, known.case, Phase.CLOSED, NOW)
        set_phase(connection, known.case, Phase.SHAPING, NOW)
    assert due_at(engine, NOW + timedelta(days=9_999)).cases == ()


@pytest.mark.parametrize("ended_by", ["closing", "leaving"])
def test_addresses_go_months_after_the_last_case_ended(engine: Engine, ended_by: str) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        if ended_by == "closing":
            set_phase(connection, known.case, Phase.CLOSED, NOW)
        else:
            end_membership(connection, known.case, known.person, NOW)
    over = datetime(2026, 11, 2, 16, 0, tzinfo=UTC)
    assert due_at(engine, over).addresses_of == ()
    assert due_at(engine, over + MOMENT).addresses_of == (known.person,)
    apply_at(engine, over + MOMENT)
    with transaction(engine) as connection:
        assert addresses_of(connection, known.person) == []
        assert name_of(connection, known.person) == "Frau Ahorn"
    assert apply_at(engine, over + MOMENT) == NOTHING


def test_who_is_in_another_case_or_has_a_duty_keeps_the_address(engine: Engine) -> None:
    first, second = seed(engine), seed(engine, "Frau Erle", "Erle", "2")
    with transaction(engine) as connection:
        set_phase(connection, first.case, Phase.CLOSED, NOW)
        give_duty(connection, first.person, Role.COORDINATION, NOW)
    assert due_at(engine, NOW + timedelta(days=300)).addresses_of == ()
    assert second.person != first.person


def test_people_without_any_case_are_erased(engine: Engine, vault: Vault) -> None:
    with transaction(engine) as connection:
        person = create_person(connection, "Frau Eibe", "telegram", "9", NOW)
        key = connection.execute(select(people.c.key_id)).scalar_one()
    over = datetime(2026, 11, 2, 16, 0, tzinfo=UTC)
    assert due_at(engine, over).people == ()
    assert apply_at(engine, over + MOMENT).people == (person,)
    with transaction(engine) as connection:
        assert name_of(connection, person) == ""
        assert person_at(connection, "telegram", "9") is None
    assert vault.store.secret(key) is None


def test_invitations_nobody_used_go_after_thirty_days(engine: Engine) -> None:
    ends_at = NOW + timedelta(days=7)
    with transaction(engine) as connection:
        create_invitation(connection, "token", Role.COACHEE, "Frau Ginster", None, NOW, ends_at)
    assert due_at(engine, ends_at + KEEP_INVITATIONS).invitations == 0
    assert apply_at(engine, ends_at + KEEP_INVITATIONS + MOMENT).invitations == 1
    with transaction(engine) as connection:
        assert connection.execute(select(func.count()).select_from(invitations)).scalar_one() == 0


def test_the_log_goes_after_years_and_the_rest_can_be_verified(engine: Engine) -> None:
    with transaction(engine) as connection:
        record(connection, AuditEvent.READ, NOW)
        record(connection, AuditEvent.READ, NOW + timedelta(days=1))
    over = datetime(2032, 3, 2, 16, 0, tzinfo=UTC)
    assert due_at(engine, over).audit_entries == 0
    assert apply_at(engine, over + MOMENT).audit_entries == 1
    with transaction(engine) as connection:
        assert [entry.id for entry in newest_entries(connection, 9)] == [2, 3]
        assert verify(connection) == []


def test_what_went_is_logged_by_number_and_nothing_going_is_not_logged(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        note(connection, known, "Geheimwort")
        set_phase(connection, known.case, Phase.CLOSED, NOW)
    assert apply_at(engine, NOW) == NOTHING
    with transaction(engine) as connection:
        assert newest_entries(connection, 9) == []
    apply_at(engine, NOW + timedelta(days=2_500))
    with transaction(engine) as connection:
        logged = newest_entries(connection, 9)
        assert "Geheimwort" not in str(connection.exec_driver_sql("SELECT * FROM audit").all())
    assert [entry.event for entry in logged] == [AuditEvent.CASE_ERASED, AuditEvent.RETENTION]
    assert logged[-1].details == {
        "conversations": 1,
        "cases": 1,
        "addresses": 1,
        "people": 0,
        "invitations": 0,
        "audit_entries": 0,
    }


def test_a_dry_run_changes_no_byte(engine: Engine, only_sqlite: None) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        note(connection, known, "privat")
        set_phase(connection, known.case, Phase.CLOSED, NOW)
    files = [Path(f"{engine.url.database}{ending}") for ending in ("", "-wal")]
    before = [file.read_bytes() for file in files]
    assert not due_at(engine, NOW + timedelta(days=2_500)).is_empty
    assert [file.read_bytes() for file in files] == before


def test_two_thousand_conversations_are_looked_through_quickly(engine: Engine, only_sqlite: None) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        note(connection, known, "privat")
        begin(connection, known.person, known.case)
        (row,) = connection.execute(select(conversations).where(conversations.c.id == known.conversation)).mappings()
        copies = [{**row, "id": None} for _ in range(2_000)]
        connection.execute(insert(conversations), copies)
    began = time.perf_counter()
    gone = apply_at(engine, NOW + timedelta(days=400))
    assert len(gone.conversations) == 2_002
    assert time.perf_counter() - began < 10
    began = time.perf_counter()
    assert due_at(engine, NOW + timedelta(days=400)).conversations == ()
    assert time.perf_counter() - began < 5


def test_emptied_conversations_keep_nothing_but_where_they_stood(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        note(connection, known, "privat", status=Status.PAUSED)
    apply_at(engine, NOW + timedelta(days=400))
    with transaction(engine) as connection:
        assert walk(connection, known).state == State(role=Role.JOB_COACH, turn=1, status=Status.DISCARDED)
        assert create_case(connection, "Buche", Phase.INITIATION, NOW)
