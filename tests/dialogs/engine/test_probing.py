"""Thin answers are asked about once, long messages may go on; both end with one tap."""

from __future__ import annotations

import pytest

from dialogs.engine.events import Answered, Asked, MoreExpected, Probed, Refusal, Refused, Reviewed
from dialogs.engine.inputs import Action
from dialogs.engine.reading import FULL_MESSAGE, LONGEST_ANSWER
from dialogs.engine.state import Answer, Mode
from tests.builders import OBSERVED, THIN, Talk, both, dialog, step

PROBE = {"probe": both("Woran haben Sie das gemerkt?")}
FOUR = dialog(step("eins", **PROBE), step("zwei", **PROBE), step("drei", **PROBE), step("vier"))
LONG = "a" * FULL_MESSAGE


@pytest.mark.parametrize("answer", [THIN, "ok", "👍", "eins zwei drei vier fünf sechs sieben acht neun zehn elf"])
def test_a_thin_answer_is_kept_and_asked_about_once(answer: str) -> None:
    talk = Talk(FOUR)
    assert talk.write(answer) == (Answered("eins", Answer(answer)), Probed("eins"))
    assert talk.write("auch dünn") == (Answered("eins", Answer(f"{answer}\nauch dünn")), Asked("zwei"))


@pytest.mark.parametrize(
    "answer",
    [
        "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        OBSERVED,
        "Sie lachte!",
        "„Lass mal“",
        '"Geht schon"',
    ],
)
def test_an_answer_with_twelve_words_or_an_observation_is_enough(answer: str) -> None:
    assert Talk(FOUR).write(answer)[-1] == Asked("zwei")


@pytest.mark.parametrize("answer", ["Nichts", "nichts.", " NICHTS !"])
def test_whoever_has_nothing_to_say_is_not_asked_again(answer: str) -> None:
    assert Talk(FOUR).write(answer)[-1] == Asked("zwei")


def test_a_step_without_a_probe_takes_thin_answers() -> None:
    assert Talk(dialog(step("nur"))).write(THIN)[-1] == Reviewed()


def test_a_skipped_question_is_not_asked_about() -> None:
    assert Talk(FOUR).tap(Action.SKIP)[-1] == Asked("zwei")


@pytest.mark.parametrize("action", [Action.KEEP, Action.SKIP])
def test_enough_keeps_the_thin_answer(action: Action) -> None:
    talk = Talk(FOUR)
    talk.write(THIN)
    assert talk.tap(action) == (Asked("zwei"),)
    assert talk.values == {"eins": THIN}


def test_at_most_two_probes_in_a_dialog() -> None:
    talk = Talk(FOUR)
    for _ in ("eins", "zwei", "drei"):
        talk.write(THIN)
        if talk.state.mode is Mode.PROBING:
            talk.tap(Action.KEEP)
    assert [event for event in talk.all_events if isinstance(event, Probed)] == [Probed("eins"), Probed("zwei")]
    assert talk.step == "vier"


def test_back_from_a_probe_asks_the_same_question_and_not_about_it_again() -> None:
    talk = Talk(FOUR)
    talk.write(THIN)
    assert talk.tap(Action.BACK) == (Asked("eins", Answer(THIN)),)
    assert talk.write("Doch nicht.")[-1] == Asked("zwei")
    assert talk.values == {"eins": "Doch nicht."}


def test_an_unusable_reply_to_a_probe_leaves_it_open() -> None:
    talk = Talk(FOUR)
    talk.write(THIN)
    assert talk.write("  ") == (Refused(Refusal.EMPTY),)
    assert talk.state.mode is Mode.PROBING
    assert talk.tap(Action.REPEAT) == (Probed("eins"),)


def test_a_message_as_long_as_can_be_may_go_on() -> None:
    talk = Talk(FOUR)
    assert talk.write(LONG)[-1] == MoreExpected("eins")
    assert talk.write(LONG)[-1] == MoreExpected("eins")
    assert talk.tap(Action.REPEAT) == (MoreExpected("eins"),)
    assert talk.write("und Schluss")[-1] == Asked("zwei")
    assert talk.values == {"eins": f"{LONG}\n{LONG}\nund Schluss"}


def test_a_long_message_of_emoji_counts_as_the_messenger_counts() -> None:
    assert Talk(FOUR).write("😀" * (FULL_MESSAGE // 2))[-1] == MoreExpected("eins")


def test_a_message_below_the_limit_is_complete() -> None:
    assert Talk(FOUR).write(LONG[1:])[-1] == Probed("eins")


def test_enough_after_a_long_message_keeps_all_of_it() -> None:
    talk = Talk(FOUR)
    talk.write(LONG)
    assert talk.tap(Action.KEEP) == (Asked("zwei"),)
    assert talk.values == {"eins": LONG}


def test_what_no_longer_fits_is_refused_and_the_rest_stays() -> None:
    talk = Talk(FOUR)
    for _ in range(LONGEST_ANSWER // (FULL_MESSAGE + 1)):
        talk.write(LONG)
    before = talk.values
    talk.write(LONG)
    assert talk.events == (Refused(Refusal.TOO_LONG),)
    assert talk.values == before
    assert talk.tap(Action.KEEP) == (Asked("zwei"),)
