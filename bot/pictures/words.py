"""The words in pictures, from `texts.toml`, and how they write days and numbers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from dialogs.engine.model import Register

_TEXTS = Path(__file__).with_name("texts.toml")


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one register."""

    texts: dict[str, str]

    def say(self, key: str, **values: object) -> str:
        """The text with its places filled in; a missing key is a mistake of the program."""
        return self.texts[key].format(**values)

    def day(self, on: date) -> str:
        """A day in full."""
        return self.say("day", day=on.day, month=self.texts["months"].split()[on.month - 1], year=on.year)

    def short_day(self, on: date) -> str:
        """A day where there is little room."""
        return self.say("short_day", day=on.day, month=on.month, year=on.strftime("%y"))

    def month(self, on: date) -> str:
        """A month below the time axis."""
        return self.say("short_month", month=self.texts["short_months"].split()[on.month - 1], year=on.strftime("%y"))

    def number(self, number: Decimal) -> str:
        """A number without needless zeros, with the decimal sign of the language."""
        plain = f"{number:f}"
        if "." in plain:
            plain = plain.rstrip("0").rstrip(".")
        return plain.replace(".", self.texts["decimal_sign"])

    def value(self, value: int, lowest: int) -> str:
        """A value of a scale; where a scale goes below zero its values carry their sign."""
        return f"{value:+d}".replace("-", "\u2212") if lowest < 0 and value else str(value)


@cache
def words_in(register: Register) -> Words:
    """The words of a register; what is written once is the same in both."""
    tables = tomllib.loads(_TEXTS.read_text(encoding="utf-8"))
    return Words({key: text if isinstance(text, str) else text[register] for key, text in tables.items()})
