"""What the administration sees of cases, the one thing it can do, and lists that stay readable with 30 cases."""

from __future__ import annotations

import pytest

from dialogs.engine.model import Phase, Role
from storage.database import transaction
from storage.members import end_membership, give_duty, members_of
from tests.bot.casework.circle import Circle, Neighbour
from tests.journey import add_case, said


@pytest.fixture
def zeder(circle: Circle, linde: Neighbour) -> Neighbour:
    """Somebody from the administration."""
    chat, person = circle.person("Frau Zeder", "zeder")
    with transaction(circle.app.engine) as connection:
        give_duty(connection, person, Role.ADMINISTRATION, circle.app.clock())
    return chat


def abandon(circle: Circle) -> None:
    with transaction(circle.app.engine) as connection:
        end_membership(connection, 1, 1, circle.app.clock())


def test_every_case_without_a_name_of_anybody(circle: Circle, zeder: Neighbour) -> None:
    zeder.writes("/faelle")
    zeder.taps("Alle Fälle im Überblick")
    assert "• Ahorn: Phase Gestaltung, 1 Person\n" in f"{zeder.last.text}\n"
    assert "Linde" not in zeder.last.text
    assert zeder.labels() == []


def test_a_case_that_nobody_leads_gets_a_lead(circle: Circle, zeder: Neighbour) -> None:
    abandon(circle)
    zeder.writes("/aufsicht")
    assert "ohne Leitung" in zeder.last.text
    zeder.taps("Ahorn: Leitung einladen")
    zeder.writes("Frau Erle")
    erle = circle.stranger("erle")
    erle.writes(f"/start {zeder.token()}")
    with transaction(circle.app.engine) as connection:
        assert [member.role for member in members_of(connection, 1)] == [Role.JOB_COACH]
    assert zeder.last.text == said(circle.app, "invitation_accepted_elsewhere", role="Jobcoach", case="Ahorn")


def test_the_administration_does_not_let_itself_in(circle: Circle, zeder: Neighbour) -> None:
    abandon(circle)
    zeder.writes("/aufsicht")
    zeder.taps("Ahorn: Leitung einladen")
    zeder.taps("Ohne Anrede")
    zeder.writes(f"/start {zeder.token()}")
    assert zeder.last.text == said(circle.app, "invitation_of_own_making")


def test_a_newer_invitation_ends_the_older_one(circle: Circle, zeder: Neighbour) -> None:
    abandon(circle)
    tokens = []
    for _ in range(2):
        zeder.writes("/aufsicht")
        zeder.taps("Ahorn: Leitung einladen")
        zeder.taps("Ohne Anrede")
        tokens.append(zeder.token())
    erle = circle.stranger("erle")
    erle.writes(f"/start {tokens[0]}")
    assert erle.last.text == said(circle.app, "stranger_expired")


def test_a_case_that_is_led_gets_no_other_lead(circle: Circle, zeder: Neighbour) -> None:
    abandon(circle)
    zeder.writes("/aufsicht")
    add_again = zeder.last
    zeder.taps("Ahorn: Leitung einladen")
    zeder.writes("Frau Erle")
    circle.stranger("erle").writes(f"/start {zeder.token()}")
    zeder.heard.append(add_again)
    zeder.taps("Ahorn: Leitung einladen")
    assert zeder.last.text == said(circle.app, "oversee_led", case="Ahorn")


def test_nobody_else_oversees(circle: Circle, linde: Neighbour) -> None:
    linde.writes("/aufsicht")
    assert linde.last.text == said(circle.app, "hint_not_allowed")


def test_thirty_cases_fit_on_pages_with_open_ones_first(circle: Circle, linde: Neighbour, zeder: Neighbour) -> None:
    for number in range(2, 31):
        add_case(circle.app, 1, f"Farn {number}", phase=Phase.CLOSED if number == 2 else Phase.SHAPING)
    linde.writes("/faelle")
    seen = []
    for page in range(1, 5):
        lines = [line for line in linde.last.text.splitlines() if line.startswith("•")]
        assert len(lines) <= 8
        assert f"Seite {page} von 4" in linde.last.text
        seen += lines
        if page < 4:
            linde.taps("Nächste »")
    assert len(set(seen)) == 30
    assert "Farn 2:" in seen[-1]
    assert "Nächste »" not in linde.labels()
    linde.taps("« Vorherige")
    assert "Seite 3 von 4" in linde.last.text
    zeder.writes("/aufsicht")
    zeder.taps("Nächste »")
    assert "Seite 2 von 4" in zeder.last.text
