"""All pictures: whatever people typed, the SVG is sound, stays on its page, and its alternative says the same."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pictures.gallery import alternative_of, svg_of, title_of
from bot.pictures.lettering import CUT
from bot.pictures.model import Picture
from bot.pictures.words import Words, words_in
from dialogs.engine.model import Register
from tests.bot.pictures.samples import LONG, NASTY, ORDINARY, SVG, UNUSUAL, WORDS, drawn_words, filled_with, outside

EVERY = {**ORDINARY, **UNUSUAL}
ALLOWED = {"svg", "title", "desc", "rect", "text", "line", "circle", "polygon", "polyline"}


@pytest.mark.parametrize("picture", EVERY.values(), ids=EVERY)
def test_nothing_leaves_the_page(picture: Picture) -> None:
    assert outside(picture) == []


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_nothing_leaves_the_page_whatever_was_typed(text: str) -> None:
    assert [outside(picture) for picture in filled_with(text)] == [[], [], [], []]


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=300))
def test_any_text_becomes_sound_svg(text: str) -> None:
    assert [outside(picture) for picture in filled_with(text)] == [[], [], [], []]


@pytest.mark.parametrize("picture", EVERY.values(), ids=EVERY)
def test_only_shapes_and_letters(picture: Picture) -> None:
    """No scripts, no styles, no images, nothing that points anywhere."""
    root = ElementTree.fromstring(svg_of(picture, WORDS))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= ALLOWED
    assert [name for element in root.iter() for name in element.attrib if "href" in name or name.startswith("on")] == []


@pytest.mark.parametrize("picture", EVERY.values(), ids=EVERY)
def test_letters_are_large_enough_for_a_phone(picture: Picture) -> None:
    root = ElementTree.fromstring(svg_of(picture, WORDS))
    assert root.attrib["width"] == "360"
    assert all(float(element.attrib["font-size"]) >= 13 for element in root.iter(f"{SVG}text"))


def test_the_page_is_white_whatever_is_behind_it() -> None:
    for picture in EVERY.values():
        root = ElementTree.fromstring(svg_of(picture, WORDS))
        page = root.find(f"{SVG}rect")
        assert page is not None
        assert (page.get("fill"), page.get("height")) == ("#ffffff", root.get("height"))


@pytest.mark.parametrize("register", Register)
@pytest.mark.parametrize("picture", EVERY.values(), ids=EVERY)
def test_the_alternative_has_every_word_of_the_picture(picture: Picture, register: Register) -> None:
    words = words_in(register)
    alternative = alternative_of(picture, words)
    root = ElementTree.fromstring(svg_of(picture, words))
    notes = words.say("cut_note") + words.say("boxed_note")
    lines = [element.text or "" for element in root.iter(f"{SVG}text")]
    month = re.compile(rf"({'|'.join(words.texts['short_months'].split())}) \d\d")  # only to read the axis by
    drawn = " ".join(line for line in lines if not month.fullmatch(line) and line not in notes)
    missing = [word for word in drawn.split() if CUT not in word and not said(word, alternative, words)]
    assert missing == []


def said(word: str, alternative: str, words: Words) -> bool:
    """Whether a word of the picture stands in the alternative; days are written in full there."""
    if day := re.fullmatch(r"(\d+)\.(\d+)\.(\d\d)[:,]?", word):
        month = words.texts["months"].split()[int(day[2]) - 1]
        return f"{day[1]}. {month} 20{day[3]}" in alternative
    # A word that was broken or cut at the end of a line is looked for without its hyphen.
    return word.strip(":-□“„") in alternative


@pytest.mark.parametrize("picture", EVERY.values(), ids=EVERY)
def test_the_alternative_is_inside_the_svg(picture: Picture) -> None:
    root = ElementTree.fromstring(svg_of(picture, WORDS))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert (title.text, description.text) == (title_of(picture, WORDS), alternative_of(picture, WORDS))
    assert root.attrib["aria-describedby"] == description.attrib["id"]
    assert root.attrib["aria-labelledby"] == title.attrib["id"]


def test_two_pictures_on_one_page_have_different_ids() -> None:
    ids = [re.findall(r' id="([^"]+)"', svg_of(picture, WORDS)) for picture in EVERY.values()]
    assert len({name for names in ids for name in names}) == 2 * len(EVERY)


def test_long_words_are_cut_in_the_picture_only() -> None:
    for picture in filled_with(LONG):
        assert LONG.strip() in alternative_of(picture, WORDS)
        assert any(line.endswith(CUT) for line in drawn_words(picture))
        assert WORDS.say("cut_note").split()[0] in " ".join(drawn_words(picture))


def test_the_same_picture_is_the_same_text() -> None:
    assert [svg_of(picture, WORDS) for picture in EVERY.values()] == [svg_of(p, WORDS) for p in EVERY.values()]


@pytest.mark.parametrize("picture", ORDINARY.values(), ids=ORDINARY)
def test_ordinary_pictures_need_no_notes(picture: Picture) -> None:
    drawn = " ".join(drawn_words(picture))
    assert WORDS.say("cut_note")[:12] not in drawn
    assert WORDS.say("boxed_note")[:12] not in drawn
