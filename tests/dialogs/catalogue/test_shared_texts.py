"""The shared texts: each can be said in both registers, each is used, and the code asks for no other."""

from __future__ import annotations

import tomllib

import pytest
from jinja2 import Environment, UndefinedError, meta

from dialogs.catalogue.loader import CONTENT
from dialogs.engine.model import Register
from tests.builders import real_content
from tests.dialogs.catalogue.spoken import PUT_TOGETHER, askings, literals

SOURCES = {
    key: texts
    for file in sorted((CONTENT / "shared/texts").glob("*.toml"))
    for key, texts in tomllib.loads(file.read_text(encoding="utf-8")).items()
}
TEXTS = real_content().texts


def variables(key: str) -> set[str]:
    """What has to be filled in for `key`, in either register."""
    parse = Environment(autoescape=True).parse
    return {name for text in SOURCES[key].values() for name in meta.find_undeclared_variables(parse(text))}


@pytest.mark.parametrize("register", list(Register))
@pytest.mark.parametrize("key", sorted(TEXTS.keys()))
def test_each_text_can_be_said(key: str, register: Register) -> None:
    values: dict[str, object] = {name: f"<{name}>&" for name in variables(key)}
    for count in (1, 3):
        numbers = {name: count for name in ("count", "skipped") if name in values}
        said = TEXTS.say(key, register, **{**values, **numbers})
        assert said.strip()
        assert "{" not in said
        if key != "review":  # the easy register leaves the number of skipped questions out
            in_this_register = meta.find_undeclared_variables(
                Environment(autoescape=True).parse(SOURCES[key][register])
            )
            assert all(f"<{name}>&" in said for name in in_this_register - set(numbers))


def test_a_missing_value_is_never_said_as_nothing() -> None:
    with pytest.raises(UndefinedError):
        TEXTS.say("progress", Register.STANDARD, number=1)


def test_the_code_asks_only_for_texts_that_exist() -> None:
    missing = [(key, asking.place) for asking in askings() for key in asking.keys if key not in SOURCES]
    assert missing == []


def test_the_code_fills_in_everything_a_text_needs() -> None:
    incomplete = [
        (asking.place, key, variables(key) - asking.values)
        for asking in askings()
        for key in asking.keys
        if key in SOURCES and not variables(key) <= asking.values
    ]
    assert incomplete == []


def test_hints_and_labels_that_travel_through_variables_exist() -> None:
    travelling = {name for name in literals() if name.startswith(("hint_", "button_")) and name.isidentifier()}
    assert travelling
    assert travelling <= TEXTS.keys()


def test_no_text_is_left_over() -> None:
    put_together = {f"{prefix}{rest}" for prefix, ends in PUT_TOGETHER.items() for rest in ends}
    assert TEXTS.keys() - literals() - put_together == set()


def test_the_list_of_beginnings_is_as_short_as_can_be() -> None:
    assert {f"{prefix}*" for prefix in PUT_TOGETHER} == {asking.key for asking in askings() if asking.key.endswith("*")}
