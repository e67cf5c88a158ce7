"""A person and a case part: by leaving, by being taken out, or by handing over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from storage.cases import lock_case
from storage.conversations import rest_all
from storage.follow_ups import Outcome, close_check_ins_of
from storage.invitations import withdraw_invitations
from storage.members import end_membership
from storage.people import lock_person


def part(connection: Connection, case_id: int, person_id: int, now: datetime) -> None:
    """She has no access from now on; her running reflection about the case rests, and she is not asked later.

    Invitations she made end, too: with one of them she could let herself in again.
    """
    lock_case(connection, case_id)
    lock_person(connection, person_id)
    end_membership(connection, case_id, person_id, now)
    close_check_ins_of(connection, person_id, Outcome.WITHDRAWN, now, case_id)
    rest_all(connection, person_id, now, case_id)
    withdraw_invitations(connection, case_id, person_id, now)
