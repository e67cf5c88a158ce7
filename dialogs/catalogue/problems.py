"""Mistakes of authors: collected with their place, never raised one by one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in one file; `step` is empty where it concerns the whole file."""

    file: str
    step: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}, step {self.step}" if self.step else self.file
        return f"{place}: {self.message}"


class ContentError(Exception):
    """The content cannot be used. `problems` holds every mistake that was found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        listed = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"The content has {len(problems)} problem(s); correct them and start again:\n{listed}")
