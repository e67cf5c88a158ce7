"""The named conditions that content may branch on.

Their names are a promise to stored conversations: never removed, never given another meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from dialogs.engine.days import find_day
from dialogs.engine.model import Role
from dialogs.engine.state import Answer
from dialogs.engine.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Situation:
    """What a condition may look at."""

    role: Role
    answers: Mapping[str, Answer]
    today: date
    vocabulary: Vocabulary


Condition = Callable[[Situation], bool]


def _has_role(role: Role) -> Condition:
    return lambda situation: situation.role is role


def _next_step_names_a_day(situation: Situation) -> bool:
    """True if the next step was skipped (nothing to put a day on) or its text names a day already."""
    answer = situation.answers.get("naechster_schritt")
    if answer is None or not isinstance(answer.value, str):
        return True
    return find_day(answer.value, situation.today, situation.vocabulary) is not None


CONDITIONS: Mapping[str, Condition] = {
    "role_is_jobcoach": _has_role(Role.JOB_COACH),
    "role_is_ifd": _has_role(Role.INTEGRATION_SERVICE),
    "role_is_leistungstraeger": _has_role(Role.FUNDING_BODY),
    "role_is_sbv": _has_role(Role.REPRESENTATIVE),
    "next_step_names_a_day": _next_step_names_a_day,
}
