"""The rules behind the matrix: what nobody outside the team may read, and that every role and right has its place."""

from __future__ import annotations

import pytest

from bot.rights import LEADS, MATRIX, PROFESSIONALS, WITHOUT_CASE, Right, may
from dialogs.engine.model import Role

READING = (Right.READ_TEAM, Right.READ_REPORT)
LEADING = (Right.INVITE, Right.REMOVE_MEMBER, Right.STEER, Right.HAND_OVER)


def test_every_role_has_a_line() -> None:
    assert set(MATRIX) == set(Role)


@pytest.mark.parametrize("right", list(Right))
def test_every_right_is_somebodys(right: Right) -> None:
    assert any(may(role, right) for role in Role)


@pytest.mark.parametrize("role", list(Role))
def test_everybody_has_a_right_to_her_own_data(role: Role) -> None:
    assert may(role, Right.OWN_DATA)


@pytest.mark.parametrize(
    "role", [Role.FUNDING_BODY, Role.EMPLOYER, Role.COLLEAGUES, Role.COACHEE, *sorted(WITHOUT_CASE)]
)
def test_nobody_outside_the_team_reads_what_it_releases(role: Role) -> None:
    assert [right for right in READING if may(role, right)] == []


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COACHEE}))
def test_only_the_coachee_reads_what_is_shared_with_the_coachee(role: Role) -> None:
    assert not may(role, Right.READ_SHARED)
    assert may(Role.COACHEE, Right.READ_SHARED)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.JOB_COACH, Role.INTEGRATION_SERVICE}))
def test_only_job_coach_and_integration_service_lead_a_case(role: Role) -> None:
    assert [right for right in LEADING if may(role, right)] == []
    assert role not in LEADS
    assert {Role.JOB_COACH, Role.INTEGRATION_SERVICE} == LEADS


@pytest.mark.parametrize("role", sorted(WITHOUT_CASE))
def test_a_duty_in_the_installation_opens_no_case(role: Role) -> None:
    inside = {Right.ANSWER, Right.RELEASE, Right.SEE_ROLES, Right.SEE_MEMBERS, *READING, Right.READ_SHARED, *LEADING}
    assert MATRIX[role] & inside == frozenset()
    assert role not in PROFESSIONALS


def test_statistics_and_oversight_are_for_their_offices_only() -> None:
    assert [role for role in Role if may(role, Right.STATISTICS)] == [Role.COORDINATION]
    assert [role for role in Role if may(role, Right.OVERSEE)] == [Role.ADMINISTRATION]
