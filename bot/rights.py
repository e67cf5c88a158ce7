"""Who may do what: rights come from the role a person has in the case at hand, never from a rank.

The matrix in the README and in the data protection kit is made from this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from dialogs.engine.model import Role


class Right(StrEnum):
    """Something a member may do or see in a case."""

    ANSWER = "antworten"
    RELEASE = "freigeben"
    READ_TEAM = "team_lesen"
    READ_REPORT = "bericht_lesen"
    READ_SHARED = "geteiltes_lesen"
    SEE_ROLES = "rollen_sehen"
    SEE_MEMBERS = "mitglieder_sehen"
    INVITE = "einladen"
    REMOVE_MEMBER = "herausnehmen"
    STEER = "steuern"
    HAND_OVER = "uebergeben"
    LEAVE = "verlassen"
    CALL_FOR_HELP = "hilfe_rufen"
    TAKE_CALL = "hilfe_uebernehmen"
    CREATE_CASE = "anlegen"
    OVERSEE = "aufsicht"
    STATISTICS = "statistik"
    OWN_DATA = "eigene_daten"


_OWN = {Right.ANSWER, Right.RELEASE, Right.SEE_ROLES, Right.LEAVE, Right.OWN_DATA}
_READING = {*_OWN, Right.READ_TEAM, Right.READ_REPORT, Right.SEE_MEMBERS}
_LEADING = {
    *_READING,
    Right.INVITE,
    Right.REMOVE_MEMBER,
    Right.STEER,
    Right.HAND_OVER,
    Right.CREATE_CASE,
    Right.TAKE_CALL,
}

MATRIX: Mapping[Role, frozenset[Right]] = {
    Role.JOB_COACH: frozenset(_LEADING),
    Role.INTEGRATION_SERVICE: frozenset(_LEADING),
    Role.FUNDING_BODY: frozenset(_OWN),
    Role.REPRESENTATIVE: frozenset(_READING),
    Role.COACHEE: frozenset({*_OWN, Right.READ_SHARED, Right.CALL_FOR_HELP}),
    Role.EMPLOYER: frozenset(_OWN),
    Role.COLLEAGUES: frozenset(_OWN),
    Role.COORDINATION: frozenset({Right.STATISTICS, Right.OWN_DATA}),
    Role.ADMINISTRATION: frozenset({Right.OVERSEE, Right.CREATE_CASE, Right.TAKE_CALL, Right.OWN_DATA}),
}
ROLES = tuple(MATRIX)
PROFESSIONALS = frozenset({Role.JOB_COACH, Role.INTEGRATION_SERVICE, Role.FUNDING_BODY, Role.REPRESENTATIVE})
LEADS = frozenset(role for role in MATRIX if Right.STEER in MATRIX[role])
WITHOUT_CASE = frozenset({Role.COORDINATION, Role.ADMINISTRATION})


def may(role: Role, right: Right) -> bool:
    """Whether a member with this role has this right."""
    return right in MATRIX[role]
