"""Goals and the interim review from several sides: what is asked on which way, in the words of the goal itself."""

from __future__ import annotations

import pytest

from dialogs.engine.events import OptionReplied, Probed, Refused
from dialogs.engine.filling import OWN_SCALE, Subject, filled
from dialogs.engine.inputs import Action
from dialogs.engine.model import Dialog, DialogKind, QuestionKind, Register, Role
from dialogs.engine.state import Mode
from storage.goals import Family, Outcome, Scale
from tests.builders import OBSERVED, Talk, real_content

DIALOGS = real_content().dialogs
CHECKS = ("ziel_pruefen", "ziel_pruefen_gas")
ABOUT_A_GOAL = (*CHECKS, "ziel_beenden")
AFTER_THE_END = (DialogKind.CHECK_IN, DialogKind.PHONE_GUIDE)  # they name a goal, too; see test_follow_up_dialogs
OWN_WORDS = "Ich packe {freitags} 20 Kisten,\nallein & <ohne Eile>"
REGISTERS = pytest.mark.parametrize("register", list(Register))


def option_ids(dialog: str, step: str) -> list[str]:
    return [option.id for option in DIALOGS[dialog].steps[step].options]


def about(dialog: str) -> Dialog:
    """The dialog about a goal with words of its own."""
    bounds = DIALOGS[dialog].steps[OWN_SCALE].bounds if OWN_SCALE in DIALOGS[dialog].steps else None
    levels = range(bounds.lowest, bounds.highest + 1) if bounds else ()
    return filled(DIALOGS[dialog], Subject({"ziel": OWN_WORDS}, {level: f"Eigenes zu {level}" for level in levels}))


def label(talk: Talk, option_id: str, register: Register) -> str:
    option = talk.dialog.steps[talk.step or ""].option(option_id)
    assert option is not None
    return option.label[register]


def test_what_is_stored_of_a_goal_is_what_can_be_chosen() -> None:
    assert option_ids("ziel_setzen", "familie") == list(Family)
    assert option_ids("ziel_setzen", "skala") == list(Scale)
    assert option_ids("ziel_setzen", "partei") == [Role.COACHEE, Role.EMPLOYER, Role.COLLEAGUES, Role.JOB_COACH]
    assert option_ids("ziel_beenden", "ausgang") == list(Outcome)


def test_each_category_has_one_name_in_one_family() -> None:
    by_family = [option_ids("ziel_setzen", f"kategorie_{family}") for family in Family]
    assert all(4 <= len(categories) <= 6 for categories in by_family)
    everything = [category for categories in by_family for category in categories]
    assert len(set(everything)) == len(everything)


@pytest.mark.parametrize("family", list(Family))
def test_a_goal_on_ten_points_takes_three_sentences_and_a_few_words(family: Family) -> None:
    talk = Talk(DIALOGS["ziel_setzen"])
    talk.tap(Action.CHOOSE, "coachee")
    talk.tap(Action.CHOOSE, family)
    assert talk.step == f"kategorie_{family}"
    talk.tap(Action.CHOOSE, option_ids("ziel_setzen", talk.step)[0])
    talk.write(OBSERVED)
    talk.tap(Action.CHOOSE, "zehn")
    walked = []
    while talk.step is not None:
        walked.append(talk.step)
        talk.write("Allein")
        assert talk.state.mode is not Mode.PROBING, "a few words are enough for a label"
    assert walked == ["anker_10", "anker_1", "anker_5"]
    assert talk.state.mode is Mode.REVIEWING


def test_five_levels_are_worded_one_by_one_beginning_with_what_is_expected() -> None:
    talk = Talk(DIALOGS["ziel_setzen"])
    for chosen in ("arbeitgeber", "gesamt", "zusammenarbeit"):
        talk.tap(Action.CHOOSE, chosen)
    talk.write(OBSERVED)
    assert OptionReplied("skala", "gas") in talk.tap(Action.CHOOSE, "gas")
    walked = []
    while talk.step is not None:
        walked.append(talk.step)
        talk.write("Jede Woche")
    assert walked == ["gas_0", "gas_plus1", "gas_plus2", "gas_minus1", "gas_minus2"]
    assert "anker_10" not in talk.values


def test_a_goal_in_a_word_or_two_gets_help_once() -> None:
    talk = Talk(DIALOGS["ziel_setzen"])
    for chosen in ("coachee", "person", "kraft_und_zutrauen"):
        talk.tap(Action.CHOOSE, chosen)
    assert talk.write("Mehr Ruhe")[-1] == Probed("wortlaut")
    talk.write("Ich mache um zehn Uhr Pause.")
    assert talk.values["wortlaut"] == "Mehr Ruhe\nIch mache um zehn Uhr Pause."
    assert talk.step == "skala"


@REGISTERS
@pytest.mark.parametrize("dialog", CHECKS)
@pytest.mark.parametrize("role", [Role.JOB_COACH, Role.REPRESENTATIVE, Role.COACHEE, Role.EMPLOYER, Role.COLLEAGUES])
@pytest.mark.parametrize("relevance", ["ja", "ueberholt", "nein"])
def test_a_goal_is_checked_in_three_parts(dialog: str, role: Role, relevance: str, register: Register) -> None:
    led = about(dialog)
    assert role in led.roles
    talk = Talk(led, role)
    talk.write(label(talk, relevance, register))
    still = relevance == "ja"
    assert talk.step == ("grund_ja" if still else "grund_nein")
    talk.write(OBSERVED)
    bounds = led.steps["stand"].bounds
    assert bounds is not None
    if still:
        assert talk.step == "stand"
        assert bounds.anchors[bounds.lowest][register] == f"Eigenes zu {bounds.lowest}"
        talk.tap(Action.CHOOSE, str(bounds.lowest))
    assert talk.step == "zufriedenheit"
    talk.write(label(talk, "teils", register))
    talk.write("Nichts weiter.")
    assert talk.state.mode is Mode.REVIEWING
    given = {"relevanz": relevance, "zufriedenheit": "teils", "folge": "Nichts weiter."}
    reason = {"grund_ja": OBSERVED, "stand": bounds.lowest} if still else {"grund_nein": OBSERVED}
    assert talk.values == given | reason


@pytest.mark.parametrize(("written", "value"), [("-2", -2), ("−1", -1), ("minus 1", -1), ("0", 0), ("+1", 1), ("2", 2)])
def test_levels_can_be_typed_with_their_sign(written: str, value: int) -> None:
    talk = Talk(about("ziel_pruefen_gas"), Role.COACHEE)
    talk.tap(Action.SKIP)
    assert talk.step == "stand"
    assert isinstance(talk.write("3")[0], Refused)
    talk.write(written)
    assert talk.values["stand"] == value


@pytest.mark.parametrize("dialog", CHECKS)
def test_overtaken_is_answered_as_something_good_and_other_reasons_are_not_judged(dialog: str) -> None:
    talk = Talk(about(dialog), Role.COACHEE)
    assert OptionReplied("relevanz", "ueberholt") in talk.tap(Action.CHOOSE, "ueberholt")
    replies = {option.id: option.reply for option in talk.dialog.steps["relevanz"].options}
    assert replies["ueberholt"] is not None
    assert all("gut" in text for text in replies["ueberholt"].values())
    assert replies["ja"] is replies["nein"] is None


def test_both_checks_ask_the_same_and_differ_in_their_scale_only() -> None:
    ten, five = (DIALOGS[name].steps for name in CHECKS)
    assert list(ten) == list(five)
    assert {name for name in ten if ten[name] != five[name]} == {"stand"}
    for steps, scale in ((ten, Scale.TEN), (five, Scale.ATTAINMENT)):
        bounds = steps["stand"].bounds
        assert bounds is not None
        assert (bounds.lowest, bounds.highest) == scale.bounds
        assert set(bounds.anchors) >= ({1, 5, 10} if scale is Scale.TEN else {-2, -1, 0, 1, 2})


@REGISTERS
@pytest.mark.parametrize("dialog", ABOUT_A_GOAL)
def test_the_first_question_quotes_the_goal_on_a_line_of_its_own(dialog: str, register: Register) -> None:
    talk = Talk(about(dialog))
    asked = talk.dialog.steps[talk.step or ""].question_in(register, 0)
    assert f"\n{OWN_WORDS}\n" in asked


def test_the_place_for_the_words_of_a_goal_is_only_where_it_is_filled() -> None:
    for led in DIALOGS.values():
        for step in led.steps.values():
            never = [led.title, led.opening, step.name, step.why, *(option.label for option in step.options)]
            never += [option.reply for option in step.options if option.reply]
            said = [text for texts in never for text in texts.values()]
            if led.id not in ABOUT_A_GOAL and led.kind not in AFTER_THE_END:
                said += [text for texts in step.question.values() for text in texts]
                said += list(step.probe.values()) if step.probe else []
            assert not any("{" in text for text in said), (led.id, step.id)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_goal_ends_with_an_outcome_and_a_reason(outcome: Outcome) -> None:
    talk = Talk(about("ziel_beenden"))
    talk.tap(Action.CHOOSE, outcome)
    talk.write(OBSERVED)
    assert talk.state.mode is Mode.REVIEWING
    assert talk.values == {"ausgang": outcome, "begruendung": OBSERVED}


def test_the_result_of_a_meeting_is_noted_with_the_next_date_and_nothing_open() -> None:
    led = DIALOGS["zwischenergebnis"]
    assert (led.kind, led.minutes) == (DialogKind.RESULT, 3)
    talk = Talk(led)
    talk.write(OBSERVED)
    talk.write("Vorgesetzte, Pausenplan, bis Freitag")
    assert talk.step == "offen"
    talk.tap(Action.SKIP)
    talk.write("in 10 Wochen")
    assert talk.state.mode is Mode.REVIEWING
    assert talk.values["naechster_termin"] == "2026-05-13"


@REGISTERS
@pytest.mark.parametrize("wish", ["so_bleiben", "aendern", "weiss_nicht", "will_nicht_sagen"])
def test_the_coachee_is_asked_the_four_guiding_questions(wish: str, register: Register) -> None:
    talk = Talk(DIALOGS["rueckblick_coachee"], Role.COACHEE)
    talk.write(label(talk, "besser", register))
    talk.write(OBSERVED)
    talk.write("Die Pause.")
    talk.write(label(talk, wish, register))
    assert talk.step == ("naechster_schritt" if wish == "aendern" else None)
    covered = {item for step in talk.dialog.steps.values() for item in step.covers}
    assert covered == {"J4.2b-1", "J4.2b-2", "J4.2b-3", "J4.2b-4"}


@REGISTERS
@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.COLLEAGUES])
@pytest.mark.parametrize(("first", "then"), [("schlechter", "woran"), ("weiss_nicht", "moeglich")])
def test_the_firm_is_asked_for_what_it_noticed_only_if_it_noticed_something(
    first: str, then: str, role: Role, register: Register
) -> None:
    talk = Talk(DIALOGS["rueckblick_betrieb"], role)
    talk.write(label(talk, first, register))
    assert talk.step == then
    covered = {item for step in talk.dialog.steps.values() for item in step.covers}
    assert covered == {"J4.2b-1", "J4.2b-2", "J4.2b-3", "J4.2b-4"}


@pytest.mark.parametrize("dialog", ["rueckblick_coachee", "rueckblick_betrieb"])
def test_nobody_has_to_know_or_to_tell(dialog: str) -> None:
    for step in DIALOGS[dialog].steps.values():
        if step.kind in (QuestionKind.CHOICE, QuestionKind.FACES):
            last = [option.label for option in step.options][-2:]
            for register in Register:
                assert [text[register] for text in last] == ["Weiß ich nicht", "Will ich nicht sagen"]


@pytest.mark.parametrize("dialog", ["rueckblick_betrieb", *CHECKS])
def test_the_firm_is_never_asked_about_the_disability(dialog: str) -> None:
    for step in DIALOGS[dialog].steps.values():
        texts = [*step.why.values(), *(text for found in step.question.values() for text in found)]
        texts += [*(step.probe or {}).values(), *(text for option in step.options for text in option.label.values())]
        assert not any(word in text.lower() for text in texts for word in ("behinder", "krank", "diagnos", "leistung"))


@pytest.mark.parametrize("register", list(Register))
@pytest.mark.parametrize("dialog", CHECKS)
def test_faces_come_with_words(dialog: str, register: Register) -> None:
    faces = DIALOGS[dialog].steps["zufriedenheit"]
    assert [option.id for option in faces.options] == [
        *("sehr_zufrieden", "zufrieden", "teils", "unzufrieden", "sehr_unzufrieden")
    ]
    for option in faces.options:
        face, _, words = option.label[register].partition(" ")
        assert not face.isascii()
        assert words.replace(",", "").replace(" ", "").isalpha()
