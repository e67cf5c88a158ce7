"""What the doctor found: one thing looked at, how it is, and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `level` is ok, warning or error; `message` says what to do unless all is well."""

    about: str
    level: str
    message: str
