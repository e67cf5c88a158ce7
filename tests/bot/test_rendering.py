"""Every event becomes words and buttons: one question a message, the ways on under it, nothing said twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from bot.messages import Outgoing
from bot.rendering import Scene, chosen_text, render
from bot.wording import Voice
from dialogs.catalogue.loader import load_catalogue
from dialogs.engine import events as happened
from dialogs.engine.asking import Context
from dialogs.engine.events import Event, Refusal
from dialogs.engine.model import Register, Role
from dialogs.engine.state import Answer, Mode, State

CATALOGUE = load_catalogue()
CONTEXT = Context(date(2026, 3, 2), CATALOGUE.vocabulary)
PARKED = {"geparkt": Answer("ja")}
SEEN = {**PARKED, "gesehen": Answer("Er kam pünktlich.")}
EVERY_EVENT: dict[type[object], Event] = {
    happened.Asked: happened.Asked("gesehen"),
    happened.Probed: happened.Probed("gesehen"),
    happened.MoreExpected: happened.MoreExpected("gesehen"),
    happened.Answered: happened.Answered("gesehen", Answer("x")),
    happened.FellAway: happened.FellAway("gesehen"),
    happened.OptionReplied: happened.OptionReplied("geparkt", "nein"),
    happened.SelectionChanged: happened.SelectionChanged("geparkt"),
    happened.Refused: happened.Refused(Refusal.EMPTY),
    happened.Explained: happened.Explained("gesehen"),
    happened.ChangeOffered: happened.ChangeOffered(("geparkt", "gesehen")),
    happened.ChangeWarned: happened.ChangeWarned("geparkt", ("gesehen",)),
    happened.DiscardWarned: happened.DiscardWarned(),
    happened.Reviewed: happened.Reviewed(),
    happened.Paused: happened.Paused(),
    happened.Discarded: happened.Discarded(),
    happened.Finished: happened.Finished(),
}
SILENT = {happened.Answered, happened.FellAway}


def scene(dialog: str = "nach_dem_besuch", register: Register = Register.STANDARD, **state: object) -> Scene:
    at = replace(State(role=Role.JOB_COACH, turn=3), **state)  # type: ignore[arg-type]
    return Scene(Voice(CATALOGUE.texts, register), CATALOGUE.dialogs[dialog], 5, at, CONTEXT, "Ahorn")


def labels(message: Outgoing) -> list[list[str]]:
    return [[button.label for button in row] for row in message.rows]


def test_no_event_was_forgotten_here() -> None:
    assert set(EVERY_EVENT) == set(get_args(Event))


@pytest.mark.parametrize("register", Register)
@pytest.mark.parametrize("kind", EVERY_EVENT, ids=lambda kind: kind.__name__)
def test_every_event_is_said_in_one_message(kind: type[object], register: Register) -> None:
    messages = render(scene(register=register, answers=SEEN), (EVERY_EVENT[kind],))
    assert len(messages) == (0 if kind in SILENT else 1)
    for message in messages:
        assert 0 < len(message.text) <= 4096
        assert (message.conversation, message.turn) == (5, 3)


@pytest.mark.parametrize("reason", Refusal)
def test_every_refusal_says_why(reason: Refusal) -> None:
    (message,) = render(scene(), (happened.Refused(reason),))
    assert message.text == CATALOGUE.texts.say(f"refused_{reason}", Register.STANDARD)


def test_the_first_question_has_no_way_back() -> None:
    (message,) = render(scene(), (happened.Asked("geparkt"),))
    assert message.text.startswith("Frage 1 von 6\n")
    assert labels(message)[-2:] == [["Überspringen"], ["Warum?", "Pause", "Mehr …"]]


def test_later_questions_can_be_skipped_and_gone_back_from() -> None:
    (message,) = render(scene(answers=PARKED), (happened.Asked("gesehen"),))
    assert message.text.startswith("Frage 2 von 6\n")
    assert labels(message) == [["Überspringen", "Zurück"], ["Warum?", "Pause", "Mehr …"]]


def test_a_changed_question_shows_what_stands() -> None:
    at = scene(answers=SEEN, focus="gesehen")
    (message,) = render(at, (happened.Asked("gesehen", SEEN["gesehen"]),))
    assert message.text.startswith("Frage 2 von 6\n")
    assert "Er kam pünktlich." in message.text
    assert labels(message)[0] == ["So lassen"]


def test_a_step_that_completes_another_carries_its_number() -> None:
    answers = {**SEEN, **{name: Answer(None) for name in ("gespuert", "geklingelt", "ressource")}}
    at = scene(answers={**answers, "naechster_schritt": Answer("Ich rufe an")})
    (message,) = render(at, (happened.Asked("tag"),))
    assert "Frage 6" in message.text.splitlines()[0]
    tokens = [button.token for row in message.rows for button in row if button.answer]
    days = [date.fromisoformat(token.rsplit(".", 1)[1]) for token in tokens]
    assert len(days) == 3
    assert all(day > CONTEXT.today and day.weekday() < 5 for day in days)


def test_scales_have_five_numbers_a_row() -> None:
    (message,) = render(scene("zwischenauswertung"), (happened.Asked("arbeitssituation"),))
    assert labels(message)[:2] == [["1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10"]]


def test_marks_show_what_is_selected() -> None:
    at = scene("vorgeschichte", answers={"vorwissen": Answer("wenig")}, selection=("person",))
    option = next(iter(at.dialog.steps["kenner"].options))
    at = replace(at, state=replace(at.state, selection=(option.id,)))
    (message,) = render(at, (happened.SelectionChanged("kenner"),))
    marks = [row[0] for row in labels(message)]
    assert marks[0] == f"☑ {option.label[Register.STANDARD]}"
    assert all(mark.startswith("☐ ") for mark in marks[1 : len(at.dialog.steps["kenner"].options)])


def test_a_probe_can_be_left_with_one_tap() -> None:
    at = scene(answers=SEEN, focus="gesehen", mode=Mode.PROBING)
    for event in (happened.Probed("gesehen"), happened.Explained("gesehen")):
        (message,) = render(at, (event,))
        assert labels(message)[0] == ["Passt so"]


def test_the_review_leaves_out_what_says_nothing_and_counts_what_was_skipped() -> None:
    at = scene(answers={**SEEN, "gespuert": Answer(None), "geklingelt": Answer(None)})
    (message,) = render(at, (happened.Reviewed(),))
    assert "Gesehen und gehört:\nEr kam pünktlich." in message.text
    assert "Auto geparkt" not in message.text
    assert "2 Fragen haben Sie übersprungen" in message.text
    assert labels(message) == [["Stimmt so"], ["Etwas ändern"], ["Pause"]]


def test_a_review_of_nothing_says_so() -> None:
    (message,) = render(scene(answers={"geparkt": Answer(None)}), (happened.Reviewed(),))
    assert "Sie haben alle Fragen übersprungen." in message.text


def test_what_happened_and_the_next_question_come_in_one_message() -> None:
    events = (happened.OptionReplied("geparkt", "nein"), happened.Paused())
    (message,) = render(scene(), events, "Vorweg.")
    assert message.text.startswith("Vorweg.\n\nDann fahren Sie erst in Ruhe.")
    assert labels(message) == [["Weiter"]]


def test_a_tapped_message_keeps_its_question_and_the_answer() -> None:
    text = chosen_text(scene(), "geparkt", "Ja, ich stehe")
    assert text.startswith("Frage 1 von 6\n")
    assert text.endswith("\n\n✓ Ja, ich stehe")


def test_the_longest_review_fits_one_message() -> None:
    for dialog in CATALOGUE.dialogs.values():
        for register in Register:
            at = scene(dialog.id, register)
            texts = {name: Answer("Wort " * 900) for name, step in dialog.steps.items() if step.kind == "text"}
            answered = {name: Answer(None) for name in dialog.steps} | texts
            (message,) = render(replace(at, state=replace(at.state, answers=answered)), (happened.Reviewed(),))
            assert len(message.text) <= 4096


@pytest.mark.parametrize("register", Register)
def test_a_step_before_the_first_question_carries_no_number(register: Register) -> None:
    at = scene("nachfrage_coachee", register)
    (before,) = render(at, (happened.Asked("wer_tippt"),))
    assert before.text.startswith("Zuerst\nWer tippt")
    later = scene("nachfrage_coachee", register, answers={"wer_tippt": Answer("ich_selbst")})
    (first,) = render(later, (happened.Asked("arbeit"),))
    assert first.text.startswith("Frage 1 von 7\n")
