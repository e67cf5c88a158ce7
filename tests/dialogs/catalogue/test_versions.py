"""A content version is named by its hash: the same content has the same one, any change another one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.catalogue.build import body_of, build_dialog, hash_of, stored_dialog
from dialogs.catalogue.loader import load_catalogue
from dialogs.engine.model import Dialog
from tests.builders import real_content, step
from tests.dialogs.catalogue.folders import GOOD, Folder

DIALOGS = pytest.mark.parametrize("led", real_content().dialogs.values(), ids=lambda led: led.id)


def places(data: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every single value inside `data`."""
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from places(value, (*way, key))
    else:
        yield way


def changed(body: str, way: tuple[Any, ...]) -> str:
    data = json.loads(body)
    inside = data
    for key in way[:-1]:
        inside = inside[key]
    inside[way[-1]] = f"{inside[way[-1]]}."
    dialog_id = data.pop("id")
    return body_of(dialog_id, data)


@DIALOGS
def test_a_stored_version_becomes_the_same_dialog_again(led: Dialog) -> None:
    rebuilt = stored_dialog(real_content().bodies[led.id])
    assert rebuilt == led
    assert list(rebuilt.steps) == list(led.steps)


@DIALOGS
def test_the_hash_is_that_of_the_stored_version(led: Dialog) -> None:
    assert hash_of(real_content().bodies[led.id]) == led.content_hash


def test_all_dialogs_have_different_hashes() -> None:
    hashes = [led.content_hash for led in real_content().dialogs.values()]
    assert len(set(hashes)) == len(hashes)


def test_loading_again_gives_the_same_hashes() -> None:
    again = load_catalogue()
    assert {led.content_hash for led in again.dialogs.values()} == {
        led.content_hash for led in real_content().dialogs.values()
    }


def test_the_order_of_keys_in_a_file_does_not_matter() -> None:
    turned = dict(reversed(list(GOOD.items())))
    one, other = (build_dialog("probe", data, "")[0] for data in (GOOD, turned))
    assert one == other


def test_a_comment_does_not_make_a_new_version(folder: Folder) -> None:
    before = load_catalogue(folder.path).dialogs["probe"].content_hash
    file = folder.path / "probe/dialog.toml"
    file.write_text(f"# a remark\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    assert load_catalogue(folder.path).dialogs["probe"].content_hash == before


def test_the_same_content_under_another_name_is_another_version() -> None:
    one, other = (build_dialog(name, GOOD, "")[0] for name in ("probe", "andere"))
    assert one is not None
    assert other is not None
    assert one.content_hash != other.content_hash


@given(st.sampled_from(sorted(real_content().bodies.values())), st.data())
@settings(max_examples=100, deadline=None)
def test_any_other_word_makes_another_version(body: str, data: st.DataObject) -> None:
    way = data.draw(st.sampled_from(list(places(json.loads(body)))))
    assert hash_of(changed(body, way)) != hash_of(body)


def test_swapping_two_steps_makes_another_version() -> None:
    turned = {**GOOD, "steps": GOOD["steps"][::-1]}
    assert hash_of(body_of("probe", GOOD)) != hash_of(body_of("probe", turned))


def test_a_version_that_can_no_longer_be_read_says_why() -> None:
    body = body_of("probe", {**GOOD, "steps": [step("eins", "essay")]})
    with pytest.raises(ValueError, match=r"stored version of probe, step eins: 'kind' is 'essay'"):
        stored_dialog(body)
