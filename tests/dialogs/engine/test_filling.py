"""A dialog about one goal: own words in the questions, own words behind the numbers, and nothing else changed."""

from __future__ import annotations

from dialogs.engine.events import Asked
from dialogs.engine.filling import OWN_SCALE, Subject, filled
from dialogs.engine.inputs import Action
from dialogs.engine.model import Dialog, Register
from tests.builders import Talk, both, dialog, real_content, step

TEN = {1: "Sie geht", 5: "Sie schaut", 10: "Sie sagt es"}
LEVELS = {value: f"Stufe {value}" for value in range(-2, 3)}


def about(words: str, anchors: dict[int, str] | None = None, dialog_id: str = "ziel_pruefen") -> Dialog:
    return filled(real_content().dialogs[dialog_id], Subject({"ziel": words}, anchors or {}))


def question(led: Dialog, name: str, register: Register = Register.STANDARD) -> str:
    return led.steps[name].question_in(register, 0)


def scale(led: Dialog) -> dict[int, str]:
    bounds = led.steps[OWN_SCALE].bounds
    assert bounds is not None
    return {value: words[Register.EASY] for value, words in bounds.anchors.items()}


def test_both_registers_ask_about_the_goals_own_words() -> None:
    led = about("Ich sage Bescheid.")
    for register in Register:
        assert "\nIch sage Bescheid.\n" in question(led, "relevanz", register)
        assert "{" not in question(led, "relevanz", register)


def test_the_scale_carries_the_goals_own_words() -> None:
    assert scale(about("Ziel", TEN)) == TEN
    assert scale(about("Ziel", LEVELS, "ziel_pruefen_gas")) == LEVELS


def test_words_of_another_scale_are_left_out() -> None:
    """The goal may get another scale while somebody is in the middle of rating it."""
    usual, usual_levels = scale(about("Ziel")), scale(about("Ziel", dialog_id="ziel_pruefen_gas"))
    assert scale(about("Ziel", LEVELS)) == usual
    assert scale(about("Ziel", TEN, "ziel_pruefen_gas")) == usual_levels


def test_without_words_behind_numbers_the_usual_ones_stay() -> None:
    assert scale(about("Ziel", {})) == scale(real_content().dialogs["ziel_pruefen"])


def test_own_words_are_never_read_as_placeholders() -> None:
    built = dialog(step("a", question={"standard": ["{ziel} und {anderes}"], "leicht": ["{ziel}"]}))
    led = filled(built, Subject({"ziel": "{anderes} {ziel} \\1 {}", "anderes": "x"}, {}))
    assert question(led, "a") == "{anderes} {ziel} \\1 {} und x"


def test_unknown_placeholders_stay_as_they_are() -> None:
    built = dialog(step("a", question={"standard": ["{wer} und { ziel }"], "leicht": ["?"]}))
    assert question(filled(built, Subject({"ziel": "y"}, {})), "a") == "{wer} und { ziel }"


def test_openings_and_probes_are_filled_too() -> None:
    built = dialog(step("a", probe=both("Mehr zu {ziel}?")), opening=both("Zu {ziel}."))
    led = filled(built, Subject({"ziel": "Kaffee"}, {}))
    probe = led.steps["a"].probe
    assert probe is not None
    assert (led.opening[Register.EASY], probe[Register.STANDARD]) == ("Zu Kaffee.", "Mehr zu Kaffee?")


def test_it_stays_the_same_version_of_the_content() -> None:
    plain, led = real_content().dialogs["ziel_pruefen"], about("Ziel", TEN)
    assert (led.id, led.content_hash, list(led.steps)) == (plain.id, plain.content_hash, list(plain.steps))
    assert question(plain, "relevanz").count("{ziel}") == 1, "the content itself is never changed"


def test_a_dialog_about_something_can_be_gone_through() -> None:
    talk = Talk(about("Ziel", LEVELS, "ziel_pruefen_gas"))
    talk.tap(Action.CHOOSE, "ja")
    talk.write("Weil es „hilft“.")
    assert talk.events[-1] == Asked(OWN_SCALE)
    talk.tap(Action.CHOOSE, "-2")
    assert talk.values[OWN_SCALE] == -2
