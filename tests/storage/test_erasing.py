"""Erasing a case or a person: rows and keys go, everybody else's stay, and what is interrupted is finished."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, Table, func, select, update

from dialogs.engine.model import Register, Role
from dialogs.engine.state import Answer
from storage import inbox, outbox
from storage.answers import Revision, record_revisions
from storage.audit import AuditEvent, newest_entries, verify
from storage.consents import Terms, consents_of, record_consent
from storage.database import transaction
from storage.encryption import SealBrokenError, Vault
from storage.erasing import (
    Erasure,
    erase_again,
    erase_case,
    erase_person,
    half_erased,
    preview_case,
    preview_person,
)
from storage.exporting import export_cases
from storage.invitations import Invitation, create_invitation, find_invitation, use_invitation
from storage.key_store import KeyKind
from storage.members import add_member, members_of
from storage.people import addresses_of, await_text, create_person, key_of_person, name_of, person_at
from storage.releases import Room, own_statements, release
from storage.tables import answers, cases, consents, conversations, invitations, members, people, releases
from tests.storage.seeds import NOW, Seed, begin, seed, walk

TERMS = Terms("answers", "nobody", "reflection", "1")
LATER = NOW + timedelta(hours=1)


def answer(connection: Connection, known: Seed, text: str) -> None:
    revisions = [Revision("einstieg", Answer(text), "Was?", text)]
    record_revisions(connection, walk(connection, known), Register.STANDARD, revisions, NOW)
    (statement,) = own_statements(connection, known.person, known.case)
    release(connection, statement, known.case, Room.TEAM, NOW)
    record_consent(connection, known.person, known.case, TERMS, "telegram", True, NOW)


@pytest.fixture
def linde(engine: Engine) -> Seed:
    """Frau Linde with a released answer in the case Linde."""
    known = seed(engine, "Frau Linde", "Linde", "7")
    with transaction(engine) as connection:
        answer(connection, known, "Lindenwort")
    return known


@pytest.fixture
def erle(engine: Engine) -> Seed:
    """Frau Erle with a released answer in the case Erle."""
    known = seed(engine, "Frau Erle", "Erle", "8")
    with transaction(engine) as connection:
        answer(connection, known, "Erlenwort")
    return known


def rows(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def fails_after(engine: Engine, work: Callable[[Connection], object]) -> None:
    """Does `work` in a transaction that is rolled back in the end."""

    def fail() -> None:
        with transaction(engine) as connection:
            work(connection)
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        fail()


def test_the_preview_says_what_goes_and_changes_nothing(engine: Engine, linde: Seed, erle: Seed) -> None:
    with transaction(engine) as connection:
        assert preview_case(connection, linde.case) == Erasure(1, 1, 1, 1, 0)
        assert preview_person(connection, linde.person) == Erasure(1, 1, 1, 0, 1)
        assert erase_case(connection, linde.case, LATER) == Erasure(1, 1, 1, 1, 0)
        assert preview_case(connection, erle.case) == Erasure(1, 1, 1, 1, 0)


def test_an_erased_case_is_gone_with_its_key_and_others_are_unharmed(
    engine: Engine, vault: Vault, linde: Seed, erle: Seed
) -> None:
    with transaction(engine) as connection:
        key = connection.execute(select(cases.c.key_id).where(cases.c.id == linde.case)).scalar_one()
        add_member(connection, linde.case, erle.person, Role.COACHEE, NOW)
        erase_case(connection, linde.case, LATER, actor=linde.person)
    with transaction(engine) as connection:
        for table in (cases, conversations, answers, releases, consents, members):
            assert rows(connection, table) == 1, table.name
        assert vault.store.secret(key) is None
        assert "Erlenwort" in str(export_cases(connection, [linde.case, erle.case]))
        assert name_of(connection, linde.person) == "Frau Linde"
        (entry,) = newest_entries(connection, 1)
        assert verify(connection) == []
    assert (entry.event, entry.case_id, entry.actor, entry.details) == (
        AuditEvent.CASE_ERASED,
        linde.case,
        linde.person,
        {"answers": 1},
    )


def test_an_erased_person_leaves_a_number_and_her_decisions(
    engine: Engine, vault: Vault, linde: Seed, erle: Seed
) -> None:
    with transaction(engine) as connection:
        add_member(connection, erle.case, linde.person, Role.INTEGRATION_SERVICE, NOW)
        key = key_of_person(connection, linde.person)
        erase_person(connection, linde.person, LATER, actor=linde.person)
    with transaction(engine) as connection:
        assert name_of(connection, linde.person) == ""
        assert addresses_of(connection, linde.person) == []
        assert person_at(connection, "telegram", "7") is None
        assert [member.name for member in members_of(connection, erle.case, former=True)] == ["Frau Erle"]
        assert rows(connection, answers) == rows(connection, releases) == 1
        assert len(consents_of(connection, linde.person)) == 1
        assert vault.store.secret(key) is None
        again = create_person(connection, "Frau Ulme", "telegram", "7", LATER)
    assert again not in (linde.person, erle.person)


def test_names_in_open_invitations_go_with_the_case_and_those_of_members_stay(
    engine: Engine, vault: Vault, linde: Seed
) -> None:
    week = NOW + timedelta(days=7)
    with transaction(engine) as connection:
        for token, name in (("open", "Frau Ginster"), ("used", "Frau Hasel"), ("again", "Frau Linde")):
            create_invitation(connection, token, Role.COACHEE, name, linde.case, NOW, week)
        found = {token: find_invitation(connection, token, NOW) for token in ("open", "used", "again")}
        keys = {token: each.key_id for token, each in found.items() if isinstance(each, Invitation)}
        used, again = found["used"], found["again"]
        assert isinstance(used, Invitation)
        assert isinstance(again, Invitation)
        hasel = create_person(connection, "Frau Hasel", "telegram", "9", NOW, used.key_id)
        use_invitation(connection, used.id, hasel, NOW)
        use_invitation(connection, again.id, linde.person, NOW)  # she has a key of her own already
        erase_case(connection, linde.case, LATER)
    assert vault.store.secret(keys["open"]) is None
    assert vault.store.secret(keys["again"]) is None
    with transaction(engine) as connection:
        assert rows(connection, invitations) == 0
        assert name_of(connection, hasel) == "Frau Hasel"


def test_the_name_in_an_invitation_goes_with_the_person(engine: Engine, vault: Vault, linde: Seed) -> None:
    with transaction(engine) as connection:
        create_invitation(connection, "again", Role.JOB_COACH, "Frau Linde", None, NOW, LATER)
        found = find_invitation(connection, "again", NOW)
        assert isinstance(found, Invitation)
        use_invitation(connection, found.id, linde.person, NOW)
        erase_person(connection, linde.person, LATER)
    assert vault.store.secret(found.key_id) is None


def test_a_text_that_waits_for_a_decision_goes_with_its_case(engine: Engine, linde: Seed, erle: Seed) -> None:
    with transaction(engine) as connection:
        for address, known in (("7", linde), ("8", erle)):
            person = person_at(connection, "telegram", address)
            assert person is not None
            await_text(connection, person, "Wartewort", walk(connection, known).keys)
        erase_case(connection, linde.case, LATER)
    with transaction(engine) as connection:
        waiting = [person_at(connection, "telegram", address) for address in ("7", "8")]
    assert [person and person.awaiting for person in waiting] == [None, "Wartewort"]


def test_what_waits_for_others_is_delivered_after_an_erasure(
    engine: Engine, vault: Vault, linde: Seed, erle: Seed
) -> None:
    with transaction(engine) as connection:
        inbox.keep(
            connection, "telegram", [inbox.Arrival("1", "7", "von Linde"), inbox.Arrival("2", "8", "von Erle")], NOW
        )
        outbox.enqueue(connection, "telegram", [outbox.Draft("7", "an Linde"), outbox.Draft("8", "an Erle")], NOW)
        old = vault.post
        erase_person(connection, linde.person, LATER)
        assert vault.post != old
        outbox.enqueue(connection, "telegram", [outbox.Draft("7", "Auf Wiedersehen")], LATER)
    assert vault.store.secret(old) is None
    assert vault.store.alive(KeyKind.POST) == [vault.post]
    with transaction(engine) as connection:
        assert [item.payload for item in inbox.waiting(connection, "telegram", 9)] == ["von Erle"]
        claimed = outbox.claim(connection, "telegram", LATER, 9)
    assert [(item.address, item.payload) for item in claimed] == [("8", "an Erle"), ("7", "Auf Wiedersehen")]


def test_an_erasure_that_is_rolled_back_destroys_nothing_anybody_needs(
    engine: Engine, vault: Vault, linde: Seed, erle: Seed
) -> None:
    with transaction(engine) as connection:
        outbox.enqueue(connection, "telegram", [outbox.Draft("8", "an Erle")], NOW)
    fails_after(engine, lambda connection: erase_case(connection, linde.case, LATER))
    fails_after(engine, lambda connection: erase_person(connection, linde.person, LATER))
    with transaction(engine) as connection:
        assert "Lindenwort" in str(export_cases(connection, [linde.case]))
        assert [item.payload for item in outbox.claim(connection, "telegram", LATER, 9)] == ["an Erle"]
        outbox.enqueue(connection, "telegram", [outbox.Draft("8", "danach")], NOW)


def test_what_was_rolled_back_is_finished_at_the_next_start(
    engine: Engine, vault: Vault, linde: Seed, erle: Seed
) -> None:
    with transaction(engine) as connection:
        key = key_of_person(connection, linde.person)
        outbox.enqueue(connection, "telegram", [outbox.Draft("8", "an Erle")], NOW)
    fails_after(engine, lambda connection: erase_case(connection, linde.case, LATER))
    fails_after(engine, lambda connection: erase_person(connection, linde.person, LATER))
    with transaction(engine) as connection:
        assert half_erased(connection) == ([linde.case], [linde.person])
        assert erase_again(connection, LATER) == 2
    with transaction(engine) as connection:
        assert half_erased(connection) == ([], [])
        assert erase_again(connection, LATER) == 0
        assert vault.store.secret(key) is None
        assert rows(connection, cases) == 1
        assert [item.payload for item in outbox.claim(connection, "telegram", LATER, 9)] == ["an Erle"]
        assert verify(connection) == []
    assert len(vault.store.condemned()) == 1  # the post key of what is being sent


def test_an_erasure_inside_a_failed_input_waits_for_the_next_start(engine: Engine, vault: Vault, linde: Seed) -> None:
    with transaction(engine) as connection:
        key = key_of_person(connection, linde.person)
        savepoint = connection.begin_nested()
        erase_person(connection, linde.person, LATER)
        savepoint.rollback()
    assert vault.store.secret(key) is not None
    with transaction(engine) as connection:
        assert name_of(connection, linde.person) == "Frau Linde"
        assert erase_again(connection, LATER) == 1
    assert vault.store.secret(key) is None


def test_rows_that_come_back_are_noise_and_removed_again(engine: Engine, vault: Vault, linde: Seed) -> None:
    with transaction(engine) as connection:
        (row,) = connection.execute(select(people).where(people.c.id == linde.person)).mappings()
        begin(connection, linde.person, linde.case)
        erase_person(connection, linde.person, LATER)
    with transaction(engine) as connection:
        connection.execute(update(people).where(people.c.id == linde.person).values(**dict(row)))
    with transaction(engine) as connection, pytest.raises(SealBrokenError, match="was destroyed"):
        name_of(connection, linde.person)
    with transaction(engine) as connection:
        assert erase_again(connection, LATER) == 1
        assert name_of(connection, linde.person) == ""
        (entry,) = newest_entries(connection, 1)
    assert (entry.event, entry.subject, entry.details) == (AuditEvent.PERSON_ERASED, linde.person, {"again": 1})


def test_erasing_empties_the_write_ahead_log(engine: Engine, only_sqlite: None, linde: Seed) -> None:
    log = Path(f"{engine.url.database}-wal")
    assert log.stat().st_size > 0
    with transaction(engine) as connection:
        erase_case(connection, linde.case, LATER)
    assert log.stat().st_size == 0
