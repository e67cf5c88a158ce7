"""Finding words that judge: endings, capitals, foreign signs, and time in proportion to the text."""

from __future__ import annotations

import time

import pytest

from dialogs.engine.judging import JudgingWords, find_judgements
from tests.builders import real_content

WORDS = JudgingWords(("faul", "unfähig"), ("verweiger",))


def found(text: str, words: JudgingWords = WORDS) -> list[str]:
    return [text[start:end] for start, end in find_judgements(text, words)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("faul, faule und der faulste", ["faul", "faule", "faulste"]),
        ("Verweigerung. Er verweigert.", ["Verweigerung", "verweigert"]),
        ("UNFÄHIG und unfa\u0308hig", ["UNFÄHIG", "unfa\u0308hig"]),
        ("Faultier, faulenzen, unverweigert", []),
        ("👍faul👍", ["faul"]),
        ("", []),
    ],
)
def test_whole_words_with_endings_and_beginnings(text: str, places: list[str]) -> None:
    assert found(text) == places


@pytest.mark.parametrize("word", ["faul", "unmotiviert", "schwieriger", "aggressives", "verweigert", "unfähig"])
def test_the_list_of_the_product_knows_the_usual_ones(word: str) -> None:
    assert found(f"Das ist {word} gewesen", real_content().judging) == [word]


def test_a_huge_text_takes_no_longer_than_its_length() -> None:
    begin = time.perf_counter()
    find_judgements("verweiger" * 20_000 + " faul" * 20_000, real_content().judging)
    assert time.perf_counter() - begin < 3
