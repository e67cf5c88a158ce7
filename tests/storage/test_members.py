"""Who belongs to a case: coming, leaving, coming back, and duties in the installation."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine

from dialogs.engine.model import Phase, Role
from storage.cases import create_case
from storage.database import transaction
from storage.members import (
    add_member,
    duties_of,
    end_membership,
    give_duty,
    members_of,
    memberships_of,
    take_duty,
)
from storage.people import create_person
from tests.storage.seeds import NOW, seed

LATER = NOW + timedelta(days=1)


def test_who_belongs_to_a_case_is_named_in_the_order_they_came(engine: Engine) -> None:
    known = seed(engine, "Frau Linde")
    with transaction(engine) as connection:
        erle = create_person(connection, "Frau Erle", "telegram", "8", NOW)
        add_member(connection, known.case, erle, Role.COACHEE, LATER)
        found = [(each.person_id, each.name, each.role, each.since) for each in members_of(connection, known.case)]
    assert found == [
        (known.person, "Frau Linde", Role.JOB_COACH, NOW),
        (erle, "Frau Erle", Role.COACHEE, LATER),
    ]


def test_who_left_has_no_access_and_is_named_only_as_a_former_member(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        end_membership(connection, known.case, known.person, LATER)
        end_membership(connection, known.case, known.person, LATER + timedelta(days=1))
        assert memberships_of(connection, known.person) == []
        assert members_of(connection, known.case) == []
        (former,) = members_of(connection, known.case, former=True)
    assert former.left_at == LATER


def test_who_comes_back_belongs_again_in_the_new_role(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        end_membership(connection, known.case, known.person, NOW)
        add_member(connection, known.case, known.person, Role.INTEGRATION_SERVICE, LATER)
        (membership,) = memberships_of(connection, known.person)
        (member,) = members_of(connection, known.case, former=True)
    assert (membership.case.id, membership.role) == (known.case, Role.INTEGRATION_SERVICE)
    assert (member.since, member.left_at) == (LATER, None)


def test_rights_come_from_each_case_and_not_from_a_rank(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        other = create_case(connection, "Buche", Phase.SHAPING, NOW)
        add_member(connection, other, known.person, Role.REPRESENTATIVE, NOW)
        roles = {each.case.pseudonym: each.role for each in memberships_of(connection, known.person)}
    assert roles == {"Ahorn": Role.JOB_COACH, "Buche": Role.REPRESENTATIVE}


def test_duties_are_given_once_and_taken_back(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        for _ in range(2):
            give_duty(connection, known.person, Role.ADMINISTRATION, NOW)
        give_duty(connection, known.person, Role.COORDINATION, NOW)
        assert duties_of(connection, known.person) == {Role.ADMINISTRATION, Role.COORDINATION}
        take_duty(connection, known.person, Role.ADMINISTRATION)
        assert duties_of(connection, known.person) == {Role.COORDINATION}
