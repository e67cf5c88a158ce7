"""Reading tables of a content file strictly: wrong, missing and unknown keys become problems with their place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from dialogs.catalogue.problems import Problem
from dialogs.engine.model import Register, Texts

LONGEST_TEXT = 4_096
Wanted = TypeVar("Wanted", str, int, bool)


class Reader:
    """One table of a file. Each key is taken at most once; `finish` reports those nobody asked for."""

    def __init__(self, table: Mapping[str, Any], file: str, step: str, problems: list[Problem], at: str = "") -> None:
        self._table = dict(table)
        self._file, self._step, self._at = file, step, at
        self._problems = problems

    def problem(self, message: str) -> None:
        self._problems.append(Problem(self._file, self._step, message))

    def has(self, key: str) -> bool:
        return key in self._table

    def take(self, key: str, kind: type[Wanted], default: Wanted | None = None) -> Wanted:
        """The value of `key`; without a default a missing key is a problem. Always returns something usable."""
        value = self._table.pop(key, default)
        if value is None:
            self.problem(f"'{self._at}{key}' is missing")
            return kind()
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.problem(f"'{self._at}{key}' must be of type {kind.__name__}")
            return kind()
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """A list of strings; missing means empty."""
        value = self._table.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            self.problem(f"'{self._at}{key}' must be a list of strings")
            return ()
        return tuple(value)

    def tables(self, key: str, step: str | None = None) -> list[Reader]:
        """The tables of a list such as [[steps.options]]; missing means none."""
        value = self._table.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self.problem(f"'{self._at}{key}' must be a list of tables")
            return []
        return [self._below(entry, f"{key}.", step) for entry in value]

    def table(self, key: str) -> Reader:
        """A table such as [steps.bounds]; missing is a problem."""
        value = self._table.pop(key, None)
        if not isinstance(value, dict):
            self.problem(f"the table '{self._at}{key}' is missing")
            value = {}
        return self._below(value, f"{key}.", None)

    def texts(self, key: str, longest: int = LONGEST_TEXT) -> Texts:
        """A text in both registers, each within `longest` characters."""
        return self.table(key).registers(longest)

    def registers(self, longest: int = LONGEST_TEXT) -> Texts:
        """This table itself as a text in both registers; other keys must have been taken before."""
        found = {register: self._text(register.value, longest) for register in Register}
        self.finish()
        return found

    def variants(self, key: str, longest: int = LONGEST_TEXT) -> dict[Register, tuple[str, ...]]:
        """Several wordings in both registers, at least one each."""
        below = self.table(key)
        found = {register: below.words(register.value) for register in Register}
        for register, wordings in found.items():
            if not wordings:
                below.problem(f"'{below._at}{register}' needs at least one wording")
            for wording in wordings:
                below._check(f"{below._at}{register}", wording, longest)
        below.finish()
        return found

    def identify(self, step: str) -> None:
        """From now on problems name this step."""
        self._step = step

    def finish(self) -> None:
        for key in self._table:
            self.problem(f"'{self._at}{key}' is not a known key")

    def _text(self, key: str, longest: int) -> str:
        given = isinstance(self._table.get(key), str)
        text = self.take(key, str)
        if given:
            self._check(f"{self._at}{key}", text, longest)
        return text

    def _check(self, key: str, text: str, longest: int) -> None:
        if not text.strip():
            self.problem(f"'{key}' is empty")
        if length_on_telegram(text) > longest:
            self.problem(f"'{key}' is too long: {length_on_telegram(text)} characters, {longest} fit")

    def _below(self, table: Mapping[str, Any], at: str, step: str | None) -> Reader:
        return Reader(table, self._file, self._step if step is None else step, self._problems, self._at + at)


def length_on_telegram(text: str) -> int:
    """Characters as Telegram counts them: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
