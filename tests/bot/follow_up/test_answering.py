"""A check-in answered now, later, not this time, never again, or after its round was over."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from bot.app import App
from bot.messages import IncomingKind
from dialogs.engine.model import Phase
from storage.cases import set_phase
from storage.conversations import last_finished
from storage.database import transaction
from storage.follow_ups import Outcome, close_check_in
from storage.members import end_membership
from storage.pings import habit_of
from storage.releases import Room, own_statements
from tests.bot.follow_up.closing import CASE, Team, answer_all, tap
from tests.journey import Clock, said

NOW, LATER, NOT_NOW, NEVER = "Jetzt antworten", "Später", "Dieses Mal nicht", "Nie wieder"
YES, YES_EASY = "Ja, Sie dürfen fragen", "Ja, das ist in Ordnung"
FIRST_WAVE = date(2026, 6, 2)


@pytest.fixture
def team(app: App, clock: Clock) -> Team:
    """Agreed, everybody said yes, and the day of the first wave has come."""
    made = Team(app, clock)
    made.agree()
    made.wicke.taps(YES_EASY)
    made.ulme.taps(YES)
    made.move_to(FIRST_WAVE)
    return made


def test_answered_in_the_words_of_the_role_and_closed(team: Team) -> None:
    team.ask(team.ulme)
    team.ulme.taps(NOW)
    assert team.ulme.last.text.startswith("Nachfrage im Betrieb")
    answer_all(team.ulme, "Bei uns, wie vorher", "🙂 Gut")
    assert team.outcomes() == [None, Outcome.ANSWERED, None, None]
    assert said(team.app, "check_in_thanks") in team.ulme.last.text
    assert team.check_in(team.ulme).is_late is False


def test_what_is_asked_has_no_open_places_and_names_what_was_agreed(team: Team) -> None:
    team.ask(team.wicke)
    team.wicke.taps(NOW)
    answer_all(team.wicke, "Ich selbst", "Gleiche Arbeit")
    heard = "\n".join(message.text for message in team.wicke.heard)
    assert "Pausenplan an der Wand" in heard
    assert "das Ziel aus dem Job-Coaching" in heard
    assert "{" not in heard


def test_nothing_is_released_before_she_has_seen_it(team: Team) -> None:
    team.ask(team.wicke)
    team.wicke.taps(NOW)
    answer_all(team.wicke, "Ich selbst", "Gleiche Arbeit", "🙂 Gut")
    tap(team.linde, f"m.teamsicht.{CASE}")
    assert "Gleiche Arbeit" not in team.linde.last.text
    shown = "\n".join(message.text for message in team.wicke.taps("Ja, alles ansehen"))
    assert "Gleiche Arbeit" in shown
    team.wicke.sends(IncomingKind.TAP, team.wicke.last.rows[0][0].token)
    with transaction(team.app.engine) as connection:
        assert all(Room.TEAM in one.rooms for one in own_statements(connection, 3, CASE))
    tap(team.ulme, f"m.teamsicht.{CASE}")
    assert team.ulme.last.text.startswith(said(team.app, "hint_not_allowed"))


def test_later_is_quiet_for_three_days_and_can_be_answered_all_the_same(team: Team) -> None:
    team.ask(team.ulme)
    team.ulme.taps(LATER)
    with transaction(team.app.engine) as connection:
        assert habit_of(connection, 4).pause_until == date(2026, 6, 5)
    assert said(team.app, "check_in_later", day="Freitag, 5.6.2026") == team.ulme.last.text
    assert team.outcomes() == [None] * 4
    team.ulme.taps(NOW)
    answer_all(team.ulme)
    assert team.check_in(team.ulme).outcome is Outcome.ANSWERED


def test_not_this_time_ends_this_wave_only_and_nobody_is_told(team: Team) -> None:
    team.ask(team.wicke)
    before = [len(person.heard) for person in (team.linde, team.ulme, team.ginster)]
    team.wicke.taps(NOT_NOW)
    assert team.outcomes() == [Outcome.REFUSED, None, None, None]
    assert before == [len(person.heard) for person in (team.linde, team.ulme, team.ginster)]


def test_never_again_ends_all_of_hers(team: Team) -> None:
    team.ask(team.wicke)
    team.wicke.taps(NEVER)
    assert team.outcomes() == [Outcome.REFUSED, None, Outcome.REFUSED, None]


def test_who_did_not_say_yes_is_asked_for_it_before_the_questions(app: App, clock: Clock) -> None:
    team = Team(app, clock)
    team.agree()
    team.move_to(FIRST_WAVE)
    team.ask(team.ulme)
    team.ulme.taps(NOW)
    assert team.ulme.labels() == [YES, "Nein, bitte nicht"]
    team.ulme.taps(YES)
    assert team.ulme.last.text.startswith("Nachfrage im Betrieb")


@pytest.mark.parametrize(
    ("outcome", "afterwards"),
    [
        (Outcome.UNREACHABLE, Outcome.ANSWERED),
        (Outcome.TOO_LATE, Outcome.ANSWERED),
        (Outcome.BY_PHONE, Outcome.BY_PHONE),
    ],
)
def test_a_late_answer_is_kept_and_counts_once(team: Team, outcome: Outcome, afterwards: Outcome) -> None:
    check_in = team.ask(team.ulme)
    with transaction(team.app.engine) as connection:
        assert close_check_in(connection, check_in, outcome, team.clock.now)
    team.clock.move(days=40)
    team.ulme.taps(NOW)
    answer_all(team.ulme, "Bei uns, wie vorher")
    assert said(team.app, "check_in_thanks_late") in team.ulme.last.text
    assert team.check_in(team.ulme).outcome is afterwards
    assert team.check_in(team.ulme).is_late is (afterwards is Outcome.ANSWERED)
    with transaction(team.app.engine) as connection:
        assert [one.text for one in own_statements(connection, 4, CASE)] == ["Bei uns, wie vorher"]
    assert Counter(team.outcomes()).total() == 4


def test_she_may_change_her_mind_after_a_no(team: Team) -> None:
    team.ask(team.ulme)
    team.ulme.taps(NOT_NOW)
    team.ulme.taps(NOW)
    answer_all(team.ulme, "Bei uns, wie vorher")
    assert team.check_in(team.ulme).outcome is Outcome.ANSWERED


def test_it_is_answered_once(team: Team) -> None:
    team.ask(team.ulme)
    team.ulme.taps(NOW)
    answer_all(team.ulme, "Bei uns, wie vorher")
    team.ulme.taps(NOW)
    assert team.ulme.last.text == said(team.app, "check_in_answered_before")
    team.ulme.taps(LATER)
    assert team.ulme.last.text.startswith(said(team.app, "hint_old_button"))


def test_going_on_where_she_stopped(team: Team) -> None:
    team.ask(team.ulme)
    team.ulme.taps(NOW)
    team.ulme.taps("Bei uns, wie vorher")
    team.ulme.taps("Pause")
    team.ulme.taps(NOW)
    assert "Wie läuft die Zusammenarbeit" in team.ulme.last.text
    with transaction(team.app.engine) as connection:
        assert last_finished(connection, 4) is None


def test_everything_is_skipped_is_an_answer_with_nothing_to_release(team: Team) -> None:
    team.ask(team.ulme)
    team.ulme.taps(NOW)
    answer_all(team.ulme)
    assert team.check_in(team.ulme).outcome is Outcome.ANSWERED
    assert team.ulme.last.text == said(team.app, "check_in_thanks")


@pytest.mark.parametrize("word", ["🙂🙂🙂", "yes, very good thank you", "ganz gut eigentlich, nur die Pausen", "٣"])
def test_what_no_face_fits_is_asked_again_kindly(team: Team, word: str) -> None:
    team.ask(team.wicke)
    team.wicke.taps(NOW)
    team.wicke.taps("Ich selbst")
    team.wicke.taps("Gleiche Arbeit")
    team.wicke.writes(word)
    assert "🙂 Gut" in team.wicke.labels()
    assert "Weiß ich nicht" in team.wicke.labels()
    assert team.check_in(team.wicke).outcome is None


def test_somebody_elses_and_old_buttons_do_nothing(team: Team) -> None:
    check_in = team.ask(team.wicke)
    for command in ("antworten", "spaeter", "nicht", "nie"):
        for number in (check_in.id, 99, "x"):
            told = tap(team.ulme, f"m.nachfrage_{command}.{CASE}-{number}")
            assert told.startswith(said(team.app, "hint_old_button"))
            team.clock.move(seconds=10)
    assert team.outcomes() == [None] * 4


def test_after_leaving_the_case_nothing_is_asked(team: Team) -> None:
    team.ask(team.ulme)
    with transaction(team.app.engine) as connection:
        end_membership(connection, CASE, 4, team.clock.now)
    team.ulme.taps(NOW)
    assert team.ulme.last.text.startswith(said(team.app, "hint_old_button"))


def test_a_case_that_was_closed_meanwhile_can_be_answered(team: Team) -> None:
    team.ask(team.ulme)
    with transaction(team.app.engine) as connection:
        set_phase(connection, CASE, Phase.CLOSED, team.clock.now)
    team.ulme.taps(NOW)
    answer_all(team.ulme, "Bei uns, wie vorher")
    assert team.check_in(team.ulme).outcome is Outcome.ANSWERED
