"""Every kind of question takes what fits it, tapped or typed, and refuses the rest with a reason."""

from __future__ import annotations

import pytest

from dialogs.engine.events import Answered, Refusal, Refused
from dialogs.engine.inputs import Action
from dialogs.engine.reading import LONGEST_ANSWER
from dialogs.engine.state import Answer
from tests.builders import TODAY, Talk, both, dialog, option, step

LEVELS = [{"value": value, **both(f"Stufe {value}")} for value in (-2, 2)]
KINDS = {
    "text": step("frage"),
    "choice": step(
        "frage",
        "choice",
        options=[
            option("ja", standard="Ja, gern", leicht="Ja"),
            option("nein", standard="Nein, danke", leicht="Lieber nicht"),
            option("nie", standard="Nein, niemals", leicht="Nie"),
        ],
    ),
    "multiple_choice": step(
        "frage",
        "multiple_choice",
        options=["hand", option("fuss", **both("Fuß, links")), "kopf", option("keins", alone=True)],
    ),
    "scale": step("frage", "scale"),
    "levels": step("frage", "scale", bounds={"lowest": -2, "highest": 2, "anchors": LEVELS}),
    "number": step("frage", "number", bounds={"lowest": -5, "highest": 60}),
    "date": step("frage", "date"),
    "faces": step("frage", "faces", options=[option("gut", **both("😀")), option("schlecht", **both("🙁"))]),
}


def asked(kind: str) -> Talk:
    return Talk(dialog(KINDS[kind]))


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("text", "  Es war laut. ", "Es war laut."),
        ("text", "\u200bHallo\x00 du\ufeff", "Hallo du"),
        ("text", "<b>&\"' שלום", "<b>&\"' שלום"),
        ("text", "erste Zeile\nzweite Zeile", "erste Zeile\nzweite Zeile"),
        ("choice", "ja gern!", "ja"),
        ("choice", "JA", "ja"),
        ("choice", "lieber nicht", "nein"),
        ("choice", "Nein, niemals.", "nie"),
        ("multiple_choice", "Kopf, hand", ("hand", "kopf")),
        ("multiple_choice", "Hand\nKopf\nHand", ("hand", "kopf")),
        ("multiple_choice", "Fuß, links", ("fuss",)),
        ("multiple_choice", "keins", ("keins",)),
        ("scale", "4", 4),
        ("scale", "eine 4.", 4),
        ("scale", "+4", 4),
        ("scale", "4 - das passt", 4),
        ("levels", "-2", -2),
        ("levels", "−2", -2),  # the minus sign of typesetters
        ("levels", "–1", -1),  # the dash that phones make of it
        ("levels", "- 1", -1),
        ("levels", "Minus 2", -2),
        ("levels", "+1", 1),
        ("levels", "0", 0),
        ("levels", "Stufe -2", -2),
        ("levels", "Stufe minus 2", -2),
        ("number", "-3", -3),
        ("number", "60 Minuten", 60),
        ("date", "morgen", "2026-03-05"),
        ("faces", "🙁", "schlecht"),
        ("faces", "😀", "gut"),
    ],
)
def test_what_is_typed_counts_as_the_answer(kind: str, written: str, value: object) -> None:
    talk = asked(kind)
    talk.write(written)
    assert talk.values == {"frage": value}


@pytest.mark.parametrize(
    ("kind", "written", "reason"),
    [
        ("text", " \n\t", Refusal.EMPTY),
        ("text", "\u200b\ufeff", Refusal.EMPTY),
        ("text", "\u2800\u3164 \u2060", Refusal.EMPTY),  # looks empty on the screen
        ("text", "x" * (LONGEST_ANSWER + 1), Refusal.TOO_LONG),
        ("choice", "vielleicht", Refusal.NOT_AN_OPTION),
        ("choice", "Nein", Refusal.NOT_AN_OPTION),  # two options begin like that
        ("choice", "👍", Refusal.NOT_AN_OPTION),
        ("multiple_choice", "Hand, Knie", Refusal.NOT_AN_OPTION),
        ("multiple_choice", "keins, Hand", Refusal.NOT_AN_OPTION),
        ("multiple_choice", ",", Refusal.NOT_AN_OPTION),
        ("scale", "viel", Refusal.NOT_A_NUMBER),
        ("scale", "3 oder 4", Refusal.NOT_A_NUMBER),
        ("scale", "3,5", Refusal.NOT_A_NUMBER),
        ("scale", "3.5", Refusal.NOT_A_NUMBER),
        ("scale", "9", Refusal.OUT_OF_RANGE),
        ("scale", "-3", Refusal.OUT_OF_RANGE),
        ("scale", "−3", Refusal.OUT_OF_RANGE),
        ("scale", "3–4", Refusal.NOT_A_NUMBER),
        ("scale", "−", Refusal.NOT_A_NUMBER),
        ("levels", "-3", Refusal.OUT_OF_RANGE),
        ("levels", "−1 bis +1", Refusal.NOT_A_NUMBER),
        ("number", "61", Refusal.OUT_OF_RANGE),
        ("number", "1234567890123", Refusal.NOT_A_NUMBER),
        ("date", "bald", Refusal.NOT_A_DATE),
        ("date", "31.2.", Refusal.NOT_A_DATE),
        ("faces", "🤷", Refusal.NOT_AN_OPTION),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(kind: str, written: str, reason: Refusal) -> None:
    talk = asked(kind)
    before = talk.state
    assert talk.write(written) == (Refused(reason),)
    assert talk.state == before


@pytest.mark.parametrize(
    ("kind", "argument", "value"),
    [
        ("choice", "nein", "nein"),
        ("faces", "gut", "gut"),
        ("scale", "5", 5),
        ("levels", "-2", -2),
        ("levels", "0", 0),
        ("date", "2026-04-01", "2026-04-01"),
    ],
)
def test_a_tap_gives_the_same_as_the_words(kind: str, argument: str, value: object) -> None:
    talk = asked(kind)
    events = talk.tap(Action.CHOOSE, argument)
    assert events[0] == Answered("frage", Answer(value))  # type: ignore[arg-type]
    assert talk.values == {"frage": value}


@pytest.mark.parametrize(
    ("kind", "argument"),
    [
        ("choice", "anderes"),
        ("choice", ""),
        ("faces", "x"),
        ("scale", "6"),
        ("scale", ""),
        ("levels", "-3"),
        ("date", "2026-02-30"),
    ],
)
def test_a_tap_on_something_that_is_not_there_is_refused(kind: str, argument: str) -> None:
    talk = asked(kind)
    before = talk.state
    (event,) = talk.tap(Action.CHOOSE, argument)
    assert isinstance(event, Refused)
    assert talk.state == before


@pytest.mark.parametrize("kind", ["text", "number", "multiple_choice"])
def test_these_kinds_have_nothing_to_choose(kind: str) -> None:
    assert asked(kind).tap(Action.CHOOSE, "5") == (Refused(Refusal.NOT_NOW),)


def test_a_date_is_read_with_the_day_of_the_conversation() -> None:
    talk = asked("date")
    talk.write("heute")
    assert talk.values == {"frage": TODAY.isoformat()}
