"""Which question comes next, for whom, and what number it carries."""

from __future__ import annotations

import pytest

from dialogs.engine.asking import way
from dialogs.engine.events import Asked, Finished, Reviewed
from dialogs.engine.inputs import Action
from dialogs.engine.model import Role
from dialogs.engine.path import position
from tests.builders import OBSERVED, Talk, dialog, option, step

FORK = dialog(
    step("art", "choice", options=[option("kurz", goto="schluss"), "lang"]),
    step("details"),
    step("rest", counted=False),
    step("schluss"),
)
VISIT = dialog(
    step("naechster_schritt", next=[{"when": "next_step_names_a_day", "goto": "ende"}, {"goto": "tag"}]),
    step("tag", "date", counted=False),
)
ROLES = dialog(
    step("fuer_ifd", next=[{"goto": "ende"}]),
    step("fuer_lt", next=[{"goto": "ende"}]),
    step("fuer_sbv", next=[{"goto": "ende"}]),
    step("fuer_jc"),
    start=[
        {"when": "role_is_ifd", "goto": "fuer_ifd"},
        {"when": "role_is_leistungstraeger", "goto": "fuer_lt"},
        {"when": "role_is_sbv", "goto": "fuer_sbv"},
        {"goto": "fuer_jc"},
    ],
)


def numbers(talk: Talk) -> tuple[int, int]:
    assert talk.step is not None
    return position(talk.dialog, talk.step, way(talk.dialog, talk.state, talk.context).answered)


def test_the_first_step_is_asked_first() -> None:
    assert Talk(FORK).events == (Asked("art"),)


def test_an_option_can_lead_past_questions() -> None:
    talk = Talk(FORK)
    assert talk.tap(Action.CHOOSE, "kurz")[-1] == Asked("schluss")
    assert talk.write(OBSERVED)[-1] == Reviewed()


def test_without_a_target_the_next_step_of_the_file_follows() -> None:
    talk = Talk(FORK)
    talk.tap(Action.CHOOSE, "lang")
    asked = [talk.write(OBSERVED)[-1] for _ in range(3)]
    assert asked == [Asked("rest"), Asked("schluss"), Reviewed()]


def test_a_skipped_choice_leads_on_as_if_no_option_had_a_target() -> None:
    assert Talk(FORK).tap(Action.SKIP)[-1] == Asked("details")


@pytest.mark.parametrize(
    ("role", "first"),
    [
        (Role.INTEGRATION_SERVICE, "fuer_ifd"),
        (Role.FUNDING_BODY, "fuer_lt"),
        (Role.REPRESENTATIVE, "fuer_sbv"),
        (Role.JOB_COACH, "fuer_jc"),
    ],
)
def test_each_role_is_asked_its_own_question(role: Role, first: str) -> None:
    talk = Talk(ROLES, role)
    assert talk.events == (Asked(first),)
    assert talk.write(OBSERVED)[-1] == Reviewed()


@pytest.mark.parametrize(
    ("written", "then"),
    [("Am Freitag spreche ich ihn an.", Reviewed()), ("Ich spreche den Meister an.", Asked("tag"))],
)
def test_the_day_is_only_asked_for_if_none_was_named(written: str, then: object) -> None:
    assert Talk(VISIT).write(written)[-1] == then


def test_a_skipped_next_step_needs_no_day() -> None:
    assert Talk(VISIT).tap(Action.SKIP)[-1] == Reviewed()


def test_progress_counts_up_and_shrinks_when_questions_are_passed_by() -> None:
    talk = Talk(FORK)
    assert numbers(talk) == (1, 3)
    talk.tap(Action.CHOOSE, "kurz")
    assert numbers(talk) == (2, 2)


def test_a_step_that_completes_another_carries_its_number() -> None:
    talk = Talk(FORK)
    seen = [numbers(talk)]
    talk.tap(Action.CHOOSE, "lang")
    for _ in range(3):
        seen.append(numbers(talk))
        talk.write(OBSERVED)
    assert seen == [(1, 3), (2, 3), (2, 3), (3, 3)]


def test_a_dialog_of_only_completing_steps_still_has_one_question() -> None:
    talk = Talk(dialog(step("nur", counted=False)))
    assert numbers(talk) == (1, 1)


def test_no_question_is_left_after_the_last_one() -> None:
    talk = Talk(VISIT)
    talk.write("Ich spreche den Meister an.")
    talk.tap(Action.CHOOSE, "2026-03-09")
    assert talk.events[-1] == Reviewed()
    assert talk.step is None
    assert talk.tap(Action.CONFIRM) == (Finished(),)
