"""Measuring and wrapping letters without opening a font."""

from __future__ import annotations

import json

import pytest
import typst

from bot.pictures.lettering import UNDRAWABLE, drawable, readable, width_of, wrapped
from tests.bot.pictures.samples import EMOJI

MEASURE = b"""
#let wide = measure(text(font: ("Libertinus Serif", "DejaVu Sans Mono"), fallback: false, size: 15pt,
  weight: int(sys.inputs.weight), sys.inputs.letters)).width
#metadata(wide.pt()) <wide>
"""


def measured(text: str, weight: int) -> float:
    """How wide the text really is in points at 15 points."""
    page = b"#context [" + MEASURE + b"]"
    fonts = typst.Fonts(include_system_fonts=False)
    compiler = typst.Compiler(page, font_paths=fonts, sys_inputs={"letters": text, "weight": str(weight)})
    return float(json.loads(compiler.query("<wide>", field="value", one=True)))


@pytest.mark.parametrize("weight", [400, 600])
@pytest.mark.parametrize(
    "text",
    ["Größe „abc“ – 3,5 …", "WWWWW MMMMM", "iiiiillllll", "Ärger, Übung & Öl: 100 %", "Привет", "שלום עולם", "مرحبا"],
)
def test_letters_are_never_wider_than_assumed(text: str, weight: int) -> None:
    real, assumed = measured(text, weight), width_of(text, 15)
    assert real <= assumed
    assert assumed < 1.35 * real or text == "مرحبا"  # joined letters are narrower than single ones


def test_a_run_of_emoji_becomes_one_box() -> None:
    assert drawable(f"Ja {EMOJI} {EMOJI}!") == f"Ja {UNDRAWABLE}!"
    assert drawable(EMOJI * 1000) == UNDRAWABLE


def test_control_characters_go_and_white_space_is_one_space() -> None:
    assert readable("a\x00b\n\n\tc\ud800\u202ed") == "ab cd"


def test_right_to_left_text_cannot_turn_its_surroundings() -> None:
    assert readable("שלום") == "\u2068שלום\u2069"
    assert drawable("שלום") == "שלום"


def test_composed_letters_are_drawn_from_their_parts() -> None:
    assert drawable("u\u0308ber") == "über"


def test_wrapping_keeps_all_words() -> None:
    lines, cut = wrapped("Wir sprechen Fehler gleich und ruhig an.", 90, 15, 9)
    assert (" ".join(lines), cut) == ("Wir sprechen Fehler gleich und ruhig an.", False)
    assert len(lines) > 2
    assert all(width_of(line, 15) <= 90 for line in lines)


def test_what_does_not_fit_is_cut_visibly() -> None:
    lines, cut = wrapped("Wir sprechen Fehler gleich und ruhig an.", 90, 15, 2)
    assert (lines[-1][-2:], cut, len(lines)) == (" …", True, 2)
    assert all(width_of(line, 15) <= 90 for line in lines)


def test_a_word_wider_than_the_line_is_broken_with_a_hyphen() -> None:
    word = "Schwerbehindertenvertretung"
    lines, cut = wrapped(word, 90, 15, 9)
    assert "".join(line.removesuffix("-") for line in lines) == word
    assert all(line.endswith("-") for line in lines[:-1])
    assert not cut


def test_one_line_is_filled_before_it_is_cut() -> None:
    assert wrapped("9 Schwerbehindertenvertretung", 90, 14, 1)[0][0].startswith("9 Schwer")


def test_a_narrow_line_still_ends() -> None:
    lines, cut = wrapped("abc", 1, 15, 2)
    assert (len(lines), cut) == (2, True)
