"""Showing a goal: the exact text and who reads it first, each role apart, taken back as easily, and logged."""

from __future__ import annotations

from bot.app import App
from dialogs.engine.model import Role
from storage.audit import AuditEvent
from tests.bot.goals.acting import ANCHORS, CASE, WORDS, YES, go_through, goals, look, set_goal, tap
from tests.bot.rooms.acting import logged
from tests.journey import Chat, said


def test_the_exact_text_and_the_readers_come_first(chat: Chat, app: App, coachee: Chat) -> None:
    set_goal(chat)
    shown = tap(chat, f"m.zeigen.{CASE}-1")
    assert f"genau so:\n{WORDS}\n\n10 = {ANCHORS[0]}" in shown
    assert "• Coachee (1 Person): sieht es nicht\n• Arbeitgeber (noch niemand): sieht es nicht" in shown
    assert goals(app)[0].shown_to == frozenset()


def test_each_role_is_shown_and_hidden_apart(chat: Chat, app: App, coachee: Chat, employer: Chat) -> None:
    set_goal(chat)
    tap(chat, f"m.zeigen.{CASE}-1")
    chat.taps("Zeigen: Coachee")
    assert chat.last.text.startswith(said(app, "goal_shown", role="Coachee"))
    assert WORDS in look(coachee, 1)
    assert WORDS not in look(employer, 1)
    chat.taps("Zeigen: Arbeitgeber")
    chat.taps("Nicht mehr zeigen: Coachee")
    assert chat.last.text.startswith(said(app, "goal_hidden", role="Coachee"))
    assert WORDS not in look(coachee, 1)
    assert WORDS in look(employer, 1)


def test_both_ways_are_written_down_without_words(chat: Chat, app: App) -> None:
    set_goal(chat)
    tap(chat, f"m.zeigen.{CASE}-1")
    chat.taps("Zeigen: Kollegium")
    chat.taps("Nicht mehr zeigen: Kollegium")
    assert logged(app, CASE, AuditEvent.RELEASED) == [{"goal": 1, "role": "kollegium"}]
    assert logged(app, CASE, AuditEvent.TAKEN_BACK) == [{"goal": 1, "role": "kollegium"}]


def test_buttons_mean_the_same_whenever_they_are_tapped(chat: Chat, app: App) -> None:
    set_goal(chat)
    tap(chat, f"m.zeigen.{CASE}-1")
    chat.taps("Zeigen: Coachee")
    chat.taps("Zeigen: Coachee")
    assert goals(app)[0].shown_to == {Role.COACHEE}
    assert len(logged(app, CASE, AuditEvent.RELEASED)) == 1


def test_words_that_were_not_shown_are_not_released(chat: Chat, app: App) -> None:
    set_goal(chat)
    tap(chat, f"m.zeigen.{CASE}-1")
    old = chat.button("Zeigen: Coachee").token
    tap(chat, f"m.umformulieren.{CASE}-1")
    go_through(chat, None, None, "Ich sage „Halt“.", None, None, None, None)
    chat.taps(YES)
    heard = tap(chat, old)
    assert heard.startswith(said(app, "goal_show_changed"))
    assert "Ich sage „Halt“." in heard
    assert goals(app)[0].shown_to == frozenset()


def test_made_up_roles_get_nothing(chat: Chat, app: App) -> None:
    set_goal(chat)
    for rest in ("leistungstraeger-an-1", "coachee-vielleicht-1", "coachee", "coachee-an", "x"):
        chat.clock.move(minutes=1)
        tap(chat, f"m.zeigen.{CASE}-1-{rest}")
    assert goals(app)[0].shown_to == frozenset()
