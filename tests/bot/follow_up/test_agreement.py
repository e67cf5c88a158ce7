"""From answers to a schedule, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.follow_up.agreement import Agreement, mark_of, plans_of, read_agreement, responsible_member, waves_past
from bot.follow_up.days import working_days
from dialogs.engine.model import Role
from dialogs.engine.state import Answer, Value
from storage.follow_ups import Plan, Wave, Way
from storage.members import Member

TODAY = date(2026, 3, 2)
LOWER_SAXONY = working_days("NI")
SAID: dict[str, Value | None] = {
    "zeit": "jetzt",
    "abschluss_am": "2026-03-31",
    "nachfragen": ("drei_monate", "sechs_monate"),
    "wen": ("coachee", "kollegium"),
    "wie": "telefon",
    "uhrzeit": "nachmittag_15",
    "verantwortlich": "ifd",
    "hilfe": "Pausenplan",
    "wieder_hilfe": "beim IFD",
}


def agreed(**changed: Value | None) -> Agreement:
    found = read_agreement({step: Answer(value) for step, value in {**SAID, **changed}.items()}, TODAY)
    assert found is not None
    return found


def member(number: int, role: Role) -> Member:
    return Member(number, "", role, datetime(2026, 1, 1, tzinfo=UTC), None)


def test_everything_that_was_said_is_in_it() -> None:
    assert agreed() == Agreement(
        closed_on=date(2026, 3, 31),
        waves=(Wave.MONTHS_3, Wave.MONTHS_6),
        roles=(Role.COACHEE, Role.COLLEAGUES),
        way=Way.PHONE,
        hour=15,
        responsible=Role.INTEGRATION_SERVICE,
        aid="Pausenplan",
        support="beim IFD",
    )


def test_not_yet_is_no_agreement() -> None:
    assert read_agreement({"zeit": Answer("nein")}, TODAY) is None


def test_what_was_skipped_is_what_is_usual() -> None:
    found = read_agreement(dict.fromkeys(SAID, Answer(None)), TODAY)
    assert found == Agreement(TODAY, (), (), Way.CHAT, 9, Role.JOB_COACH, "", "")


def test_no_check_ins_are_no_plans() -> None:
    assert plans_of(agreed(nachfragen=("keine",)), [member(1, Role.COACHEE)], LOWER_SAXONY, TODAY) == []


def test_everybody_in_a_role_is_planned_and_who_is_not_here_gets_a_call() -> None:
    present = [member(1, Role.COACHEE), member(2, Role.COACHEE), member(3, Role.EMPLOYER)]
    found = plans_of(agreed(nachfragen=("drei_monate",), wie="chat"), present, LOWER_SAXONY, TODAY)
    day = date(2026, 6, 30)
    assert found == [
        Plan(1, Role.COACHEE, Wave.MONTHS_3, Way.CHAT, day, 15),
        Plan(2, Role.COACHEE, Wave.MONTHS_3, Way.CHAT, day, 15),
        Plan(None, Role.COLLEAGUES, Wave.MONTHS_3, Way.PHONE, day, 15),
    ]


def test_the_visit_counts_once_and_under_the_coachee() -> None:
    present = [member(1, Role.COACHEE), member(2, Role.EMPLOYER)]
    found = plans_of(agreed(nachfragen=("vier_wochen",), wen=("arbeitgeber", "coachee")), present, LOWER_SAXONY, TODAY)
    assert found == [Plan(1, Role.COACHEE, Wave.WEEKS_4, Way.VISIT, date(2026, 4, 28), 15)]


def test_months_are_clamped_and_days_are_working_days() -> None:
    closed = agreed(abschluss_am="2026-08-31", wen=("coachee",))
    found = plans_of(closed, [], LOWER_SAXONY, TODAY)
    assert [plan.due_on for plan in found] == [date(2026, 11, 30), date(2027, 3, 1)]  # 28 February is a Sunday


def test_days_that_are_past_are_left_out_and_named() -> None:
    closed = agreed(abschluss_am="2025-11-28", wen=("coachee",))
    assert [plan.wave for plan in plans_of(closed, [], LOWER_SAXONY, TODAY)] == [Wave.MONTHS_6]
    assert waves_past(closed, LOWER_SAXONY, TODAY) == [Wave.MONTHS_3]


@pytest.mark.parametrize(
    ("present", "asking", "expected"),
    [
        ([member(1, Role.JOB_COACH), member(2, Role.INTEGRATION_SERVICE)], 1, 2),
        ([member(1, Role.INTEGRATION_SERVICE), member(2, Role.INTEGRATION_SERVICE)], 2, 2),
        ([member(1, Role.JOB_COACH)], 1, 1),
    ],
)
def test_who_is_responsible(present: list[Member], asking: int, expected: int) -> None:
    assert responsible_member(agreed(), present, asking) == expected


def test_whatever_is_changed_has_another_mark() -> None:
    plans = plans_of(agreed(), [], LOWER_SAXONY, TODAY)
    assert mark_of(agreed(), plans) == mark_of(agreed(), list(plans))
    assert mark_of(agreed(), plans) != mark_of(agreed(wieder_hilfe="anders"), plans)
    assert mark_of(agreed(), plans) != mark_of(agreed(), plans[:-1])
