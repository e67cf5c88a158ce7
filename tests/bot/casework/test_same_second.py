"""Two people do the same in the same second: one of them accepts the link, one of them stays, on either database."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from bot.app import App, handle_now
from bot.messages import Incoming, IncomingKind
from bot.tokens import MenuToken
from dialogs.engine.model import Role
from storage.database import transaction
from storage.invitations import create_invitation
from storage.members import members_of
from tests.journey import CHANNEL, add_case, add_person, join_case, open_app, said, take_out
from tests.postgres import create_database, postgres_server

GUESTS = 6


@pytest.fixture(params=["sqlite", "postgresql"])
def shared_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[App]:
    if request.param == "sqlite":
        opened = open_app(tmp_path)
        yield opened
        opened.close()
        return
    with postgres_server() as server:
        opened = open_app(tmp_path, NACHKLANG_DATABASE_URL=create_database(server, "together"))
        yield opened
        opened.close()


def test_exactly_one_comes_in(shared_app: App) -> None:
    linde = add_person(shared_app, "Frau Linde", "linde")
    case_id = add_case(shared_app, linde, "Ahorn")
    now = shared_app.clock()
    with transaction(shared_app.engine) as connection:
        create_invitation(connection, "t", Role.REPRESENTATIVE, "", case_id, now, now + timedelta(days=7), linde)
    together = Barrier(GUESTS)

    def open_link(guest: int) -> None:
        together.wait(20)
        handle_now(shared_app, Incoming(CHANNEL, f"guest-{guest}", f"id-{guest}", IncomingKind.TEXT, "/start t"))

    with ThreadPoolExecutor(GUESTS) as threads:
        list(threads.map(open_link, range(GUESTS)))
    with transaction(shared_app.engine) as connection:
        assert [member.role for member in members_of(connection, case_id)] == [Role.JOB_COACH, Role.REPRESENTATIVE]


def test_of_two_who_lead_and_leave_together_one_stays(shared_app: App) -> None:
    linde, ginster = (add_person(shared_app, name, name) for name in ("linde", "ginster"))
    case_id = add_case(shared_app, linde, "Ahorn")
    join_case(shared_app, case_id, ginster, Role.INTEGRATION_SERVICE)
    together = Barrier(2)

    def leave(name: str) -> None:
        token = str(MenuToken("verlassen", f"{case_id}-ja"))
        together.wait(20)
        handle_now(shared_app, Incoming(CHANNEL, name, name, IncomingKind.TAP, token))

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(leave, ("linde", "ginster")))
    with transaction(shared_app.engine) as connection:
        assert len(members_of(connection, case_id)) == 1


def test_the_others_are_told_kindly(shared_app: App) -> None:
    linde = add_person(shared_app, "Frau Linde", "linde")
    case_id = add_case(shared_app, linde, "Ahorn")
    now = shared_app.clock()
    with transaction(shared_app.engine) as connection:
        create_invitation(connection, "t", Role.REPRESENTATIVE, "", case_id, now, now + timedelta(days=7), linde)
    for guest in ("birke", "distel"):
        handle_now(shared_app, Incoming(CHANNEL, guest, guest, IncomingKind.TEXT, "/start t"))
    assert said(shared_app, "stranger_used") in [message.text for message in take_out(shared_app, "distel")]
