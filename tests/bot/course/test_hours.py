"""Noting hours: one tap after a visit, other days and durations, in words, and nothing twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.app import App
from bot.messages import IncomingKind
from storage.cases import all_cases
from storage.course import minutes_by_day
from storage.database import transaction
from storage.members import end_membership
from tests.bot.casework.circle import Neighbour
from tests.bot.course.framing import CASE, agree, work
from tests.journey import Chat, Clock, add_case, said

TODAY = date(2026, 3, 2)


def noted(app: App) -> dict[date, int]:
    with transaction(app.engine) as connection:
        return dict(minutes_by_day(connection, CASE))


def visit(chat: Chat) -> None:
    """A whole reflection after a visit, everything skipped."""
    chat.writes("/besuch")
    while "Überspringen" in chat.labels():
        chat.taps("Überspringen")
    chat.taps("Stimmt so")


def test_one_tap_after_a_visit(app: App, chat: Neighbour) -> None:
    agree(app, 40)
    visit(chat)
    assert chat.last.text.startswith("Wie lange waren Sie dort? Fall Ahorn, heute (Montag, 2.3.2026).")
    assert [[button.label for button in row] for row in chat.last.rows[:2]] == [
        ["1 h", "2 h", "3 h"],
        ["4 h", "5 h", "6 h"],
    ]
    chat.taps("2 h")
    assert noted(app) == {TODAY: 120}
    assert chat.last.text == "Notiert: 2 h, heute (Montag, 2.3.2026), Fall Ahorn.\nÜbrig im Rahmen: 38 h."


def test_whoever_noted_something_today_is_not_asked_again(app: App, chat: Neighbour) -> None:
    work(app, (TODAY, 1))
    visit(chat)
    assert "Gespeichert" in chat.last.text


def test_nobody_else_is_asked(representative: Neighbour) -> None:
    visit(representative)
    assert "Gespeichert" in representative.last.text
    representative.writes("/stunden")
    assert representative.last.text.startswith(said(representative.app, "hint_not_allowed"))


def test_the_integration_service_notes_hours_too(app: App, chat: Neighbour, service: Neighbour) -> None:
    chat.writes("/fall")
    chat.taps("Stunden notieren")
    chat.taps("1 h")
    service.writes("/stunden")
    service.taps("3 h")
    assert noted(app) == {TODAY: 240}
    assert "An diesem Tag zusammen" not in service.last.text  # that was somebody else's time


def test_a_tapped_question_keeps_no_buttons(app: App, chat: Neighbour) -> None:
    chat.writes("/stunden")
    heard = chat.taps("2 h", message="77")
    assert [(message.text, message.rows) for message in heard if message.edits == "77"] == [("", ())]
    assert noted(app) == {TODAY: 120}


def test_other_days(app: App, chat: Neighbour) -> None:
    chat.writes("/stunden")
    chat.taps("Anderer Tag")
    assert chat.labels() == [
        "Heute",
        "Gestern",
        "Freitag, 27.2.",
        "Donnerstag, 26.2.",
        "Mittwoch, 25.2.",
        "Dienstag, 24.2.",
        "Montag, 23.2.",
    ]
    chat.taps("Freitag, 27.2.")
    chat.taps("Andere Dauer")
    chat.taps("1½ h")
    assert noted(app) == {date(2026, 2, 27): 90}


def test_a_written_time_is_for_the_day_that_was_asked_about(app: App, chat: Neighbour) -> None:
    chat.writes("/stunden")
    chat.taps("Anderer Tag")
    chat.taps("Gestern")
    chat.writes("1:45")
    assert noted(app) == {date(2026, 3, 1): 105}


@pytest.mark.parametrize(
    ("text", "key"), [("500", "hours_too_many"), ("lange", "hours_unclear"), ("0", "hours_unclear")]
)
def test_a_time_that_cannot_be_is_refused_and_asked_for_again(app: App, chat: Neighbour, text: str, key: str) -> None:
    chat.writes("/stunden")
    chat.writes(text)
    assert chat.last.text == said(app, key)
    chat.writes("90 min")
    assert noted(app) == {TODAY: 90}


def test_no_day_gets_longer_than_it_is(app: App, chat: Neighbour) -> None:
    work(app, (TODAY, 23))
    chat.writes("/stunden")
    chat.taps("2 h")
    assert "Zusammen wären das mehr als 24 Stunden" in chat.last.text
    assert noted(app) == {TODAY: 23 * 60}


def test_the_last_note_is_taken_back_once(app: App, chat: Neighbour) -> None:
    chat.writes("/stunden")
    chat.taps("1 h")
    chat.writes("/stunden")
    chat.taps("3 h")
    assert "An diesem Tag zusammen: 4 h." in chat.last.text
    chat.taps("Zurücknehmen")
    assert chat.last.text == "Zurückgenommen: 3 h, heute (Montag, 2.3.2026), Fall Ahorn."
    chat.taps("Zurücknehmen")
    assert said(app, "hint_old_button") in chat.last.text
    chat.writes("/stunden")
    assert "Zuletzt notiert: 1 h, Montag, 2.3.2026." in chat.last.text
    chat.taps("Letzte Notiz zurücknehmen")
    assert noted(app) == {}


def test_nobody_takes_back_what_others_noted(app: App, chat: Neighbour, service: Neighbour) -> None:
    chat.writes("/stunden")
    chat.taps("1 h")
    undo = chat.last.rows[0][0].token
    service.sends(IncomingKind.TAP, undo)
    assert said(app, "hint_old_button") in service.last.text
    assert noted(app) == {TODAY: 60}


@pytest.mark.parametrize(
    "rest",
    [
        "20260303-60",
        "20260302-0",
        "20260302-1441",
        "20260302-2x",
        "20260231",
        "heute",
        "tag-5",
        "zurueck-",
        "zurueck-x",
    ],
)
def test_buttons_that_were_made_up(app: App, chat: Neighbour, rest: str) -> None:
    chat.sends(IncomingKind.TAP, f"m.stunden.{CASE}-{rest}")
    assert said(app, "hint_old_button") in chat.last.text
    assert noted(app) == {}


def test_whoever_left_notes_nothing(app: App, chat: Neighbour, clock: Clock, person: int) -> None:
    chat.writes("/stunden")
    with transaction(app.engine) as connection:
        end_membership(connection, CASE, person, clock.now)
    chat.writes("2")
    assert said(app, "hint_old_button") in chat.last.text
    assert noted(app) == {}


def test_something_else_in_between(app: App, chat: Neighbour) -> None:
    chat.writes("/stunden")
    chat.writes("/hilfe")
    chat.writes("2")
    assert chat.last.text == said(app, "nothing_open")
    assert noted(app) == {}


def test_the_hint_about_an_extension_comes_once(app: App, chat: Neighbour, clock: Clock) -> None:
    agree(app, 50)
    work(app, *((date(2026, 1, 5) + timedelta(weeks=week), 1) for week in range(8)))
    chat.writes("/stunden")
    chat.taps("6 h")
    assert "Verlängerung" not in chat.last.text
    clock.move(days=1)
    chat.writes("/stunden")
    chat.taps("6 h")
    assert "Fragen Sie am besten bis Freitag, 17.4.2026 nach einer Verlängerung" in chat.last.text
    clock.move(days=1)
    chat.writes("/stunden")
    chat.taps("1 h")
    assert "Verlängerung" not in chat.last.text


def test_which_case_is_asked_when_there_are_several(app: App, chat: Neighbour, person: int) -> None:
    add_case(app, person, "Birke")
    chat.writes("/stunden")
    chat.taps("Birke")
    chat.taps("2 h")
    with transaction(app.engine) as connection:
        [birke] = [case for case in all_cases(connection) if case.pseudonym == "Birke"]
        assert minutes_by_day(connection, birke.id) == [(TODAY, 120)]
