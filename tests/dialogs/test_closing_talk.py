"""The closing talk: what is agreed about the time after the end, and what nobody is asked in vain."""

from __future__ import annotations

import pytest

from dialogs.engine.events import OptionReplied
from dialogs.engine.inputs import Action
from dialogs.engine.model import Role
from dialogs.engine.state import Mode
from storage.follow_ups import Wave, Way
from tests.builders import OBSERVED, Talk, real_content

LED = real_content().dialogs["abschlussgespraech"]


def option_ids(step: str) -> list[str]:
    return [option.id for option in LED.steps[step].options]


def closing_talk(*, when: str = "jetzt", open_question: str | None = OBSERVED, waves: tuple[str, ...] = ()) -> Talk:
    """A closing talk up to the question after `nachfragen`."""
    talk = Talk(LED)
    talk.tap(Action.CHOOSE, when)
    if open_question is None:
        talk.tap(Action.SKIP)
    else:
        talk.write(open_question)
        talk.write("Der IFD, im März.")
    talk.tap(Action.CHOOSE, "2026-03-31")
    for wave in waves:
        talk.tap(Action.SELECT, wave)
    talk.tap(Action.SELECTION_DONE if waves else Action.SKIP)
    return talk


def test_what_is_agreed_is_what_can_be_stored() -> None:
    asked = [option for option in option_ids("nachfragen") if option != "keine"]
    assert asked == list(Wave)
    assert option_ids("wie") == list(Way)
    assert set(option_ids("wen")) <= set(Role)
    assert set(option_ids("verantwortlich")) == LED.roles
    hours = [int(option.rpartition("_")[2]) for option in option_ids("uhrzeit")]
    assert hours == [9, 12, 15, 18]


@pytest.mark.parametrize("when", ["jetzt", "bald"])
def test_the_whole_follow_up_is_agreed_in_one_talk(when: str) -> None:
    talk = closing_talk(when=when, waves=("drei_monate", "sechs_monate"))
    for asked in ("coachee", "arbeitgeber"):
        talk.tap(Action.SELECT, asked)
    talk.tap(Action.SELECTION_DONE)
    assert OptionReplied("einverstanden", "noch_nicht") in talk.tap(Action.CHOOSE, "noch_nicht")
    for chosen in ("chat", "vormittag_9", "ifd"):
        talk.tap(Action.CHOOSE, chosen)
    talk.write("Pausenplan")
    assert talk.step == "wieder_hilfe", "a few words are enough"
    talk.write("Die Person meldet sich beim IFD.")
    assert talk.state.mode is Mode.REVIEWING
    assert talk.values == {
        "zeit": when,
        "offen": OBSERVED,
        "wer_uebernimmt": "Der IFD, im März.",
        "abschluss_am": "2026-03-31",
        "nachfragen": ("drei_monate", "sechs_monate"),
        "wen": ("coachee", "arbeitgeber"),
        "einverstanden": "noch_nicht",
        "wie": "chat",
        "uhrzeit": "vormittag_9",
        "verantwortlich": "ifd",
        "hilfe": "Pausenplan",
        "wieder_hilfe": "Die Person meldet sich beim IFD.",
    }


def test_when_it_is_too_early_nothing_else_is_asked() -> None:
    talk = Talk(LED)
    assert OptionReplied("zeit", "nein") in talk.tap(Action.CHOOSE, "nein")
    assert talk.state.mode is Mode.REVIEWING
    assert talk.values == {"zeit": "nein"}


@pytest.mark.parametrize("said", [None, "Nichts.", "keine"])
def test_where_nothing_stays_open_nobody_has_to_meet_it(said: str | None) -> None:
    talk = Talk(LED)
    talk.tap(Action.CHOOSE, "jetzt")
    if said is None:
        talk.tap(Action.SKIP)
    else:
        talk.write(said)
    assert talk.step == "abschluss_am"


@pytest.mark.parametrize("waves", [("keine",), ()])
def test_without_check_ins_only_the_way_back_to_support_is_agreed(waves: tuple[str, ...]) -> None:
    talk = closing_talk(waves=waves)
    assert talk.step == "wieder_hilfe"
    talk.write("Die Person meldet sich beim IFD.")
    assert talk.state.mode is Mode.REVIEWING


def test_no_check_ins_stands_alone() -> None:
    talk = closing_talk(waves=("drei_monate", "keine"))
    assert talk.values["nachfragen"] == ("keine",)
