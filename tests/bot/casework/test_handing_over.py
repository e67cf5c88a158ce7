"""Handing a case over: the successor has everything that was released, the former coach nothing but what is hers."""

from __future__ import annotations

from dialogs.engine.model import Role
from storage.database import transaction
from storage.members import members_of
from tests.bot.casework.circle import Circle, Neighbour
from tests.journey import said


def roles(circle: Circle) -> list[tuple[str, Role]]:
    with transaction(circle.app.engine) as connection:
        return [(member.name, member.role) for member in members_of(connection, 1)]


def test_to_a_colleague_who_belongs_to_the_case(circle: Circle, linde: Neighbour, ginster: Neighbour) -> None:
    linde.writes("/uebergeben")
    assert linde.labels() == ["Herr Ginster, IFD", "Jemand Neues einladen", "Zum Fall"]
    linde.taps("Herr Ginster, IFD")
    assert said(circle.app, "hand_over_means") in linde.texts()
    linde.taps("Ja, übergeben")
    assert roles(circle) == [("Frau Birke", Role.REPRESENTATIVE), ("Herr Ginster", Role.INTEGRATION_SERVICE)]
    assert linde.last.text == said(circle.app, "handed_over", case="Ahorn")
    assert ginster.last.text == said(circle.app, "case_taken_over", case="Ahorn")
    assert circle.log_of(1)[-1] == ("handed_over", 1, 3)


def test_the_former_coach_loses_access_at_once(circle: Circle, linde: Neighbour, ginster: Neighbour) -> None:
    linde.writes("/besuch")
    linde.taps("Ja, ich stehe")
    linde.writes("/faelle")
    old_case = linde.last
    linde.writes("/uebergeben")
    linde.taps("Herr Ginster, IFD")
    linde.taps("Ja, übergeben")
    linde.heard.append(old_case)
    linde.taps("Ahorn")
    assert said(circle.app, "hint_old_button") in linde.last.text
    linde.writes("/weiter")
    assert linde.last.text == said(circle.app, "case_left", case="Ahorn")
    linde.writes("/faelle")
    assert linde.last.text == said(circle.app, "no_case")


def test_to_somebody_who_is_invited_for_it(circle: Circle, linde: Neighbour, birke: Neighbour) -> None:
    linde.writes("/uebergeben")
    linde.taps("Jemand Neues einladen")
    assert said(circle.app, "hand_over_means") in linde.texts()
    linde.writes("Frau Erle")
    assert [name for name, _ in roles(circle)] == ["Frau Linde", "Frau Birke"], "until it is accepted nothing changes"
    erle = circle.stranger("erle")
    erle.writes(f"/start {linde.token()}")
    assert roles(circle) == [("Frau Birke", Role.REPRESENTATIVE), ("Frau Erle", Role.JOB_COACH)]
    assert linde.last.text == said(circle.app, "handed_over", case="Ahorn")
    assert circle.log_of(1)[-1] == ("handed_over", 3, 1)


def test_a_coach_does_not_hand_over_to_herself(circle: Circle, linde: Neighbour) -> None:
    linde.writes("/uebergeben")
    linde.taps("Jemand Neues einladen")
    linde.taps("Ohne Anrede")
    linde.writes(f"/start {linde.token()}")
    assert linde.last.text == said(circle.app, "invitation_of_own_case")
    assert roles(circle) == [("Frau Linde", Role.JOB_COACH)]


def test_who_has_gone_meanwhile_takes_nothing_over(circle: Circle, linde: Neighbour, ginster: Neighbour) -> None:
    linde.writes("/uebergeben")
    linde.taps("Herr Ginster, IFD")
    ginster.writes("/verlassen")
    ginster.taps("Ja, Fall verlassen")
    linde.taps("Ja, übergeben")
    assert said(circle.app, "hint_old_button") in linde.last.text
    assert ("Frau Linde", Role.JOB_COACH) in roles(circle)


def test_who_does_not_lead_hands_nothing_over(circle: Circle, birke: Neighbour) -> None:
    birke.writes("/uebergeben")
    assert birke.last.text == said(circle.app, "hint_not_allowed")
