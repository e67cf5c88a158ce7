"""One tap calls for help: who hears of it and when, what the coachee is told, and who can take it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.app import App
from bot.messages import IncomingKind
from dialogs.engine.model import Phase, Role
from storage.cases import set_phase
from storage.consents import withdraw_consents
from storage.database import transaction
from storage.help_calls import open_help_calls
from storage.members import end_membership, give_duty
from storage.people import mark_blocked
from tests.bot.casework.circle import Circle, Neighbour
from tests.bot.follow_up.aftercare import after_the_end, ticks
from tests.journey import CHANNEL, Clock, add_case, add_person, join_case, said

FRIDAY_EVENING = datetime(2026, 6, 5, 19, 0, tzinfo=UTC)  # 21:00 in Berlin
HELP, TAKE = "🆘 Ich brauche Hilfe", "Ich übernehme das"


@pytest.fixture
def clock() -> Clock:
    return Clock(FRIDAY_EVENING)


class Help:
    """A case after its end with a lead, a coachee and an employer who chat."""

    def __init__(self, app: App, clock: Clock) -> None:
        self.app, self.clock = app, clock
        self.case, self.lead_id, self.coachee_id = after_the_end(app)
        self.circle = Circle(app, clock)
        self.linde, self.wicke = self.circle.stranger("linde"), self.circle.stranger("wicke")
        self.ulme, ulme = self.circle.person("Herr Ulme", "ulme")
        join_case(app, self.case, ulme, Role.EMPLOYER)

    def calls(self) -> str:
        """The coachee taps; what she is told."""
        told = self.wicke.sends(IncomingKind.TAP, f"m.hilfe_rufen.{self.case}")
        return "\n\n".join(message.text for message in told)

    def days_pass(self, days: float) -> None:
        self.clock.move(days=days)
        ticks(self.app)
        self.circle.deliver()

    def asked(self, person: Neighbour) -> int:
        return sum("bittet um Hilfe" in text for text in person.texts())

    def is_open(self) -> bool:
        with transaction(self.app.engine) as connection:
            return bool(open_help_calls(connection))


@pytest.fixture
def help_(app: App, clock: Clock) -> Help:
    return Help(app, clock)


def test_one_tap_tells_the_responsible_at_once_and_the_coachee_who_and_when(help_: Help) -> None:
    told = help_.calls()
    assert "Ich habe geschrieben an: Jobcoach" in told
    assert "Freitag, 5.6.2026, um 21:00 Uhr" in told
    assert "Der Betrieb erfährt davon nichts." in told
    assert "Fall Ahorn: Jemand bittet um Hilfe" in help_.linde.last.text
    assert help_.linde.labels() == [TAKE]
    assert help_.ulme.heard == []


def test_whoever_takes_it_is_named_to_the_coachee_and_then_it_is_quiet(help_: Help) -> None:
    help_.calls()
    help_.linde.taps(TAKE)
    assert help_.linde.last.text == said(help_.app, "help_taken")
    assert "Es kümmert sich jetzt jemand" in help_.wicke.last.text
    assert "Wer: Jobcoach" in help_.wicke.last.text
    help_.days_pass(3)
    help_.days_pass(1)
    assert help_.asked(help_.linde) == 1
    assert not help_.is_open()
    help_.clock.move(days=1)
    help_.linde.taps(TAKE)
    assert help_.linde.last.text == said(help_.app, "help_not_open")


def test_until_somebody_takes_it_each_working_day_brings_one_reminder(help_: Help) -> None:
    help_.calls()
    counted = []
    for _ in range(31):  # ten days, from Saturday at 5
        help_.days_pass(8 / 24)
        counted.append(help_.asked(help_.linde))
    assert counted[6] == 1, "nothing on Saturday and Sunday"
    assert counted[-1] == 1 + 6, "Monday to Friday, and Monday again"


def test_tapping_again_says_who_was_told_before_and_tells_nobody_twice(help_: Help) -> None:
    help_.calls()
    told = help_.calls()
    assert "Übernommen hat noch niemand." in told
    assert "Freitag, 5.6.2026, um 21:00 Uhr" in told
    assert help_.asked(help_.linde) == 1


def test_it_works_after_withdrawal_and_closing_but_not_after_leaving(help_: Help) -> None:
    with transaction(help_.app.engine) as connection:
        withdraw_consents(connection, help_.coachee_id, help_.clock.now)
        set_phase(connection, help_.case, Phase.CLOSED, help_.clock.now)
    help_.clock.move(days=300)
    assert "Ich habe geschrieben an: Jobcoach" in help_.calls()
    with transaction(help_.app.engine) as connection:
        end_membership(connection, help_.case, help_.coachee_id, help_.clock.now)
    help_.clock.move(days=1)
    assert said(help_.app, "hint_old_button") in help_.calls()


def test_without_a_lead_the_administration_is_told_and_can_take_it(help_: Help) -> None:
    eibe, eibe_id = help_.circle.person("Frau Eibe", "eibe")
    with transaction(help_.app.engine) as connection:
        end_membership(connection, help_.case, help_.lead_id, help_.clock.now)
        give_duty(connection, eibe_id, Role.ADMINISTRATION, help_.clock.now)
    assert "Ich habe geschrieben an: Verwaltung" in help_.calls()
    eibe.taps(TAKE)
    assert "Wer: Verwaltung" in help_.wicke.last.text


def test_with_nobody_to_tell_she_hears_so_and_hears_again_when_there_is_somebody(help_: Help) -> None:
    with transaction(help_.app.engine) as connection:
        mark_blocked(connection, CHANNEL, "linde", help_.clock.now)
    assert help_.calls() == said(help_.app, "help_nobody")
    with transaction(help_.app.engine) as connection:
        mark_blocked(connection, CHANNEL, "linde", None)
    help_.days_pass(0.1)
    assert help_.asked(help_.linde) == 1
    assert "Ich habe jetzt geschrieben an: Jobcoach" in help_.wicke.last.text


def test_nobody_else_calls_or_takes(help_: Help) -> None:
    help_.ulme.sends(IncomingKind.TAP, f"m.hilfe_rufen.{help_.case}")
    assert help_.ulme.last.text.startswith(said(help_.app, "hint_not_allowed"))
    help_.calls()
    number = help_.linde.button(TAKE).token
    help_.ulme.sends(IncomingKind.TAP, number)
    assert help_.ulme.last.text.startswith(said(help_.app, "hint_not_allowed"))
    stranger = help_.circle.stranger("distel")
    lead = add_person(help_.app, "Frau Distel", "distel")
    add_case(help_.app, lead, "Birke")
    stranger.sends(IncomingKind.TAP, number)
    assert stranger.last.text.startswith(said(help_.app, "hint_old_button"))
    assert help_.is_open()


@pytest.mark.parametrize("written", ["/start", "/start hilfe", "/hilfe", "/faelle", "/mehr"])
def test_the_button_is_the_first_of_every_menu_of_a_coachee_only(help_: Help, written: str) -> None:
    def first(person: Neighbour) -> str:
        heard = person.writes(written)
        return next((row[0].label for message in heard for row in message.rows), "")

    if written != "/faelle":
        assert first(help_.wicke) == HELP
    assert first(help_.linde) != HELP
    help_.wicke.sends(IncomingKind.TAP, f"m.fall.{help_.case}")
    assert help_.wicke.labels()[0] == HELP


def test_a_call_is_in_the_log_with_numbers_only(help_: Help) -> None:
    help_.calls()
    help_.linde.taps(TAKE)
    events = help_.circle.log_of(help_.case)
    assert ("case_changed", help_.coachee_id, None) in events
    assert ("asked", None, help_.coachee_id) in events
    assert ("case_changed", help_.lead_id, help_.coachee_id) in events
