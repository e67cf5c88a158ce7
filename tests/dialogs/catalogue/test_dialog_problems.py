"""Each mistake an author can make in a dialog is reported with its file and step."""

from __future__ import annotations

from typing import Any

import pytest

from dialogs.catalogue.loader import load_catalogue
from tests.builders import both, option, step
from tests.dialogs.catalogue.folders import Folder


def without(data: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != key}


def scale(**changes: Any) -> dict[str, Any]:
    anchors = [{"value": value, **both("Wort")} for value in (1, 5)]
    return step("s", "scale", bounds={"lowest": 1, "highest": 5, "anchors": anchors, **changes})


YES_NO = ["ja", "nein"]
BROKEN_STEPS = [
    (step("s", colour="red"), "'steps.colour' is not a known key"),
    (step("s", "choice", options=[option("ja", colour="red")]), "'steps.options.colour' is not a known key"),
    (step("s", why={**both("Darum"), "english": "Why"}), "'steps.why.english' is not a known key"),
    (step("s", why={"standard": "Darum"}), "'steps.why.leicht' is missing"),
    (step("s", question={"standard": ["Was?"]}), "'steps.question.leicht' needs at least one wording"),
    (step("s", question=both("Was?")), "'steps.question.standard' must be a list of strings"),
    (step("s", why=both("")), "'steps.why.standard' is empty"),
    (step("s", why=both("  ")), "'steps.why.leicht' is empty"),
    (without(step("s"), "name"), "the table 'steps.name' is missing"),
    (without(step("s"), "source"), "'steps.source' is missing"),
    (without(step("s"), "kind"), "'steps.kind' is missing"),
    (step("s", "essay"), "'kind' is 'essay', but must be one of: text, choice"),
    (step("s", counted="no"), "'steps.counted' must be of type bool"),
    (step("s", covers="J1"), "'steps.covers' must be a list of strings"),
    (step("s", covers=["J9"]), "covers 'J9', which is not in shared/sources.toml"),
    (step("s", name=both("n" * 37)), "'steps.name.standard' is too long: 37 characters, 36 fit"),
    (step("s", "choice", options=[option("ja", **both("😀" * 19))]), "is too long: 38 characters, 36 fit"),
    (step("s", why=both("w" * 1001)), "'steps.why.standard' is too long: 1001 characters"),
    (step("s", probe=both("p" * 4097)), "'steps.probe.leicht' is too long: 4097 characters"),
    (step("s", "choice"), "a step of kind 'choice' needs options"),
    (step("s", "text", options=YES_NO), "a step of kind 'text' has no options"),
    (step("s", "choice", options=["ja", "ja"]), "two options have the same id"),
    (step("s", "choice", options=[option("Ja!")]), "the id 'Ja!' must be 1 to 32"),
    (step("s", "choice", options=[option("j" * 33, **both("Ja"))]), "must be 1 to 32"),
    (step("s", "multiple_choice", options=[option("ja", goto="ende")]), "have no goto and no reply"),
    (step("s", "multiple_choice", options=[option("ja", reply=both("Aha"))]), "have no goto and no reply"),
    (step("s", "date", probe=both("Woran?")), "only a text question has a probe"),
    (without(scale(), "bounds"), "the table 'steps.bounds' is missing"),
    (scale(lowest=5), "'bounds.lowest' must be below 'bounds.highest'"),
    (scale(highest=6), "a scale needs words for its lowest and its highest value"),
    (scale(highest=12), "a scale has at most 11 values"),
    (scale(lowest=2), "the anchor 1 lies outside the bounds"),
    (step("s", next=[{"goto": "nirgends"}]), "leads to 'nirgends', which is no step"),
    (step("s", next=[{"goto": "pause"}]), "leads to 'pause', which is no step"),
    (step("s", "choice", options=[option("ja", goto="weg")]), "the option 'ja' leads to 'weg', which is no step"),
    (step("s", next=[{"when": "it_rains", "goto": "ende"}, {"goto": "ende"}]), "'it_rains' is not a condition"),
    (step("s", next=[{"when": "role_is_ifd", "goto": "ende"}]), "is a dead end"),
    (step("s", next=[{"goto": "ende"}, {"goto": "ende"}]), "the branches after 'ende' can never be taken"),
    (step("s", next=[{"goto": "s"}]), "leads back to 's' in a circle"),
    (step("s", next="ende"), "'steps.next' must be a list of tables"),
]


def test_the_folder_is_good_before_it_is_broken(folder: Folder) -> None:
    assert list(load_catalogue(folder.path).dialogs) == ["probe"]


@pytest.mark.parametrize(("broken", "message"), BROKEN_STEPS, ids=[message for _, message in BROKEN_STEPS])
def test_a_mistake_in_a_step_is_reported_with_the_step(folder: Folder, broken: dict[str, Any], message: str) -> None:
    found = folder.problems_of(broken)
    assert [place for place, text in found if message in text][:1] == ["s"], found


@pytest.mark.parametrize("name", ["Eins", "ü", "e" * 33, "a-b", ""])
def test_ids_fit_into_a_button(folder: Folder, name: str) -> None:
    assert any(f"the id '{name}' must be 1 to 32" in text for _, text in folder.problems_of(step(name)))


@pytest.mark.parametrize("name", ["ende", "pause", "eins"])
def test_an_id_is_used_once_and_never_for_a_reserved_word(folder: Folder, name: str) -> None:
    assert (name, f"the id '{name}' is taken") in folder.problems_of(step("eins"), step(name))


def test_a_step_nobody_comes_to_is_reported(folder: Folder) -> None:
    skipping = step("eins", next=[{"goto": "ende"}])
    assert folder.problems_of(skipping, step("zwei")) == [("zwei", "can never be reached")]


def test_a_circle_over_several_steps_is_reported(folder: Folder) -> None:
    back = step("drei", "choice", options=[option("nochmal", goto="eins"), "fertig"])
    assert folder.problems_of(step("eins"), step("zwei"), back) == [("drei", "leads back to 'eins' in a circle")]


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ({"colour": "red"}, "'colour' is not a known key"),
        ({"kind": "spiel"}, "'kind' is 'spiel', but must be one of"),
        ({"phase": "ende"}, "'phase' is 'ende', but must be one of"),
        ({"order": "first"}, "'order' must be of type int"),
        ({"minutes": True}, "'minutes' must be of type int"),
        ({"roles": []}, "'roles' names nobody who is asked"),
        ({"roles": ["koch"]}, "'koch' is not a role"),
        ({"title": {"standard": "Titel"}}, "'title.leicht' is missing"),
        ({"title": both("t" * 37)}, "'title.standard' is too long"),
        ({"start": [{"goto": "nirgends"}]}, "leads to 'nirgends', which is no step"),
        ({"start": [{"when": "role_is_ifd", "goto": "eins"}]}, "is a dead end"),
        ({"steps": []}, "there is no [[steps]]"),
        ({"steps": "none"}, "'steps' must be a list of tables"),
    ],
)
def test_a_mistake_in_the_head_is_reported_with_the_file(folder: Folder, head: dict[str, Any], message: str) -> None:
    found = folder.problems_of(step("eins"), **head)
    assert [place for place, text in found if message in text] == [""], found


def test_what_is_asked_every_week_needs_three_wordings(folder: Folder) -> None:
    enough = step("eins", question={"standard": ["A?", "B?", "C?"], "leicht": ["A?", "B?"]})
    message = "comes back every week and needs 3 wordings"
    assert folder.problems_of(enough, kind="besuch") == [("eins", f"{message} ('leicht')")]


def test_several_mistakes_are_all_reported_at_once(folder: Folder) -> None:
    found = folder.problems_of(
        step("eins", colour="red", next=[{"goto": "nirgends"}]), step("zwei", covers=7), step("drei", "essay")
    )
    assert {place for place, _ in found} == {"eins", "zwei", "drei"}
    assert len(found) >= 4
