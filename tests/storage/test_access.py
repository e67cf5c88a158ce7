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
from storage.invitations import Invitation, Rejection, create_invitation, find_invitation, use_invitation
from storage.people import create_person
from storage.strangers import may_tell
from storage.tables import invitations, people, strangers
from tests.storage.seeds import NOW

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
def test_the_token_itself_is_not_kept(invited: Engine, tmp_path: Path) -> None:
    with transaction(invited) as connection:
        assert "secret" not in connection.execute(select(invitations.c.token_hash)).scalar_one()
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"Frau Birke" in kept
    assert b"secret" not in kept


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
