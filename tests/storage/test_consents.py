"""Consents: every decision is kept, the newest counts, and withdrawing ends all of them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, Engine

from dialogs.engine.model import Phase
from storage.cases import create_case
from storage.consents import Terms, consents_of, newest_consent, record_consent, withdraw_consents
from storage.database import transaction
from storage.people import create_person
from tests.storage.seeds import NOW, seed

TERMS = Terms("answers", "the team", "reflection", "abc123")
TODAY = NOW.date()


def decide(connection: Connection, person: int, case: int | None, *, given: bool) -> None:
    record_consent(connection, person, case, TERMS, "telegram", given, NOW)


def in_force(connection: Connection, person: int, case: int) -> bool:
    newest = newest_consent(connection, person, case)
    return newest is not None and newest.in_force(TODAY)


def test_a_consent_is_kept_with_everything_that_was_said(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        assert newest_consent(connection, known.person, known.case) is None
        ends_on = TODAY + timedelta(days=30)
        record_consent(connection, known.person, known.case, TERMS, "telegram", True, NOW, ends_on)
        newest = newest_consent(connection, known.person, known.case)
        assert consents_of(connection, known.person) == [newest]
    assert newest is not None
    assert (newest.person_id, newest.case_id, newest.terms, newest.channel) == (
        known.person,
        known.case,
        TERMS,
        "telegram",
    )
    assert (newest.given_at, newest.refused_at, newest.withdrawn_at) == (NOW, None, None)
    assert newest.in_force(ends_on)
    assert not newest.in_force(ends_on + timedelta(days=1))


def test_the_newest_decision_counts_and_none_is_lost(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        for given in (False, True, False):
            decide(connection, known.person, known.case, given=given)
            assert in_force(connection, known.person, known.case) is given
        kept = consents_of(connection, known.person)
    assert [consent.given_at is not None for consent in kept] == [False, True, False]
    assert [consent.refused_at is not None for consent in kept] == [True, False, True]


def test_a_consent_holds_in_its_case_or_in_all_and_for_nobody_else(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        other_case = create_case(connection, "Buche", Phase.INITIATION, NOW)
        erle = create_person(connection, "Frau Erle", "telegram", "8", NOW)
        decide(connection, known.person, known.case, given=True)
        assert in_force(connection, known.person, known.case)
        assert not in_force(connection, known.person, other_case)
        decide(connection, erle, None, given=True)
        assert in_force(connection, erle, known.case)
        assert in_force(connection, erle, other_case)
        decide(connection, erle, other_case, given=False)
        assert in_force(connection, erle, known.case)
        assert not in_force(connection, erle, other_case)


def test_withdrawing_ends_everything_once_and_can_be_undone_by_a_new_yes(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        decide(connection, known.person, known.case, given=True)
        decide(connection, known.person, None, given=True)
        assert withdraw_consents(connection, known.person, NOW) == 2
        assert withdraw_consents(connection, known.person, NOW) == 0
        assert not in_force(connection, known.person, known.case)
        decide(connection, known.person, known.case, given=True)
        assert in_force(connection, known.person, known.case)
        assert [consent.withdrawn_at for consent in consents_of(connection, known.person)] == [NOW, NOW, None]
