"""The content that ships: complete against the sources, short enough, and readable in every place it is shown."""

from __future__ import annotations

import pytest

from dialogs.catalogue.reader import length_on_telegram
from dialogs.engine.model import END, TOPIC_PHASES, Dialog, DialogKind, QuestionKind, Register, Role
from tests.builders import real_content

# Dialogs of many small questions, each answered with a tap or a few words. All others keep to six.
LONGEST = {
    "abschlussgespraech": 9,
    "leitfaden_telefon": 8,
    "nachfrage_coachee": 7,
    "nachfrage_coachee_6": 7,
    "schleifen": 9,
    "wer_macht_was": 9,
    "ziel_setzen": 10,
}
LONGEST_IN_THE_FIRM = 5  # those who are asked beside their work
SECTIONS_WITH_A_CONCLUSION = ("3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "4.1", "4.2", "4.3", "5.1", "5.2", "5.3")

DIALOGS = pytest.mark.parametrize("led", real_content().dialogs.values(), ids=lambda led: led.id)


def test_every_item_of_the_sources_is_covered_and_nothing_else() -> None:
    covered = {item for led in real_content().dialogs.values() for step in led.steps.values() for item in step.covers}
    assert covered == set(real_content().sources)


def test_all_items_of_the_recommendations_are_listed() -> None:
    assert len([item for item in real_content().sources if item.startswith("J")]) == 46


def test_all_models_of_the_recommendations_are_listed() -> None:
    models = {item for item in real_content().sources if item.startswith("M-")}
    names = ("phases", "curve", "pyramid", "concerns", "fit", "loops", "tasks", "steering", "conclusions")
    assert models == {f"M-{name}" for name in names}


def test_what_the_workshops_said_about_goals_is_listed() -> None:
    assert {"N3-1", "N3-2", "N3-3", "N3-6", "N3-7"} <= set(real_content().sources)


def test_what_the_workshops_said_about_the_time_after_the_end_is_listed() -> None:
    after = {f"N2-{number}" for number in range(1, 10)} | {"N3-4", "N3-5", "N3-8"}
    assert after <= set(real_content().sources)


@pytest.mark.parametrize("section", SECTIONS_WITH_A_CONCLUSION)
def test_each_conclusion_is_the_background_of_questions(section: str) -> None:
    """M-conclusions: whoever asks why gets the background, and is told the section it comes from."""
    steps = [step for led in real_content().dialogs.values() if led.section == section for step in led.steps.values()]
    assert steps
    for step in steps:
        assert step.source.startswith(f"JADE {section}, "), step.id


def test_the_loop_keeps_the_steps_its_picture_is_drawn_from() -> None:
    a_side, b_side = ("beteiligter_a", "a_denkt", "a_tut"), ("beteiligter_b", "b_denkt", "b_tut")
    steps = real_content().dialogs["schleifen"].steps
    assert set(steps) == {*a_side, *b_side, "bestaetigung", "ausnahme", "ausnahme_anders"}
    assert {step.kind for step in steps.values()} == {QuestionKind.TEXT}


def test_the_dialogs_are_in_order() -> None:
    orders = [led.order for led in real_content().dialogs.values()]
    assert orders == sorted(set(orders))


def test_each_professional_finds_something_in_each_phase() -> None:
    for role in (Role.JOB_COACH, Role.INTEGRATION_SERVICE, Role.FUNDING_BODY, Role.REPRESENTATIVE):
        for phase in TOPIC_PHASES:
            assert [led for led in real_content().dialogs.values() if led.phase is phase and role in led.roles]
    for kind in (DialogKind.VISIT, DialogKind.INTERIM_REVIEW):
        assert [led for led in real_content().dialogs.values() if led.kind is kind and Role.JOB_COACH in led.roles]


@pytest.mark.parametrize("role", [Role.COACHEE, Role.EMPLOYER, Role.COLLEAGUES])
def test_everybody_in_the_firm_has_one_interim_review_of_her_own_and_no_topics(role: Role) -> None:
    asked = [led for led in real_content().dialogs.values() if role in led.roles]
    assert len([led for led in asked if led.kind is DialogKind.INTERIM_REVIEW]) == 1
    assert not [led for led in asked if led.kind in (DialogKind.TOPIC, DialogKind.VISIT, DialogKind.RESULT)]


@DIALOGS
def test_people_in_the_firm_are_asked_five_questions_at_most(led: Dialog) -> None:
    if led.kind is DialogKind.INTERIM_REVIEW and led.roles & {Role.COACHEE, Role.EMPLOYER, Role.COLLEAGUES}:
        assert max(led.longest_ways[branch.goto] for branch in led.start) <= LONGEST_IN_THE_FIRM


def test_topics_belong_to_a_phase_and_a_section() -> None:
    for led in real_content().dialogs.values():
        if led.kind is DialogKind.TOPIC:
            assert led.phase is not None, led.id
            assert led.section, led.id


@DIALOGS
def test_no_dialog_has_more_questions_than_it_should(led: Dialog) -> None:
    longest = max(led.longest_ways[branch.goto] for branch in led.start if branch.goto != END)
    assert 1 <= longest <= LONGEST.get(led.id, 6)


@DIALOGS
def test_a_visit_takes_three_minutes_and_nothing_takes_longer_than_ten(led: Dialog) -> None:
    assert 1 <= led.minutes <= (3 if led.kind is DialogKind.VISIT else 10)


@DIALOGS
@pytest.mark.parametrize("register", list(Register))
def test_options_of_a_question_can_be_told_apart(led: Dialog, register: Register) -> None:
    for step in led.steps.values():
        labels = [option.label[register].casefold() for option in step.options]
        assert len(set(labels)) == len(labels), step.id


@DIALOGS
@pytest.mark.parametrize("register", list(Register))
def test_answers_can_be_told_apart_in_the_list_of_changes(led: Dialog, register: Register) -> None:
    names = [step.name[register] for step in led.steps.values()]
    assert len(set(names)) == len(names)


@DIALOGS
def test_a_question_with_its_background_fits_into_one_message(led: Dialog) -> None:
    for step in led.steps.values():
        for register in Register:
            for question in step.question[register]:
                anchors = "\n".join(text[register] for text in step.bounds.anchors.values()) if step.bounds else ""
                assert length_on_telegram(question + anchors + step.why[register] + led.opening[register]) < 3_000


@DIALOGS
def test_every_question_says_where_it_comes_from(led: Dialog) -> None:
    for step in led.steps.values():
        assert step.source.strip(), step.id


@DIALOGS
def test_only_questions_with_words_are_probed_and_scales_have_words(led: Dialog) -> None:
    for step in led.steps.values():
        assert step.probe is None or step.kind is QuestionKind.TEXT
        if step.kind is QuestionKind.SCALE:
            assert step.bounds is not None
            assert {step.bounds.lowest, step.bounds.highest} <= set(step.bounds.anchors)


def test_pseudonyms_are_many_and_differ() -> None:
    plants = real_content().plants
    assert len(plants) >= 40
    assert len(set(plants)) == len(plants)


def test_words_are_recognised_as_they_are_compared() -> None:
    """What people write is compared in lower case, one word at a time."""
    vocabulary = real_content().vocabulary
    words = [
        *vocabulary.weekdays,
        *vocabulary.months,
        *vocabulary.relative_days,
        *vocabulary.units,
        *vocabulary.small_numbers,
        *vocabulary.next_words,
        *vocabulary.observation_signs,
    ]
    assert [word for word in words if word != word.lower() or len(word.split()) != 1] == []
    assert all(said == " ".join(said.lower().split()) for said in vocabulary.nothing_to_say)
    assert set(vocabulary.weekdays.values()) == set(range(7))
    assert set(vocabulary.months.values()) == set(range(1, 13))
