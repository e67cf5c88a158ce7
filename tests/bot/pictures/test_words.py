"""The texts of pictures: both registers have every text with the same places to fill in."""

from __future__ import annotations

import re
from datetime import date

from bot.pictures.words import words_in
from dialogs.engine.model import Register
from tests.bot.pictures.samples import WORDS


def test_both_registers_say_the_same_things() -> None:
    standard, easy = (words_in(register).texts for register in (Register.STANDARD, Register.EASY))
    assert standard.keys() == easy.keys()
    for key, text in standard.items():
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", easy[key])), key


def test_days() -> None:
    assert WORDS.day(date(2026, 3, 2)) == "2. März 2026"
    assert WORDS.short_day(date(2026, 3, 2)) == "2.3.26"
    assert WORDS.month(date(2026, 12, 31)) == "Dez 26"


def test_values_below_zero_have_a_true_minus() -> None:
    assert [WORDS.value(value, -2) for value in (-2, 0, 1)] == ["−2", "0", "+1"]
    assert WORDS.value(7, 1) == "7"
