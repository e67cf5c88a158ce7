"""A case with four people, set up from the chats alone; counts what each of them has to do."""

from __future__ import annotations

from datetime import timedelta

from dialogs.engine.model import Role
from storage.database import transaction
from storage.members import members_of
from tests.bot.casework.circle import Circle, Neighbour
from tests.journey import said

SECONDS_A_STEP = 15  # reading included


def test_in_less_than_five_minutes(circle: Circle, linde: Neighbour) -> None:
    began_at = circle.clock.now
    for chat in circle.people.values():
        chat.pause = SECONDS_A_STEP
    linde.writes("/neuer_fall")
    linde.taps("Akelei nehmen")
    linde.taps("Jemanden einladen")
    guests = []
    for role, name in (("IFD", "Herr Ginster"), ("SBV", "Frau Birke"), ("Coachee", None)):
        linde.taps(role)
        if name is None:
            linde.taps("Ohne Anrede")
        else:
            linde.writes(name)
        guest = circle.stranger(role)
        guest.pause = SECONDS_A_STEP
        guest.writes(f"/start {linde.token()}")
        guest.taps("Ja, ich bin einverstanden" if role == "Coachee" else "Ja, einverstanden")
        guests.append(guest)
        if role != "Coachee":
            linde.taps("Noch jemanden einladen")
    with transaction(circle.app.engine) as connection:
        everybody = [(member.name, member.role) for member in members_of(connection, 2)]
    assert everybody == [
        ("Frau Linde", Role.JOB_COACH),
        ("Herr Ginster", Role.INTEGRATION_SERVICE),
        ("Frau Birke", Role.REPRESENTATIVE),
        ("", Role.COACHEE),
    ]
    assert linde.steps == 11
    assert [guest.steps for guest in guests] == [2, 2, 2]
    assert circle.clock.now - began_at < timedelta(minutes=5)
    linde.writes("/mitglieder")
    linde.taps("Akelei")
    assert linde.last.text.count("•") == 4
    assert said(circle.app, "member_line_unnamed", role="Coachee") in linde.last.text
