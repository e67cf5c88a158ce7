"""Answers and days in the words people read: weekdays, scales, shortened, safe beside right-to-left text."""

from __future__ import annotations

from datetime import date

import pytest

from bot.wording import SHORTENED_TO, Voice, isolated
from dialogs.catalogue.loader import load_catalogue
from dialogs.engine.model import Register, Role
from dialogs.engine.state import Answer, State, Value

CATALOGUE = load_catalogue()
VOICE = Voice(CATALOGUE.texts, Register.STANDARD)
EASY = Voice(CATALOGUE.texts, Register.EASY)
VISIT = CATALOGUE.dialogs["nach_dem_besuch"]
REVIEW = CATALOGUE.dialogs["zwischenauswertung"]
HISTORY = CATALOGUE.dialogs["vorgeschichte"]


def test_a_day_is_said_with_its_weekday() -> None:
    assert VOICE.day(date(2028, 2, 29)) == "Dienstag, 29.2.2028"
    assert [VOICE.day(date(2026, 3, day)).split(",")[0] for day in range(2, 9)] == [
        *("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
    ]


@pytest.mark.parametrize(
    ("dialog", "step", "value", "said"),
    [
        (VISIT, "geparkt", "ja", "Ja, ich stehe"),
        (VISIT, "tag", "2026-03-05", "Donnerstag, 5.3.2026"),
        (VISIT, "gesehen", "ja", "ja"),
        (VISIT, "gesehen", None, "(übersprungen)"),
        (REVIEW, "arbeitssituation", 7, "7 von 10"),
        (REVIEW, "arbeitssituation", 10, "10 (Gut für alle, so soll es bleiben)"),
        (HISTORY, "kenner", ("ifd",), None),
    ],
)
def test_an_answer_is_said_as_the_person_saw_it(
    dialog: object, step: str, value: Value | None, said: str | None
) -> None:
    asked = dialog.steps[step]  # type: ignore[attr-defined]
    if said is None:
        value = tuple(option.id for option in asked.options[:2])
        said = ", ".join(option.label[Register.STANDARD] for option in asked.options[:2])
    assert VOICE.answer(asked, Answer(value)) == said


def test_each_register_has_its_own_words() -> None:
    step = REVIEW.steps["arbeitssituation"]
    assert EASY.answer(step, Answer(10)) == "10 (Sehr gut für alle)"
    assert EASY.answer(step, Answer(None)) == EASY.say("skipped")
    assert EASY.say("skipped") != VOICE.say("skipped")


def test_a_scale_is_asked_with_its_anchors() -> None:
    asked = VOICE.question(REVIEW, State(role=Role.JOB_COACH), "arbeitssituation")
    assert asked.endswith(
        "1 = So kann es nicht bleiben\n5 = Es geht, vieles ist noch mühsam\n10 = Gut für alle, so soll es bleiben"
    )


def test_wordings_take_turns() -> None:
    asked = [VOICE.question(VISIT, State(role=Role.JOB_COACH, rotation=round_), "gesehen") for round_ in range(4)]
    assert len(set(asked)) == 3
    assert asked[0] == asked[3]


def test_a_long_answer_is_shortened_between_words() -> None:
    words = "Wort " * 200
    short = VOICE.short_answer(VISIT.steps["gesehen"], Answer(words))
    assert short.endswith("Wort …")
    assert len(short) <= SHORTENED_TO + 2


def test_an_answer_without_blanks_is_shortened_too() -> None:
    assert len(VOICE.short_answer(VISIT.steps["gesehen"], Answer("x" * 4000))) <= SHORTENED_TO + 2


def test_an_answer_in_several_parts_is_one_paragraph() -> None:
    assert (
        VOICE.short_answer(VISIT.steps["gesehen"], Answer("Gut.\n\n  Er  kam\nzu spät ")) == "Gut. / Er kam / zu spät"
    )


@pytest.mark.parametrize("words", ["שלום", "مرحبا", "a \u202e b"])
def test_right_to_left_text_does_not_turn_its_surroundings(words: str) -> None:
    assert isolated(words) == f"\u2068{words}\u2069"


def test_other_text_is_left_as_it_is() -> None:
    assert isolated('Ümläut <b>&"x" 😀 日本') == 'Ümläut <b>&"x" 😀 日本'
