"""Ending a goal: with a reason that stays with it, overtaken as a good end, corrected when answers are changed."""

from __future__ import annotations

import pytest

from bot.app import App
from dialogs.engine.model import Role
from storage.goals import Outcome
from tests.bot.goals.acting import CASE, WORDS, YES, go_through, goals, look, set_goal, show, tap
from tests.bot.rooms.acting import text_of
from tests.journey import Chat, said

REASON = "Sie hat „nebenan“ eine Aufgabe gefunden."


def end(chat: Chat, *given: str | None) -> str:
    tap(chat, f"m.beenden.{CASE}-1")
    go_through(chat, *given)
    return text_of(chat.taps(YES))


@pytest.mark.parametrize(
    ("label", "outcome"),
    [("Erreicht", Outcome.REACHED), ("Überholt", Outcome.OVERTAKEN), ("Aufgegeben", Outcome.GIVEN_UP)],
)
def test_a_goal_ends_with_how_and_why(chat: Chat, app: App, label: str, outcome: Outcome) -> None:
    set_goal(chat)
    heard = end(chat, label, REASON)
    [goal] = goals(app, ended=True)
    assert (goal.outcome, goal.outcome_words) == (outcome, REASON)
    assert said(app, f"goal_end_said_{outcome}") in heard
    assert f"{said(app, f'goal_outcome_{outcome}')}\n{REASON}" in heard
    assert goals(app) == []
    assert chat.labels() == ["Alle Ziele"]


def test_overtaken_is_a_good_end(chat: Chat) -> None:
    set_goal(chat)
    heard = end(chat, "Überholt", REASON)
    assert "Ein gutes Ergebnis" in heard


def test_who_reads_the_reason_is_said_first_and_true(chat: Chat, app: App, service: Chat, coachee: Chat) -> None:
    set_goal(chat)
    show(app, Role.COACHEE)
    assert said(app, "goal_end", readers="IFD (1 Person)") in tap(chat, f"m.beenden.{CASE}-1")
    go_through(chat, "Überholt", REASON)
    chat.taps(YES)
    assert REASON in look(service, 1)
    shown = look(coachee, 1)
    assert "überholt, etwas anderes passt jetzt besser" in shown
    assert REASON not in shown


@pytest.mark.parametrize(("given", "name"), [((None, REASON), "Ausgang"), (("Überholt", None), "Begründung")])
def test_without_an_outcome_or_reason_it_goes_on(
    chat: Chat, app: App, given: tuple[str | None, str | None], name: str
) -> None:
    set_goal(chat)
    heard = end(chat, *given)
    assert said(app, "goal_end_flawed", lines=said(app, "goal_flaw_lacking", name=name)) in heard
    assert len(goals(app)) == 1
    chat.taps("Ergänzen")
    go_through(chat, "Überholt" if given[0] is None else REASON)
    chat.taps(YES)
    assert goals(app, ended=True)[0].outcome is Outcome.OVERTAKEN


def test_what_is_reached_speaks_for_itself(chat: Chat, app: App) -> None:
    set_goal(chat)
    end(chat, "Erreicht", None)
    assert goals(app, ended=True)[0].outcome is Outcome.REACHED


def test_changing_the_answers_later_corrects_the_end(chat: Chat, app: App) -> None:
    set_goal(chat)
    end(chat, "Aufgegeben", REASON)
    chat.writes("/aendern")
    chat.taps("Ausgang")
    chat.taps("Erreicht")
    chat.taps(YES)
    [goal] = goals(app, ended=True)
    assert (goal.outcome, goal.outcome_words) == (Outcome.REACHED, REASON)


def test_changing_the_wording_of_a_goal_that_is_over_says_so(chat: Chat, app: App) -> None:
    set_goal(chat)
    tap(chat, f"m.umformulieren.{CASE}-1")
    go_through(chat, None, None, "Ich sage „Halt“.")
    end(chat, "Erreicht", None)
    tap(chat, "m.weiter.")
    go_through(chat, None, None, None, None)
    assert said(app, "goal_is_over", day="2.3.2026") in text_of(chat.taps(YES))
    assert goals(app, ended=True)[0].text == WORDS


def test_an_end_that_was_begun_goes_on(chat: Chat) -> None:
    set_goal(chat)
    tap(chat, f"m.beenden.{CASE}-1")
    chat.taps("Überholt")
    assert "Was ist der Grund?" in tap(chat, f"m.beenden.{CASE}-1")
