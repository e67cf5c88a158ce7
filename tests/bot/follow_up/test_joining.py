"""Yes or no to being asked after the end: told before, kept, taken back, and never shown to the employer."""

from __future__ import annotations

import pytest

from bot.app import App
from dialogs.engine.model import Role
from storage.consents import consents_of, newest_consent
from storage.database import transaction
from storage.follow_ups import Outcome
from tests.bot.follow_up.closing import CASE, TOLD, Team, tap
from tests.journey import Clock, said

YES, NO = "Ja, Sie dürfen fragen", "Nein, bitte nicht"
YES_EASY = "Ja, das ist in Ordnung"


@pytest.fixture
def team(app: App, clock: Clock) -> Team:
    made = Team(app, clock)
    made.agree()
    return made


def wants(team: Team, person_id: int) -> bool | None:
    with transaction(team.app.engine) as connection:
        newest = newest_consent(connection, person_id, CASE, general=False, follow_up=True)
    return None if newest is None else newest.in_force(team.clock.now.date())


def test_each_one_reads_what_when_and_who_reads_it(team: Team) -> None:
    shown = team.ulme.last.text
    assert "Nach 3 Monaten: Dienstag, 2.6.2026, 9 Uhr" in shown
    assert "Nach 6 Monaten: Mittwoch, 2.9.2026, 9 Uhr" in shown
    assert said(team.app, "follow_up_readers_own") in shown
    assert "freiwillig" in shown
    assert team.ulme.labels() == [YES, NO]
    assert "höchstens 7 kurze Fragen" in team.wicke.last.text
    assert team.ginster.heard == []


def test_a_yes_is_a_consent_of_its_own(team: Team) -> None:
    team.ulme.taps(YES)
    assert wants(team, 4) is True
    assert wants(team, 3) is None
    with transaction(team.app.engine) as connection:
        newest = consents_of(connection, 4)[-1]
    assert newest.terms.purpose == said(team.app, "follow_up_purpose")
    assert newest.ends_on is not None


def test_a_no_ends_her_check_ins_only_and_nobody_is_told(team: Team) -> None:
    before = len(team.linde.heard)
    team.ulme.taps(NO)
    assert team.outcomes() == [None, Outcome.REFUSED, None, Outcome.REFUSED]
    assert wants(team, 4) is False
    assert len(team.linde.heard) == before
    assert team.ulme.last.text == said(team.app, "follow_up_declined")
    with transaction(team.app.engine) as connection:
        general = newest_consent(connection, 4, CASE, general=False)
    assert general is not None
    assert general.in_force(team.clock.now.date())


def test_the_employer_learns_nothing_of_the_coachees_no(team: Team) -> None:
    team.wicke.taps(NO)
    tap(team.ulme, f"m.nachfragen.{CASE}")
    assert "Coachee" not in team.ulme.last.text
    assert "beendet" not in team.ulme.last.text
    assert tap(team.ulme, f"m.nachfragen.{CASE}-1").startswith(said(team.app, "hint_old_button"))


def test_a_yes_after_a_no_plans_what_is_still_to_come(team: Team) -> None:
    team.ulme.taps(NO)
    team.clock.move(days=100)
    team.ulme.taps(YES)
    assert team.outcomes() == [None, Outcome.REFUSED, None, None]
    assert wants(team, 4) is True


def test_withdrawing_everything_ends_all_check_ins_at_once(team: Team) -> None:
    team.wicke.taps(YES_EASY)
    team.wicke.writes("/widerrufen")
    assert team.outcomes() == [Outcome.WITHDRAWN, None, Outcome.WITHDRAWN, None]
    assert wants(team, 3) is False


def test_the_page_about_data_protection_names_both_consents(team: Team) -> None:
    team.ulme.taps(YES)
    team.ulme.writes("/datenschutz")
    assert said(team.app, "follow_up_purpose") in team.ulme.last.text
    team.ulme.taps(NO)
    team.ulme.writes("/datenschutz")
    assert said(team.app, "follow_up_purpose") not in team.ulme.last.text
    assert "widerrufen" in " ".join(button.token for row in team.ulme.last.rows for button in row)


def test_who_wants_no_questions_at_all_is_not_even_asked_this(app: App, clock: Clock) -> None:
    team = Team(app, clock)
    tap(team.ulme, f"m.nicht_einverstanden.{CASE}")
    heard = len(team.ulme.heard)
    team.agree()
    assert len(team.ulme.heard) == heard
    assert [one for one in team.outcomes() if one is not None] == [Outcome.WITHDRAWN, Outcome.WITHDRAWN]


def test_who_was_never_informed_is_informed_first(app: App, clock: Clock) -> None:
    team = Team(app, clock)
    birke = team.joins("Frau Birke", "birke", Role.COLLEAGUES, consents=False)
    team.talk(asked=("Kolleginnen und Kollegen",))
    team.linde.taps(TOLD)
    birke.taps(YES)
    assert birke.last.text == said(app, "consent_asked", case="Ahorn")
    birke.taps("Ja, einverstanden")
    assert birke.last.text == said(app, "follow_up_joined")


def test_made_up_yes_keeps_nothing(team: Team) -> None:
    assert tap(team.ginster, f"m.nachfragen_ja.{CASE}").startswith(said(team.app, "hint_old_button"))
    assert wants(team, 2) is None
