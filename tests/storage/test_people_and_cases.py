"""People are found at their addresses, cases by number or pseudonym, and pseudonyms never run out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from dialogs.engine.model import Phase, Register, Role
from storage.cases import all_cases, create_case, find_case, free_pseudonyms, set_frame, set_phase
from storage.database import transaction
from storage.facts import recall, remember
from storage.members import (
    add_member,
    duties_of,
    end_membership,
    give_duty,
    members_of,
    memberships_of,
    take_duty,
)
from storage.people import (
    create_person,
    known_addresses,
    look_at_case,
    mark_blocked,
    person_at,
    remember_hint,
    remember_tap,
    set_register,
    tapped_last,
)
from tests.storage.seeds import NOW, seed


def test_what_is_remembered_of_a_person(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        set_register(connection, known.person, Register.EASY)
        look_at_case(connection, known.person, known.case)
        remember_tap(connection, known.person, "m.besuch.", NOW)
        remember_hint(connection, known.person, "hint_media", NOW)
        person = person_at(connection, "telegram", "1")
        assert person is not None
        assert tapped_last(connection, person, "m.besuch.")
        assert not tapped_last(connection, person, "m.themen.")
    assert (person.name, person.register, person.case_id) == ("Frau Ahorn", Register.EASY, known.case)
    assert (person.last_token_at, "besuch" in str(person.last_token)) == (NOW, False)
    assert (person.last_hint, person.last_hint_at, person.blocked) == ("hint_media", NOW, False)


def test_an_address_belongs_to_one_person_in_one_channel(engine: Engine) -> None:
    seed(engine)
    with transaction(engine) as connection:
        assert person_at(connection, "web", "1") is None
        create_person(connection, "Herr Birke", "web", "1", NOW)
        assert known_addresses(connection, "telegram", {"1", "2"}) == {"1"}
    with pytest.raises(IntegrityError), transaction(engine) as connection:
        create_person(connection, "Herr Dorn", "telegram", "1", NOW)


def test_a_blocked_address_can_be_freed_again(engine: Engine) -> None:
    seed(engine)
    for since in (NOW, None):
        with transaction(engine) as connection:
            mark_blocked(connection, "telegram", "1", since)
            person = person_at(connection, "telegram", "1")
        assert person is not None
        assert person.blocked is (since is not None)


@pytest.mark.parametrize("named", ["1", "Ahorn", "ahorn", "AHORN"])
def test_a_case_is_found_however_it_is_named(engine: Engine, named: str) -> None:
    seed(engine)
    with transaction(engine) as connection:
        found = find_case(connection, named)
    assert found is not None
    assert found.pseudonym == "Ahorn"


@pytest.mark.parametrize("named", ["2", "0", "-1", "", "Birke", "9" * 30, "%", "²"])
def test_no_case_is_made_up(engine: Engine, named: str) -> None:
    seed(engine)
    with transaction(engine) as connection:
        assert find_case(connection, named) is None


def test_somebody_in_several_cases_with_different_roles(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        other = create_case(connection, "Birke", Phase.SHAPING, NOW)
        add_member(connection, other, known.person, Role.REPRESENTATIVE, NOW)
        set_phase(connection, known.case, Phase.SHAPING, NOW)
        found = memberships_of(connection, known.person)
        assert [case.pseudonym for case in all_cases(connection)] == ["Ahorn", "Birke"]
    assert [(item.case.pseudonym, item.case.phase, item.role) for item in found] == [
        ("Ahorn", Phase.SHAPING, Role.JOB_COACH),
        ("Birke", Phase.SHAPING, Role.REPRESENTATIVE),
    ]


def test_whoever_joins_again_has_one_role_and_no_pseudonym_is_given_twice(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        add_member(connection, known.case, known.person, Role.REPRESENTATIVE, NOW)
        assert [member.role for member in members_of(connection, known.case)] == [Role.REPRESENTATIVE]
    with pytest.raises(IntegrityError), transaction(engine) as connection:
        create_case(connection, "Ahorn", Phase.SHAPING, NOW)


def test_who_left_has_no_case_any_more_and_can_come_back(engine: Engine) -> None:
    known = seed(engine)
    later = NOW + timedelta(days=1)
    with transaction(engine) as connection:
        end_membership(connection, known.case, known.person, later)
        assert memberships_of(connection, known.person) == []
        assert members_of(connection, known.case) == []
        (former,) = members_of(connection, known.case, former=True)
        assert (former.name, former.since, former.left_at) == ("Frau Ahorn", NOW, later)
        add_member(connection, known.case, known.person, Role.INTEGRATION_SERVICE, later)
        (found,) = memberships_of(connection, known.person)
    assert found.role is Role.INTEGRATION_SERVICE


def test_a_duty_is_held_without_any_case(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        for _ in range(2):
            give_duty(connection, known.person, Role.COORDINATION, NOW)
        assert duties_of(connection, known.person) == {Role.COORDINATION}
        take_duty(connection, known.person, Role.COORDINATION)
        assert duties_of(connection, known.person) == set()


def test_a_closed_case_remembers_since_when_and_forgets_it_when_opened_again(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        set_phase(connection, known.case, Phase.CLOSED, NOW)
        assert [case.closed_at for case in all_cases(connection)] == [NOW]
        set_phase(connection, known.case, Phase.SUSTAINABILITY, NOW)
        assert [case.closed_at for case in all_cases(connection)] == [None]


def test_what_was_agreed_with_the_funding_body_is_kept(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        set_frame(connection, known.case, date(2026, 3, 1), date(2026, 9, 30), 80, "Nord")
        (case,) = all_cases(connection)
    assert (case.begins_on, case.ends_on, case.approved_hours, case.region) == (
        date(2026, 3, 1),
        date(2026, 9, 30),
        80,
        "Nord",
    )


def test_pseudonyms_go_on_with_numbers_when_all_plants_are_taken(engine: Engine) -> None:
    given = []
    with transaction(engine) as connection:
        create_case(connection, "aster", Phase.SHAPING, NOW)
        assert free_pseudonyms(connection, ("Ahorn", "Aster", "Birke"), 3) == ["Ahorn", "Birke", "Ahorn 2"]
        for _ in range(6):
            (name,) = free_pseudonyms(connection, ("Ahorn", "Aster", "Birke"))
            create_case(connection, name, Phase.SHAPING, NOW)
            given.append(name)
    assert given == ["Ahorn", "Birke", "Ahorn 2", "Aster 2", "Birke 2", "Ahorn 3"]


def test_facts_are_replaced(engine: Engine) -> None:
    with transaction(engine) as connection:
        assert recall(connection, "bot_name") is None
        remember(connection, "bot_name", "one_bot")
        remember(connection, "bot_name", "other_bot")
        assert recall(connection, "bot_name") == "other_bot"
