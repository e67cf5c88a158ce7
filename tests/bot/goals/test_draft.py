"""From answers to a goal: what is skipped has a sensible meaning, and no number stays without words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.goals.draft import ANCHORS, CATEGORY, LONGEST_ANCHOR, LONGEST_GOAL, SETTING, Flaw, drafted
from dialogs.engine.model import Role
from dialogs.engine.state import Answer
from storage.goals import Family, Scale
from tests.bot.goals.test_rating import goal
from tests.builders import real_content

STEPS = real_content().dialogs[SETTING].steps
TEN = {"anker_10": "ganz", "anker_1": "am Anfang", "anker_5": "halb"}
LEVELS = dict.fromkeys(ANCHORS[Scale.ATTAINMENT], "wie beschrieben")
STANDING = replace(goal(1), anchors={1: "a", 5: "b", 10: "c"})


def answered(**said: str | None) -> dict[str, Answer]:
    return {step: Answer(value) for step, value in said.items()}


def test_the_dialog_asks_for_everything_that_is_read_from_it() -> None:
    assert set(ANCHORS[Scale.TEN]) | set(ANCHORS[Scale.ATTAINMENT]) | set(CATEGORY.values()) <= STEPS.keys()
    for step, names in (("partei", set(Role)), ("familie", set(Family)), ("skala", set(Scale))):
        assert {option.id for option in STEPS[step].options} <= {str(name) for name in names}
    for family, step in CATEGORY.items():
        assert STEPS[step].option(f"anderes_{family}") is not None, "what is skipped is stored as something else"


def test_all_answers_make_a_goal() -> None:
    said = answered(partei="arbeitgeber", familie="umfeld", kategorie_umfeld="anleitung", wortlaut=" Wir erklären es ")
    draft = drafted({**said, **answered(skala="zehn", **TEN)})
    assert (draft.party, draft.family, draft.category) == (Role.EMPLOYER, Family.CONTEXT, "anleitung")
    assert (draft.text, draft.anchors, draft.flaws) == ("Wir erklären es", {10: "ganz", 1: "am Anfang", 5: "halb"}, {})


def test_skipped_choices_mean_a_goal_of_the_team_about_the_whole() -> None:
    draft = drafted(answered(partei=None, familie=None, wortlaut="Ein Ziel", skala=None, **TEN))
    assert (draft.party, draft.family, draft.category) == (Role.JOB_COACH, Family.OVERALL, "anderes_gesamt")
    assert (draft.scale, draft.flaws) == (Scale.TEN, {})


@pytest.mark.parametrize("lacking", ["wortlaut", *TEN])
def test_each_word_that_is_lacking_is_named(lacking: str) -> None:
    said = {"wortlaut": "Ein Ziel", **TEN, lacking: None}
    draft = drafted(answered(skala="zehn", **said))
    assert draft.flaws == {lacking: Flaw.LACKING}
    with pytest.raises(ValueError, match="without words"):
        _ = draft.wording


def test_all_five_levels_need_words() -> None:
    draft = drafted(answered(skala="gas", wortlaut="Ein Ziel", **{**LEVELS, "gas_minus2": None, "gas_plus1": "🙂"}))
    assert draft.flaws == {"gas_plus1": Flaw.LACKING, "gas_minus2": Flaw.LACKING}


def test_what_does_not_fit_on_a_phone_is_too_long() -> None:
    said = {"wortlaut": "w" * (LONGEST_GOAL + 1), **TEN, "anker_5": "w" * (LONGEST_ANCHOR + 1)}
    assert drafted(answered(skala="zehn", **said)).flaws == {"wortlaut": Flaw.TOO_LONG, "anker_5": Flaw.TOO_LONG}
    fits = {"wortlaut": "w" * LONGEST_GOAL, **TEN, "anker_5": "w" * LONGEST_ANCHOR}
    assert drafted(answered(skala="zehn", **fits)).flaws == {}


def test_rewording_keeps_everything_that_was_skipped() -> None:
    draft = drafted(answered(partei=None, familie=None, wortlaut=None, skala=None, anker_10=None), STANDING)
    assert not draft.differs(STANDING)
    assert not draft.moves(STANDING)
    changed = drafted(answered(wortlaut="Neu", skala=None, anker_5="Mitte"), STANDING)
    assert (changed.text, changed.anchors) == ("Neu", {1: "a", 5: "Mitte", 10: "c"})
    assert changed.differs(STANDING)


def test_another_family_does_not_keep_the_category_of_the_old_one() -> None:
    draft = drafted(answered(familie="umfeld", kategorie_umfeld=None), STANDING)
    assert (draft.family, draft.category) == (Family.CONTEXT, "anderes_umfeld")
    assert drafted(answered(familie="person", kategorie_person=None), STANDING).category == "verstaendigung"


def test_another_scale_needs_words_of_its_own() -> None:
    draft = drafted(answered(skala="gas", **{**LEVELS, "gas_0": None}), STANDING)
    assert draft.flaws == {"gas_0": Flaw.LACKING}


def test_whoever_skips_the_scale_but_words_its_numbers_wants_them() -> None:
    levels = replace(STANDING, scale=Scale.ATTAINMENT, anchors=dict.fromkeys(range(-2, 3), "w"))
    assert drafted(answered(skala=None, anker_10=None, anker_1=None, anker_5=None), levels).scale is Scale.ATTAINMENT
    assert drafted(answered(skala=None, **TEN), levels).scale is Scale.TEN
