"""The commands and their buttons: cases, topics, going on, changing, the register, one thing at a time."""

from __future__ import annotations

import pytest

from bot.app import App
from bot.commands import COMMANDS, MENU_COMMANDS
from bot.messages import IncomingKind, Outgoing
from dialogs.engine.model import Phase, Register, Role
from tests.journey import Chat, Clock, add_case, add_person, said

LONG = "Der Lehrling hat ihm die Maschine erklärt, und er hat zum ersten Mal selbst etwas gefragt."


def begin_interim_review(chat: Chat) -> list[Outgoing]:
    chat.writes("/zwischen")
    return chat.taps("Selbst antworten")


def skip_to_the_end(chat: Chat) -> None:
    while "Überspringen" in chat.labels():
        chat.taps("Überspringen")
    chat.taps("Stimmt so")


@pytest.mark.parametrize("command", MENU_COMMANDS)
def test_every_command_of_the_menu_answers_at_any_moment(chat: Chat, command: str) -> None:
    assert chat.writes(f"/{command}")[0].text
    chat.writes("/besuch")
    chat.taps("Ja, ich stehe")
    assert chat.writes(f"/{command}")[0].text


@pytest.mark.parametrize("written", ["/HILFE", "/hilfe@nachklang_bot", "  /hilfe ", "/help"])
def test_commands_are_understood_however_they_are_written(chat: Chat, written: str) -> None:
    assert chat.writes(written)[0].text == said(chat.app, "help")


@pytest.mark.parametrize("written", ["/kaffee", "/unbekannt bitte"])
def test_an_unknown_command_leaves_the_question_open(chat: Chat, written: str) -> None:
    chat.writes("/besuch")
    spoken = "\n\n".join(message.text for message in chat.writes(written))
    assert spoken.startswith(said(chat.app, "hint_unknown_command"))
    assert "Frage 1 von 6" in spoken


def test_help_names_every_command_of_the_menu(chat: Chat) -> None:
    spoken = chat.writes("/hilfe")[0].text
    assert [name for name in MENU_COMMANDS if f"/{name}" not in spoken] == ["hilfe"]


def test_somebody_without_a_case_is_told_whom_to_ask(app: App, clock: Clock) -> None:
    add_person(app, "Herr Dorn", "8")
    lonely = Chat(app, clock, "8")
    for command in ("/besuch", "/themen", "/zwischen", "/faelle"):
        assert lonely.writes(command)[0].text == said(app, "no_case")


def test_topics_of_another_phase_and_the_mark_at_what_was_done(chat: Chat) -> None:
    chat.writes("/themen")
    chat.taps("Themen: Team")
    chat.taps("Wer macht was?")
    skip_to_the_end(chat)
    chat.writes("/themen")
    chat.taps("Themen: Team")
    assert chat.labels() == [
        "Der Fall in einer neuen Phase",
        "Wer macht was? ✓",
        "Aufgaben in diesem Fall",
        "Zusammenarbeit im Team",
        "Den Fall gemeinsam steuern",
        "Stunden und Dauer prüfen",
        "Themen: Initiierung",
        "Themen: Gestaltung",
    ]


def test_with_several_cases_it_is_asked_which_and_the_mark_is_for_each_its_own(
    chat: Chat, app: App, person: int
) -> None:
    add_case(app, person, "Birke", Role.REPRESENTATIVE, Phase.SHAPING)
    chat.writes("/besuch")
    assert chat.labels() == ["Ahorn", "Birke"]
    chat.taps("Birke")
    assert "Fall Birke" in chat.last.text
    skip_to_the_end(chat)
    chat.writes("/themen")
    assert chat.labels() == ["Ahorn", "Birke"]
    chat.taps("Birke")
    assert "Fall Birke" in chat.last.text


def test_going_on_with_nothing_with_one_and_with_two_resting(chat: Chat) -> None:
    assert chat.writes("/weiter")[0].text == said(chat.app, "nothing_resting")
    chat.writes("/besuch")
    chat.taps("Ja, ich stehe")
    chat.writes("/pause")
    assert "Frage 2 von 6" in chat.writes("/weiter")[0].text
    begin_interim_review(chat)
    chat.writes("/pause")
    chat.writes("/weiter")
    assert chat.labels() == ["Zwischenauswertung · Ahorn", "Nach dem Besuch · Ahorn"]
    chat.taps("Nach dem Besuch · Ahorn")
    assert "Frage 2 von 6" in chat.last.text


def test_starting_something_else_lets_the_first_rest(chat: Chat) -> None:
    chat.writes("/besuch")
    chat.taps("Ja, ich stehe")
    spoken = "\n\n".join(message.text for message in begin_interim_review(chat))
    assert spoken.startswith(said(chat.app, "put_to_rest", title="Nach dem Besuch", case="Ahorn"))
    assert "Frage 1 von 5" in spoken


def test_something_unfinished_is_offered_before_it_is_begun_anew(chat: Chat, clock: Clock) -> None:
    chat.writes("/besuch")
    chat.taps("Ja, ich stehe")
    chat.writes("/pause")
    clock.move(hours=6, minutes=30)  # 23:30 in London is past midnight in Berlin
    chat.writes("/besuch")
    assert chat.labels() == ["Weiter", "Neu anfangen"]
    chat.taps("Neu anfangen")
    assert "Frage 1 von 6" in chat.last.text


def test_the_day_something_was_begun_is_the_local_one(chat: Chat, clock: Clock) -> None:
    clock.move(hours=6, minutes=45)  # 22:45 UTC, 23:45 in Berlin
    chat.writes("/besuch")
    clock.move(minutes=30)
    chat.taps("Ja, ich stehe")
    chat.writes("/pause")
    chat.writes("/besuch")
    assert "Dienstag, 3.3.2026" in chat.last.text


def test_something_begun_without_an_answer_simply_goes_on(chat: Chat) -> None:
    chat.writes("/besuch")
    chat.taps("Nein, ich fahre noch")
    chat.writes("/besuch")
    assert "Frage 1 von 6" in chat.last.text
    skip_to_the_end(chat)
    assert chat.writes("/weiter")[0].text == said(chat.app, "nothing_resting")


def test_in_the_middle_nothing_is_begun_twice(chat: Chat) -> None:
    chat.writes("/besuch")
    chat.taps("Ja, ich stehe")
    spoken = "\n\n".join(message.text for message in chat.writes("/besuch"))
    assert spoken.startswith(said(chat.app, "hint_in_the_middle"))
    assert "Frage 2 von 6" in spoken


def test_an_answer_can_be_changed_after_the_end(chat: Chat) -> None:
    chat.writes("/besuch")
    chat.taps("Ja, ich stehe")
    chat.writes(LONG)
    skip_to_the_end(chat)
    chat.writes("/aendern")
    chat.taps("Gesehen und gehört")
    chat.writes("Er hat nichts gefragt, er hat nur genickt.")
    assert "er hat nur genickt" in chat.last.text
    chat.taps("Stimmt so")
    assert chat.writes("/aendern")[0].text == said(chat.app, "change_offered")


def test_the_register_changes_the_open_question_and_stays(chat: Chat) -> None:
    begin_interim_review(chat)
    standard = chat.last.text.split("\n\n")[1]
    chat.writes("/sprache")
    chat.taps("In einfachen Worten")
    assert "Frage 1 von 5" in chat.last.text
    assert standard not in chat.last.text
    leicht = chat.app.content.catalogue.dialogs["zwischenauswertung"].steps["bemerkt"].question[Register.EASY][0]
    assert leicht in chat.taps("5")[0].text


def test_a_way_into_the_case_of_others_stays_shut(chat: Chat, app: App) -> None:
    other = add_case(app, add_person(app, "Herr Dorn", "8"), "Birke")
    for token in (
        f"m.phase.{other}-team",
        f"m.thema.{other}-ziele",
        f"m.neu.{other}-ziele",
        f"m.phase_zeigen.{other}-team",
    ):
        assert chat.sends(IncomingKind.TAP, token)[0].text == said(app, "hint_old_button")
    assert "Birke" not in chat.sends(IncomingKind.TAP, f"m.besuch.{other}")[0].text


def test_a_double_tap_is_taken_once(chat: Chat) -> None:
    chat.pause = 1
    chat.writes("/start")
    assert len(chat.taps("Meine Fälle")) == 1
    assert chat.taps("Meine Fälle") == []
    chat.pause = 10
    assert len(chat.taps("Meine Fälle")) == 1


def test_every_command_has_something_to_say_without_an_argument(chat: Chat) -> None:
    for name in COMMANDS:
        chat.writes(f"/{name}")
        assert chat.last.text
