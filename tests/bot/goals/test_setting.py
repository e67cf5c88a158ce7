"""Setting a goal from the chat, wording it anew, and what happens when words are lacking."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.app import App
from bot.goals.draft import LONGEST_GOAL
from dialogs.engine.model import Role
from storage.audit import AuditEvent
from storage.database import transaction
from storage.goals import Family, Scale, reword_goal, wordings_of
from tests.bot.goals.acting import (
    ANCHORS,
    CASE,
    LEVELS,
    WORDS,
    YES,
    go_through,
    goals,
    look,
    set_goal,
    show,
    tap,
)
from tests.bot.rooms.acting import logged, text_of
from tests.journey import Chat, said
from tests.storage.seeds import NOW


def test_who_will_see_it_is_said_before_the_first_question(chat: Chat, app: App, service: Chat) -> None:
    heard = tap(chat, f"m.neues_ziel.{CASE}")
    assert heard.startswith(said(app, "goal_new", readers="IFD (1 Person)"))
    assert "Wessen Ziel ist es?" in heard
    assert goals(app) == []


def test_a_goal_is_shown_in_full_with_the_next_steps(chat: Chat, app: App) -> None:
    heard = text_of(set_goal(chat))
    [goal] = goals(app)
    assert (goal.party, goal.family, goal.category) == (Role.COACHEE, Family.PERSON, "kraft_und_zutrauen")
    assert said(app, "goal_set") in heard
    assert f"Ziel im Fall Ahorn:\n{WORDS}\n\nPerson: Kraft und Selbstvertrauen\nWessen Ziel: Coachee" in heard
    assert "10 = Sie sagt es jedes Mal selbst.\n5 = Sie sagt es, wenn jemand fragt.\n1 = Sie sagt nichts" in heard
    assert "Gesetzt: 2.3.2026, Sie (Jobcoach)" in heard
    assert "Zu sehen für: Team" in heard
    assert chat.labels() == [
        "Ziel einschätzen",
        "Andere fragen",
        "Wem zeigen?",
        "Umformulieren",
        "Abschließen",
        "Alle Ziele",
    ]
    assert {"goal": goal.id, "part": "set"} in logged(app, CASE, AuditEvent.CASE_CHANGED)


def test_five_levels_are_shown_with_their_signs(chat: Chat, app: App) -> None:
    heard = text_of(set_goal(chat, WORDS, *LEVELS, scale="Fünf Stufen in Worten"))
    assert goals(app)[0].scale is Scale.ATTAINMENT
    shown = "+2 = Immer\n+1 = Zweimal am Tag\n0 = Einmal am Tag\n−1 = Einmal in der Woche\n−2 = Nie"
    assert shown in heard


def test_skipped_choices_make_a_goal_of_the_team(chat: Chat, app: App) -> None:
    heard = text_of(set_goal(chat, whose=None, family=None, scale=None))
    [goal] = goals(app)
    assert (goal.party, goal.family, goal.category) == (Role.JOB_COACH, Family.OVERALL, "anderes_gesamt")
    assert "Ganzes: Etwas anderes\nWessen Ziel: Team" in heard


@pytest.mark.parametrize("words", [None, "🎉🎉", "…"])
def test_without_words_there_is_no_goal_but_a_way_to_them(chat: Chat, app: App, words: str | None) -> None:
    heard = text_of(set_goal(chat, words, ANCHORS[0], None, ANCHORS[2]))
    assert goals(app) == []
    assert said(app, "goal_flaw_lacking", name="Das Ziel in Worten") in heard
    assert said(app, "goal_flaw_lacking", name="1: noch am Anfang") in heard
    assert "10: ganz erreicht" not in chat.last.text
    again = text_of(chat.taps("Ergänzen"))
    assert "Wie lautet das Ziel?" in again
    go_through(chat, WORDS)
    assert "1 heißt: noch ganz am Anfang" in chat.last.text
    go_through(chat, ANCHORS[1])
    assert said(app, "goal_set") in text_of(chat.taps(YES))
    assert [goal.text for goal in goals(app)] == [WORDS]


def test_what_was_lacking_can_be_added_with_the_command_as_well(chat: Chat, app: App) -> None:
    set_goal(chat, None)
    chat.writes("/aendern")
    chat.taps("Das Ziel in Worten")
    go_through(chat, WORDS)
    chat.taps(YES)
    assert [goal.text for goal in goals(app)] == [WORDS]


def test_the_way_back_works_while_something_else_rests(chat: Chat, app: App) -> None:
    set_goal(chat, None)
    complete = chat.button("Ergänzen").token
    tap(chat, f"m.thema.{CASE}-zusammenarbeit")
    assert "Wie lautet das Ziel?" in tap(chat, complete)
    assert "Wie lautet das Ziel?" in tap(chat, complete), "tapped again it goes on with the same question"
    go_through(chat, WORDS)
    chat.taps(YES)
    assert len(goals(app)) == 1
    assert said(app, "hint_old_button") in tap(chat, complete)


def test_a_text_of_4000_letters_is_no_goal(chat: Chat, app: App) -> None:
    tap(chat, f"m.neues_ziel.{CASE}")
    go_through(chat, None, None)
    chat.writes("So viele Worte " * 266)
    go_through(chat, None, *ANCHORS)
    heard = text_of(chat.taps(YES))
    assert said(app, "goal_flaw_long", name="Das Ziel in Worten", longest=LONGEST_GOAL) in heard
    assert goals(app) == []


@pytest.mark.parametrize("words", ["<b>Ziel</b> & {ziel} {{ case }} „Ziel“ *x*", "„Ich“ sage\nBescheid, immer."])
def test_markup_and_line_breaks_stay_as_they_were_written(chat: Chat, app: App, words: str) -> None:
    assert words in text_of(set_goal(chat, words))
    assert goals(app)[0].text == words
    assert f"Es geht um dieses Ziel:\n{words}\n" in tap(chat, f"m.pruefen.{CASE}-1")


def test_right_to_left_words_do_not_turn_the_rest_around(chat: Chat) -> None:
    words = "أقول „توقف“ قبل أن يصبح الأمر أكثر من اللازم"
    assert f"\u2068{words}\u2069" in text_of(set_goal(chat, words))
    assert f"\u2068{words}\u2069" in tap(chat, f"m.pruefen.{CASE}-1")


def test_changing_the_answers_later_rewords_the_one_goal(chat: Chat, app: App) -> None:
    set_goal(chat)
    chat.writes("/aendern")
    chat.taps("Das Ziel in Worten")
    go_through(chat, "Ich sage „Halt“.")
    heard = text_of(chat.taps(YES))
    assert said(app, "goal_reworded") in heard
    [goal] = goals(app)
    assert (goal.text, goal.revision) == ("Ich sage „Halt“.", 2)
    assert f"• 2.3.2026, Sie (Jobcoach): {WORDS}" in heard


def test_rewording_keeps_what_is_skipped_and_every_earlier_wording(chat: Chat, app: App) -> None:
    set_goal(chat)
    heard = tap(chat, f"m.umformulieren.{CASE}-1")
    assert WORDS in heard
    assert "1 = Sie sagt nichts und geht." in heard
    go_through(chat, "Betrieb oder Vorgesetzte", None, "Wir hören „Stopp“.", None, None, None, "Manchmal")
    assert said(app, "goal_reworded") in text_of(chat.taps(YES))
    [goal] = goals(app)
    assert (goal.text, goal.party, goal.category) == ("Wir hören „Stopp“.", Role.EMPLOYER, "kraft_und_zutrauen")
    assert goal.anchors == {10: ANCHORS[0], 1: ANCHORS[1], 5: "Manchmal"}
    with transaction(app.engine) as connection:
        assert [one.wording.text for one in wordings_of(connection, goal)] == [WORDS, "Wir hören „Stopp“."]


def test_skipping_everything_changes_nothing(chat: Chat, app: App) -> None:
    set_goal(chat)
    tap(chat, f"m.umformulieren.{CASE}-1")
    go_through(chat, *[None] * 7)
    assert said(app, "goal_unchanged") in text_of(chat.taps(YES))
    assert goals(app)[0].revision == 1


def test_colleagues_may_reword_but_nobody_else(chat: Chat, app: App, service: Chat, coachee: Chat) -> None:
    set_goal(chat)
    show(app, Role.COACHEE)
    assert "So lautet das Ziel bisher" in tap(service, f"m.umformulieren.{CASE}-1")
    for command in ("umformulieren", "zeigen", "fragen", "beenden"):
        assert said(app, "hint_not_allowed") in tap(coachee, f"m.{command}.{CASE}-1")
    assert said(app, "hint_not_allowed") in tap(coachee, f"m.neues_ziel.{CASE}")


def test_who_is_amid_rating_is_told_of_new_words_and_asked_about_them(chat: Chat, app: App, service: Chat) -> None:
    set_goal(chat)
    assert WORDS in tap(service, f"m.pruefen.{CASE}-1")
    service.taps("Es ist noch wichtig")
    tap(chat, f"m.umformulieren.{CASE}-1")
    go_through(chat, None, None, "Ich sage „Halt“.", None, None, None, None)
    chat.taps(YES)
    assert service.last.text == said(app, "goal_worded_meanwhile", case="Ahorn")
    service.taps("Ziel einschätzen")
    assert "Warum ist Ihnen das Ziel noch wichtig?" in service.last.text
    service.taps("Zurück")
    assert "Ich sage „Halt“." in service.last.text
    assert WORDS not in service.last.text


def test_new_words_are_not_told_to_whom_the_goal_is_hidden(chat: Chat, app: App, employer: Chat) -> None:
    set_goal(chat)
    show(app, Role.EMPLOYER)
    tap(employer, f"m.pruefen.{CASE}-1")
    show(app)
    heard = len(employer.heard)
    tap(chat, f"m.umformulieren.{CASE}-1")
    go_through(chat, None, None, "Ich sage „Halt“.", None, None, None, None)
    chat.taps(YES)
    assert len(employer.heard) == heard
    again = tap(employer, "m.weiter.")
    assert said(app, "goal_out_of_sight") in again
    assert WORDS not in again
    assert "Halt" not in again


def test_a_colleague_who_words_the_same_goal_adds_to_the_history(chat: Chat, app: App, service: Chat) -> None:
    set_goal(chat)
    [before] = goals(app)
    tap(service, f"m.umformulieren.{CASE}-1")
    with transaction(app.engine) as connection:
        reword_goal(connection, before, 1, replace(wordings_of(connection, before)[0].wording, text="Zweite"), NOW)
    go_through(service, None, None, "Dritte „Fassung“", None, None, None, None)
    service.taps(YES)
    assert "Dritte „Fassung“" in look(chat, 1)
    assert f"Sie (Jobcoach): Zweite\n• 2.3.2026, Sie (Jobcoach): {WORDS}" in chat.last.text
