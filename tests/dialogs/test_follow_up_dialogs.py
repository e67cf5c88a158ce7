"""What is asked months after the end: who is asked what on which way, and how gently."""

from __future__ import annotations

import re

import pytest

from dialogs.engine.events import ChangeWarned, OptionReplied
from dialogs.engine.filling import Subject, filled
from dialogs.engine.inputs import Action
from dialogs.engine.model import END, Dialog, DialogKind, QuestionKind, Register, Role
from dialogs.engine.state import Mode
from tests.builders import OBSERVED, Talk, real_content

DIALOGS = real_content().dialogs
COACHEE = ("nachfrage_coachee", "nachfrage_coachee_6")
CHECK_INS = (*COACHEE, "nachfrage_betrieb")
AFTER_THE_END = (*CHECK_INS, "leitfaden_telefon")
EVERYTHING = (*AFTER_THE_END, "abschlussgespraech")
WORDS = {"ziel": "Ich packe {hilfe} 20 Kisten,\nallein & <ohne Eile>", "hilfe": "Pausenplan {ziel}"}
PURPOSES = ("Für die Qualität:", "Für die Rechenschaft:", "Für das eigene Nachdenken:", "Für den weiteren Bedarf:")
REGISTERS = pytest.mark.parametrize("register", list(Register))
CHECKS_OF_THE_COACHEE = pytest.mark.parametrize("dialog", COACHEE)


def option_ids(dialog: str, step: str) -> list[str]:
    return [option.id for option in DIALOGS[dialog].steps[step].options]


def about(dialog: str) -> Dialog:
    """The dialog as it is asked, with words for the goal and the aid."""
    return filled(DIALOGS[dialog], Subject(WORDS, {}))


def answer(talk: Talk, option_id: str, register: Register = Register.STANDARD) -> None:
    """Types the label of an option."""
    option = talk.dialog.steps[talk.step or ""].option(option_id)
    assert option is not None, (talk.step, option_id)
    talk.write(option.label[register])


def walk(talk: Talk, answers: dict[str, str], register: Register = Register.STANDARD) -> list[str]:
    """Answers every question: with the option named in `answers`, or else in words. The steps in their order."""
    walked = []
    while talk.step is not None:
        step = talk.dialog.steps[talk.step]
        walked.append(step.id)
        if step.kind is QuestionKind.TEXT:
            talk.write(answers.get(step.id, OBSERVED))
            assert talk.state.mode is not Mode.PROBING, "months later nobody is asked twice"
        else:
            answer(talk, answers.get(step.id, step.options[0].id), register)
    assert talk.state.mode is Mode.REVIEWING
    return walked


def longest(led: Dialog) -> int:
    return max(led.longest_ways[branch.goto] for branch in led.start if branch.goto != END)


@pytest.mark.parametrize(
    ("dialog", "kind", "roles", "questions", "minutes"),
    [
        ("abschlussgespraech", DialogKind.CLOSING, {Role.JOB_COACH, Role.INTEGRATION_SERVICE}, 9, 5),
        ("nachfrage_coachee", DialogKind.CHECK_IN, {Role.COACHEE}, 7, 4),
        ("nachfrage_coachee_6", DialogKind.CHECK_IN, {Role.COACHEE}, 7, 4),
        ("nachfrage_betrieb", DialogKind.CHECK_IN, {Role.EMPLOYER, Role.COLLEAGUES}, 5, 3),
        ("leitfaden_telefon", DialogKind.PHONE_GUIDE, {Role.INTEGRATION_SERVICE, Role.JOB_COACH}, 8, 10),
    ],
)
def test_the_length_is_kept_and_said_before_the_first_question(
    dialog: str, kind: DialogKind, roles: set[Role], questions: int, minutes: int
) -> None:
    led = DIALOGS[dialog]
    assert (led.kind, set(led.roles), led.minutes) == (kind, roles, minutes)
    assert longest(led) == questions
    assert f"höchstens {questions} Fragen" in led.opening[Register.EASY]
    assert f"{minutes} Minuten" in led.opening[Register.EASY]


@REGISTERS
@CHECKS_OF_THE_COACHEE
def test_the_coachee_who_types_herself_is_asked_seven_questions(dialog: str, register: Register) -> None:
    talk = Talk(about(dialog), Role.COACHEE)
    walked = walk(talk, {"besser": "Die Pause."}, register)
    assert walked == ["wer_tippt", "arbeit", "befinden", "andere", "ziel", "hilfe_genutzt", "besser", "anruf"]
    assert talk.values["befinden"] == talk.values["andere"] == "gut"
    assert talk.values["besser"] == "Die Pause."


@CHECKS_OF_THE_COACHEE
@pytest.mark.parametrize("work", ["ja", "veraendert", "nein", "weiss_nicht", "will_nicht_sagen"])
def test_whoever_types_for_her_is_not_asked_how_she_feels(dialog: str, work: str) -> None:
    talk = Talk(about(dialog), Role.COACHEE)
    walked = walk(talk, {"wer_tippt": "jemand_hilft_mir", "arbeit": work})
    assert "befinden" not in walked
    assert "andere" not in walked
    assert talk.values["wer_tippt"] == "jemand_hilft_mir", "the answer stays marked"
    assert talk.dialog.steps["wer_tippt"].recapped


@CHECKS_OF_THE_COACHEE
def test_feelings_fall_away_when_it_turns_out_that_somebody_else_typed(dialog: str) -> None:
    talk = Talk(about(dialog), Role.COACHEE)
    walk(talk, {})
    talk.tap(Action.CHANGE)
    talk.tap(Action.CHANGE_STEP, "wer_tippt")
    assert ChangeWarned("wer_tippt", ("befinden", "andere")) in talk.tap(Action.CHOOSE, "jemand_hilft_mir")
    talk.tap(Action.CONFIRM)
    assert not {"befinden", "andere"} & set(talk.values)


@CHECKS_OF_THE_COACHEE
def test_whoever_lost_her_work_is_asked_less_and_offered_a_call(dialog: str) -> None:
    talk = Talk(about(dialog), Role.COACHEE)
    answer(talk, "ich_selbst")
    assert OptionReplied("arbeit", "nein") in talk.tap(Action.CHOOSE, "nein")
    assert walk(talk, {}) == ["ziel", "besser", "anruf"]


@REGISTERS
@pytest.mark.parametrize("dialog", CHECK_INS)
def test_nobody_has_to_know_or_to_tell(dialog: str, register: Register) -> None:
    for step in DIALOGS[dialog].steps.values():
        if step.options and step.id != "wer_tippt":
            last = [(option.id, option.label[register]) for option in step.options[-2:]]
            assert last == [("weiss_nicht", "Weiß ich nicht"), ("will_nicht_sagen", "Will ich nicht sagen")], step.id


@CHECKS_OF_THE_COACHEE
def test_every_question_to_the_coachee_may_be_skipped(dialog: str) -> None:
    talk = Talk(about(dialog), Role.COACHEE)
    while talk.step is not None:
        talk.tap(Action.SKIP)
    assert set(talk.values.values()) == {None}


@REGISTERS
def test_six_months_later_the_same_is_asked_in_other_words(register: Register) -> None:
    first, second = (DIALOGS[name] for name in COACHEE)
    assert list(first.steps) == list(second.steps)
    for name in first.steps:
        assert option_ids(first.id, name) == option_ids(second.id, name)
        assert not set(first.steps[name].question[register]) & set(second.steps[name].question[register]), name
    assert first.opening[register] != second.opening[register]


@REGISTERS
@pytest.mark.parametrize("dialog", AFTER_THE_END)
def test_there_are_three_faces_with_a_word_each(dialog: str, register: Register) -> None:
    faces = [step for step in DIALOGS[dialog].steps.values() if step.kind is QuestionKind.FACES]
    assert faces
    for step in faces:
        *shown, _, _ = step.options
        assert len(shown) == 3
        assert [option.label[register][0] for option in shown] == ["🙂", "😐", "🙁"], "never in another order"
        assert all(re.fullmatch(r"\S [A-Z]\w+(, \w+)?", option.label[register]) for option in shown)


def test_what_all_sides_say_can_be_laid_side_by_side() -> None:
    goal = ["geschafft", "unterwegs", "am_anfang", "nicht_mehr_wichtig", "weiss_nicht", "will_nicht_sagen"]
    steps = [(dialog, "ziele" if dialog == "leitfaden_telefon" else "ziel") for dialog in AFTER_THE_END]
    assert all(option_ids(dialog, step) == goal for dialog, step in steps)
    assert option_ids("nachfrage_betrieb", "besteht") == option_ids("nachfrage_coachee", "arbeit")
    assert option_ids("nachfrage_betrieb", "anforderungen") == option_ids("leitfaden_telefon", "anforderungen")
    assert option_ids("nachfrage_betrieb", "zusammenarbeit") == option_ids("nachfrage_coachee", "andere")
    assert option_ids("leitfaden_telefon", "team") == option_ids("nachfrage_coachee", "andere")


@REGISTERS
@pytest.mark.parametrize("dialog", AFTER_THE_END)
def test_goal_and_aid_are_quoted_on_a_line_of_their_own(dialog: str, register: Register) -> None:
    quoted = set()
    for name, step in DIALOGS[dialog].steps.items():
        for found in re.findall(r"\{(\w+)\}", step.question_in(register, 0)):
            quoted.add(found)
            assert f"\n{WORDS[found]}\n\n" in about(dialog).steps[name].question_in(register, 0)
    assert quoted == ({"ziel"} if dialog == "nachfrage_betrieb" else {"ziel", "hilfe"})


@REGISTERS
@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.COLLEAGUES])
@pytest.mark.parametrize("kept", ["ja", "veraendert", "nein", "weiss_nicht", "will_nicht_sagen"])
def test_the_firm_is_asked_after_working_together_while_there_is_somebody_to_work_with(
    kept: str, role: Role, register: Register
) -> None:
    talk = Talk(about("nachfrage_betrieb"), role)
    walked = walk(talk, {"besteht": kept}, register)
    together = [] if kept == "nein" else ["zusammenarbeit"]
    fit = [] if kept == "nein" else ["anforderungen"]
    assert walked == ["besteht", *together, "ziel", *fit, "wunsch", "anruf"]


def test_the_firm_is_never_asked_about_the_disability() -> None:
    for step in DIALOGS["nachfrage_betrieb"].steps.values():
        texts = [*step.why.values(), *(text for found in step.question.values() for text in found)]
        texts += [text for option in step.options for text in option.label.values()]
        assert not any(word in text.lower() for text in texts for word in ("behinder", "krank", "diagnos", "leistung"))


@REGISTERS
@pytest.mark.parametrize("dialog", CHECK_INS)
def test_a_bad_answer_is_met_with_thanks_and_a_way_to_a_human(dialog: str, register: Register) -> None:
    for step in DIALOGS[dialog].steps.values():
        bad = step.option("schlecht")
        if bad is not None:
            assert bad.reply is not None
            assert "Anruf" in bad.reply[register] or "anrufen" in bad.reply[register]
    assert "anruf" in DIALOGS[dialog].steps


def test_the_phone_guide_follows_what_is_worth_evaluating_and_says_what_for() -> None:
    steps = DIALOGS["leitfaden_telefon"].steps
    assert list(steps) == [
        *("mit_wem", "anforderungen", "team", "zufriedenheit", "entwicklung"),
        *("ziele", "persoenlich", "unterstuetzung", "naechster_schritt"),
    ]
    served = set()
    for step in steps.values():
        if step.counted:
            assert "N3-5" in step.covers
            (purpose,) = [purpose for purpose in PURPOSES if step.why[Register.STANDARD].startswith(purpose)]
            served.add(purpose)
    assert served == set(PURPOSES)


@REGISTERS
@pytest.mark.parametrize("spoken_with", [Role.COACHEE, Role.EMPLOYER, Role.COLLEAGUES])
def test_the_phone_guide_is_filled_in_while_talking(spoken_with: Role, register: Register) -> None:
    talk = Talk(about("leitfaden_telefon"), Role.INTEGRATION_SERVICE)
    assert len(walk(talk, {"mit_wem": spoken_with, "persoenlich": "Telefonieren."}, register)) == 9
    assert talk.values["mit_wem"] == spoken_with


@pytest.mark.parametrize("dialog", EVERYTHING)
def test_easy_texts_are_one_short_sentence_a_line(dialog: str) -> None:
    """What can be counted; every other rule of easy language is the checker's."""
    led, easy = DIALOGS[dialog], Register.EASY
    texts = [led.title[easy], led.opening[easy]]
    for step in led.steps.values():
        texts += [step.name[easy], *step.question[easy], step.why[easy]]
        texts += [option.label[easy] for option in step.options]
        texts += [option.reply[easy] for option in step.options if option.reply]
    lines = [line for text in texts for line in text.splitlines() if line and not line.startswith("{")]
    for line in lines:
        assert len(re.findall(r"[\w-]+", line)) <= 8, line
        assert not re.search(r"[,;()„“–/]|[.?!] ", line), line
