"""From the answers of the closing talk to the schedule: which wave asks whom, on which day and in which way. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from bot.follow_up.days import IsWorkingDay
from bot.follow_up.ladder import due_on
from dialogs.engine.model import Role
from dialogs.engine.state import Answer
from storage.follow_ups import Plan, Wave, Way
from storage.members import Member

HOURS = {"vormittag_9": 9, "mittag_12": 12, "nachmittag_15": 15, "abend_18": 18}
_USUAL_HOUR = 9
_NOT_YET = "nein"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the team agreed on. `aid` and `support` are empty if nothing was said."""

    closed_on: date
    waves: tuple[Wave, ...]
    roles: tuple[Role, ...]
    way: Way
    hour: int
    responsible: Role
    aid: str
    support: str


def read_agreement(answers: Mapping[str, Answer], today: date) -> Agreement | None:
    """What was answered; None if it is too early to close. What was skipped is what is usual."""
    said = {step: answer.value for step, answer in answers.items()}
    if said.get("zeit") == _NOT_YET:
        return None
    waves, roles = said.get("nachfragen") or (), said.get("wen") or ()
    day, aid, support = said.get("abschluss_am"), said.get("hilfe"), said.get("wieder_hilfe")
    assert isinstance(waves, tuple), "several can be chosen"
    assert isinstance(roles, tuple), "several can be chosen"
    return Agreement(
        closed_on=date.fromisoformat(day) if isinstance(day, str) else today,
        waves=tuple(wave for wave in Wave if wave in waves),
        roles=tuple(Role(role) for role in roles),
        way=Way(str(said.get("wie") or Way.CHAT)),
        hour=HOURS.get(str(said.get("uhrzeit")), _USUAL_HOUR),
        responsible=Role(str(said.get("verantwortlich") or Role.JOB_COACH)),
        aid=aid if isinstance(aid, str) else "",
        support=support if isinstance(support, str) else "",
    )


def plans_of(agreement: Agreement, members: Sequence[Member], is_working_day: IsWorkingDay, today: date) -> list[Plan]:
    """Everybody who is asked, wave by wave. Whoever is not in the chat gets a call; the visit counts once.

    Days that are past already are left out: nobody is asked after the fact.
    """
    planned: list[Plan] = []
    for wave in agreement.waves:
        day = due_on(wave, agreement.closed_on, is_working_day)
        if day > today:
            for role in _asked_in(wave, agreement.roles):
                planned += _plans_of_role(agreement, wave, role, members, day)
    return planned


def waves_past(agreement: Agreement, is_working_day: IsWorkingDay, today: date) -> list[Wave]:
    """The waves that are left out because their day is past."""
    return [wave for wave in agreement.waves if due_on(wave, agreement.closed_on, is_working_day) <= today]


def responsible_member(agreement: Agreement, members: Sequence[Member], asking: int) -> int:
    """Who looks after it: somebody in the role that was named, first of all whoever agreed on it (`asking`)."""
    named = [member.person_id for member in members if member.role is agreement.responsible]
    return asking if asking in named or not named else named[0]


def mark_of(agreement: Agreement, plans: Collection[Plan]) -> str:
    """A short mark of exactly this agreement: whatever is changed has another one."""
    return sha256(repr((agreement, list(plans))).encode()).hexdigest()[:8]


def _asked_in(wave: Wave, roles: Sequence[Role]) -> Sequence[Role]:
    """A visit is for everybody at once; it is written down under the coachee if she is to be asked."""
    first = sorted(roles, key=lambda role: role is not Role.COACHEE)
    return first[:1] if wave is Wave.WEEKS_4 else roles


def _plans_of_role(agreement: Agreement, wave: Wave, role: Role, members: Sequence[Member], day: date) -> list[Plan]:
    present = [member.person_id for member in members if member.role is role]
    hour = agreement.hour
    if wave is Wave.WEEKS_4:
        return [Plan(present[0] if present else None, role, wave, Way.VISIT, day, hour)]
    if not present:
        return [Plan(None, role, wave, Way.PHONE, day, hour)]
    return [Plan(person_id, role, wave, agreement.way, day, hour) for person_id in present]
