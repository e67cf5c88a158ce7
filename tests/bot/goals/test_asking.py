"""Asking the others to rate a goal: who is asked is shown, a refusal is not, and nobody is asked twice a day."""

from __future__ import annotations

from bot.app import App
from dialogs.engine.model import Register, Role
from storage.audit import AuditEvent, entries_of_case
from storage.database import transaction
from storage.people import set_register
from tests.bot.goals.acting import CASE, WORDS, set_goal, show, tap
from tests.journey import Chat, said


def test_who_sees_the_goal_is_asked_with_a_button(
    chat: Chat, app: App, service: Chat, coachee: Chat, employer: Chat, funding: Chat
) -> None:
    set_goal(chat)
    show(app, Role.COACHEE)
    with transaction(app.engine) as connection:
        set_register(connection, 3, Register.EASY)
    heard = tap(chat, f"m.fragen.{CASE}-1")
    assert heard == said(app, "goal_ask", words=WORDS, who="IFD, Coachee")
    assert service.heard == []
    chat.taps("Ja, fragen")
    assert chat.last.text == said(app, "goal_asked", who="IFD, Coachee")
    assert service.last.text == said(app, "goal_asked_for", case="Ahorn")
    assert WORDS not in service.last.text, "a lock screen shows no goals"
    assert "Es geht um ein Ziel." in coachee.last.text
    assert employer.heard == funding.heard == []
    coachee.taps("Meine Meinung sagen")
    assert WORDS in coachee.last.text


def test_asking_is_written_down_with_numbers_only(chat: Chat, app: App, service: Chat) -> None:
    set_goal(chat)
    tap(chat, f"m.fragen.{CASE}-1-ja")
    with transaction(app.engine) as connection:
        asked = [one for one in entries_of_case(connection, CASE) if one.event is AuditEvent.ASKED]
    assert [(one.actor, one.subject, one.details) for one in asked] == [(1, None, {"goal": 1}), (1, 2, {"goal": 1})]


def test_nobody_is_asked_twice_a_day(chat: Chat, app: App, service: Chat) -> None:
    set_goal(chat)
    tap(chat, f"m.fragen.{CASE}-1-ja")
    assert tap(chat, f"m.fragen.{CASE}-1-ja") == said(app, "goal_asked_today")
    assert len(service.heard) == 1
    chat.clock.move(days=1)
    tap(chat, f"m.fragen.{CASE}-1-ja")
    assert len(service.heard) == 2


def test_a_refusal_stops_the_question_and_is_not_seen(chat: Chat, app: App, coachee: Chat) -> None:
    set_goal(chat)
    show(app, Role.COACHEE)
    tap(coachee, "m.widerrufen.")
    heard = len(coachee.heard)
    assert "Gefragt werden: Coachee" in tap(chat, f"m.fragen.{CASE}-1")
    chat.taps("Ja, fragen")
    assert chat.last.text == said(app, "goal_asked", who="Coachee")
    assert len(coachee.heard) == heard


def test_without_anybody_else_there_is_a_way_on(chat: Chat, app: App, employer: Chat) -> None:
    set_goal(chat)
    assert tap(chat, f"m.fragen.{CASE}-1") == said(app, "goal_ask_nobody")
    chat.taps("Wem zeigen?")
    assert "Zeigen: Arbeitgeber" in chat.labels()
