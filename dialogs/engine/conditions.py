"""The named conditions that content may branch on.

Their names are a promise to stored conversations: never removed, never given another meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from dialogs.engine.days import find_day
from dialogs.engine.model import Role
from dialogs.engine.reading import says_nothing
from dialogs.engine.state import Answer, Value
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


def _answered(step: str, *values: Value | None) -> Condition:
    """Holds if `step` was answered with one of `values`; None stands for skipping it on purpose."""
    return lambda situation: step in situation.answers and situation.answers[step].value in values


def _nothing_stays_open(situation: Situation) -> bool:
    """True if the question was skipped or answered with "nothing"."""
    if "offen" not in situation.answers:
        return False
    said = situation.answers["offen"].value
    return said is None or (isinstance(said, str) and says_nothing(said, situation.vocabulary))


def _has_no_work(situation: Situation) -> bool:
    """True if she said, or the firm said, that the work has come to an end."""
    return any(_answered(step, "nein")(situation) for step in ("arbeit", "besteht"))


CONDITIONS: Mapping[str, Condition] = {
    "role_is_jobcoach": _has_role(Role.JOB_COACH),
    "role_is_ifd": _has_role(Role.INTEGRATION_SERVICE),
    "role_is_leistungstraeger": _has_role(Role.FUNDING_BODY),
    "role_is_sbv": _has_role(Role.REPRESENTATIVE),
    "next_step_names_a_day": _next_step_names_a_day,
    "nothing_stays_open": _nothing_stays_open,
    "no_check_ins": _answered("nachfragen", ("keine",), None),
    "somebody_else_types": _answered("wer_tippt", "jemand_hilft_mir"),
    "has_no_work": _has_no_work,
}
