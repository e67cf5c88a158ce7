"""The hours: the bar is as long as the numbers say, and says when the frame is too small."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.pictures.gallery import alternative_of
from bot.pictures.marks import BLUE, VERMILION
from bot.pictures.model import Hours
from tests.bot.pictures.samples import HOURS, SVG, UNUSUAL, WORDS, drawn_words, parsed


def bar(hours: Hours) -> dict[tuple[str | None, str | None], float]:
    """Width of each part of the bar by fill and rim, as a share of the whole."""
    parts = [element for element in parsed(hours).iter(f"{SVG}rect") if element.get("height") == "46"]
    return {(part.get("fill"), part.get("stroke")): round(float(part.attrib["width"]) / 332, 3) for part in parts}


def test_the_alternative_in_full() -> None:
    assert alternative_of(HOURS, WORDS).splitlines() == [
        "Stunden im Fall „Ahorn“",
        "28,5 von 40 bewilligten Stunden genutzt",
        "Genutzt: 28,5",
        "Geplant: 25 (2,5 je Woche, noch 10 Wochen)",
        "Danach fehlen: 13,5",
        "Ein Antrag braucht etwa sechs Wochen.",
    ]


def test_the_frame_is_enough() -> None:
    hours = replace(HOURS, used=Decimal(10), weekly=Decimal(1))
    assert "Danach noch frei: 20" in drawn_words(hours)
    assert bar(hours) == {("#ffffff", "#1a1a1a"): 1, (BLUE, BLUE): 0.25, ("#ffffff", BLUE): 0.25}


def test_what_is_missing_lies_behind_the_line() -> None:
    hours = replace(HOURS, used=Decimal(30), weekly=Decimal(2))
    parts = bar(hours)
    assert (parts[BLUE, BLUE], parts["#ffffff", BLUE], parts["#fbe3d3", VERMILION]) == (0.6, 0.2, 0.2)
    assert "bewilligt: 40" in drawn_words(hours)


def test_hours_used_beyond_the_frame_are_missing_too() -> None:
    hours = UNUSUAL["hours used up"]
    assert isinstance(hours, Hours)
    assert "Danach fehlen: 11" in drawn_words(hours)
    assert (BLUE, VERMILION) in bar(hours)


def test_without_a_frame_nothing_is_said_to_be_left_or_missing() -> None:
    text = alternative_of(UNUSUAL["hours without a frame"], WORDS)
    assert "Bewilligte Stunden sind noch nicht eingetragen." in text
    assert "fehlen" not in text
    assert "frei" not in text


@pytest.mark.parametrize(("weeks", "words"), [(1, "noch eine Woche"), (2, "noch 2 Wochen"), (0, "Geplant: 0")])
def test_weeks_in_words(weeks: int, words: str) -> None:
    assert words in alternative_of(replace(HOURS, weeks_left=weeks), WORDS)


@pytest.mark.parametrize(("number", "words"), [("2.50", "2,5"), ("10", "10"), ("100.00", "100"), ("0.25", "0,25")])
def test_numbers_without_needless_zeros(number: str, words: str) -> None:
    assert f"Genutzt: {words}" in alternative_of(replace(HOURS, used=Decimal(number)), WORDS).splitlines()
