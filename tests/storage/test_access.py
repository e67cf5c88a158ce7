"""Invitations work once and for a while; strangers are answered once an hour and leave no name behind."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from dialogs.engine.model import Role
from storage.database import transaction
from storage.encryption import vault_of
from storage.invitations import (
    Invitation,
    Rejection,
    count_ended,
    create_invitation,
    find_invitation,
    forget_invitations,
    use_invitation,
    used_by,
)
from storage.people import create_person, key_of_person, name_of
from storage.strangers import may_tell
from storage.tables import invitations, people, strangers
from tests.storage.seeds import NOW, seed

WEEK = timedelta(days=7)


@pytest.fixture
def invited(engine: Engine) -> Engine:
    with transaction(engine) as connection:
        create_invitation(connection, "secret", Role.REPRESENTATIVE, "Frau Birke", None, NOW, NOW + WEEK)
    return engine


def test_an_invitation_grants_what_it_says(invited: Engine) -> None:
    with transaction(invited) as connection:
        found = find_invitation(connection, "secret", NOW)
    assert isinstance(found, Invitation)
    assert (found.role, found.name, found.case_id) == (Role.REPRESENTATIVE, "Frau Birke", None)


@pytest.mark.usefixtures("only_sqlite")
def test_neither_token_nor_name_are_kept_in_plain(invited: Engine, tmp_path: Path) -> None:
    with transaction(invited) as connection:
        assert "secret" not in connection.execute(select(invitations.c.token_hash)).scalar_one()
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"sbv" in kept, "this is where the invitation lies"
    assert b"secret" not in kept
    assert b"Frau Birke" not in kept


def test_who_invited_and_whether_the_case_is_handed_over(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        until = NOW + WEEK
        create_invitation(
            connection, "secret", Role.JOB_COACH, "Frau Birke", known.case, NOW, until, known.person, True
        )
        found = find_invitation(connection, "secret", NOW)
    assert isinstance(found, Invitation)
    assert (found.case_id, found.invited_by, found.hands_over) == (known.case, known.person, True)


def test_a_used_invitation_forgets_the_name_and_its_key_becomes_that_of_the_person(invited: Engine) -> None:
    with transaction(invited) as connection:
        found = find_invitation(connection, "secret", NOW)
        assert isinstance(found, Invitation)
        person = create_person(connection, found.name, "telegram", "1", NOW, found.key_id)
        use_invitation(connection, found.id, person, NOW)
        assert connection.execute(select(invitations.c.name)).scalar_one() == ""
        assert used_by(connection, "secret") == person
        assert used_by(connection, "wrong") is None
        assert key_of_person(connection, person) == found.key_id
        assert name_of(connection, person) == "Frau Birke"


def test_invitations_nobody_used_go_with_their_keys(invited: Engine) -> None:
    with transaction(invited) as connection:
        found = find_invitation(connection, "secret", NOW)
        assert isinstance(found, Invitation)
        assert forget_invitations(connection, NOW + WEEK, NOW + WEEK) == 0
        later = NOW + WEEK + timedelta(seconds=1)
        assert count_ended(connection, later) == 1
        assert forget_invitations(connection, later, later) == 1
        assert find_invitation(connection, "secret", NOW) is Rejection.UNKNOWN
    with transaction(invited) as connection:
        assert vault_of(connection).store.secret(found.key_id) is None


@pytest.mark.parametrize(
    ("token", "after", "expected"),
    [
        ("wrong", timedelta(0), Rejection.UNKNOWN),
        ("", timedelta(0), Rejection.UNKNOWN),
        ("secret", WEEK, Rejection.EXPIRED),
        ("secret", WEEK - timedelta(seconds=1), None),
    ],
)
def test_why_an_invitation_grants_nothing(
    invited: Engine, token: str, after: timedelta, expected: Rejection | None
) -> None:
    with transaction(invited) as connection:
        found = find_invitation(connection, token, NOW + after)
    assert found is expected if expected else isinstance(found, Invitation)


def test_two_people_with_the_same_link_at_once(invited: Engine) -> None:
    ready = threading.Barrier(2)

    def open_link(address: str) -> bool:
        ready.wait(timeout=30)
        with transaction(invited) as connection:
            found = find_invitation(connection, "secret", NOW)
            if not isinstance(found, Invitation):
                assert found is Rejection.USED
                return False
            person = create_person(connection, found.name, "telegram", address, NOW)
            use_invitation(connection, found.id, person, NOW)
            return True

    with ThreadPoolExecutor(2) as threads:
        let_in = list(threads.map(open_link, ["1", "2"], timeout=60))
    assert sorted(let_in) == [False, True]
    with transaction(invited) as connection:
        assert connection.execute(select(func.count()).select_from(people)).scalar_one() == 1


def test_a_stranger_is_answered_once_an_hour(engine: Engine) -> None:
    with transaction(engine) as connection:
        assert may_tell(connection, "telegram", "7", NOW)
        assert not may_tell(connection, "telegram", "7", NOW + timedelta(minutes=59))
        assert may_tell(connection, "telegram", "8", NOW + timedelta(minutes=59))
        assert may_tell(connection, "telegram", "7", NOW + timedelta(hours=1))


def test_nothing_of_a_stranger_stays_after_that_hour(engine: Engine) -> None:
    with transaction(engine) as connection:
        may_tell(connection, "telegram", "4711", NOW)
        assert "4711" not in connection.execute(select(strangers.c.address_hash)).scalar_one()
        may_tell(connection, "telegram", "8", NOW + timedelta(hours=2))
        assert connection.execute(select(func.count()).select_from(strangers)).scalar_one() == 1
