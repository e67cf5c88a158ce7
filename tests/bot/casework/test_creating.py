"""A new case: plants are proposed, names cannot be typed, and nobody gets a plant twice."""

from __future__ import annotations

from bot.messages import IncomingKind
from bot.tokens import MenuToken
from dialogs.engine.model import Role
from storage.cases import all_cases
from storage.database import transaction
from storage.members import give_duty, memberships_of
from tests.bot.casework.circle import Circle, Neighbour
from tests.journey import add_case, said


def names(circle: Circle) -> list[str]:
    with transaction(circle.app.engine) as connection:
        return [case.pseudonym for case in all_cases(connection)]


def test_a_job_coach_makes_a_case_with_two_taps(circle: Circle, linde: Neighbour) -> None:
    linde.writes("/faelle")
    linde.taps("Neuer Fall")
    linde.taps("Akelei nehmen")
    assert names(circle) == ["Ahorn", "Akelei"]
    assert linde.last.text == said(circle.app, "case_created", case="Akelei", phase="Initiierung", role="Jobcoach")
    assert linde.labels() == ["Jemanden einladen", "Eckdaten", "Themen"]
    assert ("case_created", 1, None) in circle.log_of(2)


def test_another_plant_is_proposed_on_request(circle: Circle, linde: Neighbour) -> None:
    linde.writes("/neuer_fall")
    linde.taps("Anderer Vorschlag")
    linde.taps("Anderer Vorschlag")
    assert "Begonie nehmen" in linde.labels()


def test_the_role_is_the_one_of_the_case_at_hand(circle: Circle) -> None:
    chat, person = circle.person("Herr Ginster", "ginster")
    add_case(circle.app, person, "Ahorn", Role.JOB_COACH)
    add_case(circle.app, person, "Birke", Role.INTEGRATION_SERVICE)
    chat.writes("/neuer_fall")
    chat.taps("Akelei nehmen")
    with transaction(circle.app.engine) as connection:
        assert memberships_of(connection, person)[-1].role is Role.INTEGRATION_SERVICE


def test_tapping_again_makes_no_second_case(circle: Circle, linde: Neighbour) -> None:
    linde.writes("/neuer_fall")
    linde.taps("Akelei nehmen")
    linde.taps("Akelei nehmen")
    assert names(circle) == ["Ahorn", "Akelei"]
    assert linde.last.text == said(circle.app, "case", case="Akelei", phase="Initiierung")


def test_a_plant_that_was_taken_meanwhile_is_proposed_to_nobody_else(circle: Circle, linde: Neighbour) -> None:
    other, person = circle.person("Herr Ginster", "ginster")
    add_case(circle.app, person, "Birke")
    linde.writes("/neuer_fall")
    other.writes("/neuer_fall")
    linde.taps("Akelei nehmen")
    other.taps("Akelei nehmen")
    assert said(circle.app, "pseudonym_taken") in other.texts()
    assert "Aster nehmen" in other.labels()
    assert names(circle).count("Akelei") == 1


def test_a_name_that_somebody_made_up_is_not_taken(circle: Circle, linde: Neighbour) -> None:
    linde.sends(IncomingKind.TAP, str(MenuToken("fall_anlegen", "Erika Mustermann")))
    assert names(circle) == ["Ahorn"]
    assert "Akelei nehmen" in linde.labels()


def test_who_leads_nothing_makes_nothing(circle: Circle, birke: Neighbour) -> None:
    birke.writes("/neuer_fall")
    assert birke.last.text == said(circle.app, "hint_not_allowed")
    birke.writes("/faelle")
    assert "Neuer Fall" not in birke.labels()


def test_the_administration_makes_a_case_for_somebody_else(circle: Circle) -> None:
    chat, person = circle.person("Frau Zeder", "zeder")
    with transaction(circle.app.engine) as connection:
        give_duty(connection, person, Role.ADMINISTRATION, circle.app.clock())
    chat.writes("/neuer_fall")
    chat.taps("Ahorn nehmen")
    with transaction(circle.app.engine) as connection:
        assert memberships_of(connection, person) == []
    assert chat.labels() == ["Ahorn: Leitung einladen"]
