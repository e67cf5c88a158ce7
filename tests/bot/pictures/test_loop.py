"""The loop: four stations clockwise in the people's own words, and the exception."""

from __future__ import annotations

from bot.pictures.gallery import alternative_of
from tests.bot.pictures.samples import LOOP, SVG, UNUSUAL, WORDS, drawn_words, parsed


def test_the_alternative_in_full() -> None:
    assert alternative_of(LOOP, WORDS).splitlines() == [
        "Wie sich beide gegenseitig bestätigen",
        "Der Kreis hält sich selbst in Gang. An jeder Stelle kann es anders weitergehen.",
        "Frau Akelei denkt: „Ich bin nicht so fit.“",
        "Frau Akelei tut deshalb: „Ich frage jedes Mal nach.“",
        "Kollegium denkt: „Sie kann das nicht allein.“",
        "Kollegium tut deshalb: „Wir machen es lieber selbst.“",
        "Und wieder von vorn.",
        "Einmal war es anders: „Beim Einkauf hat sie an alles gedacht.“",
    ]


def test_the_stations_stand_clockwise() -> None:
    place = {
        element.text: (float(element.attrib["x"]) > 180, float(element.attrib["y"]))
        for element in parsed(LOOP).iter(f"{SVG}text")
    }
    a_thinks, a_does = place["Frau Akelei denkt"], place["Frau Akelei tut"]
    b_thinks, b_does = place["Kollegium denkt"], place["Kollegium tut"]
    assert (a_thinks[0], a_does[0], b_thinks[0], b_does[0]) == (False, True, True, False)
    assert a_thinks[1] == a_does[1] < b_thinks[1] == b_does[1]


def test_four_arrows() -> None:
    assert len(list(parsed(LOOP).iter(f"{SVG}polygon"))) == 4


def test_the_two_people_differ_by_more_than_colour() -> None:
    boxes = [element for element in parsed(LOOP).iter(f"{SVG}rect") if element.get("rx")]
    assert [box.get("stroke-dasharray") for box in boxes] == ["none", "none", "7 4", "7 4"]


def test_what_nobody_said_is_open() -> None:
    empty = UNUSUAL["loop without words"]
    assert drawn_words(empty).count(WORDS.say("nothing_said")) == 4
    assert WORDS.say("no_exception") in alternative_of(empty, WORDS)
