"""How things stand around a check-in right now: whether she can be asked, when she wants it, and who looks after it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from bot.follow_up.ladder import Circumstances
from bot.rights import LEADS, PROFESSIONALS
from dialogs.engine.model import Role
from storage.consents import newest_consent
from storage.follow_ups import CheckIn, follow_up_of
from storage.members import on_duty, roles_in
from storage.people import addresses_of
from storage.pings import habit_of


def circumstances(connection: Connection, check_in: CheckIn, today: date) -> Circumstances:
    """As they are now. Whoever left the case, blocked every address or did not say yes to this cannot be asked."""
    person_id = check_in.person_id
    if person_id is None:
        return Circumstances(reachable=False, paused_until=None, hour=check_in.hour)
    habit = habit_of(connection, person_id)
    hour = check_in.hour if habit.hour is None else habit.hour
    agreed = newest_consent(connection, person_id, check_in.case_id, general=False, follow_up=True)
    says_yes = agreed is not None and agreed.in_force(today)
    reachable = says_yes and may_ask(connection, person_id, check_in.case_id, today)
    return Circumstances(reachable, habit.pause_until, hour)


def may_ask(connection: Connection, person_id: int, case_id: int, today: date) -> bool:
    """Whether somebody belongs to the case, consents now, and can be reached."""
    role = roles_in(connection, case_id, person_id).get(person_id)
    if role is None:
        return False
    newest = newest_consent(connection, person_id, case_id, general=role in PROFESSIONALS)
    return newest is not None and newest.in_force(today) and bool(addresses_of(connection, person_id))


def responsible_for(connection: Connection, case_id: int) -> int | None:
    """Who looks after a case once it has ended: whoever was named, else another who leads it, else administration.

    Somebody who can be reached goes before somebody who cannot. None if nobody can be told at all.
    """
    leading = [person_id for person_id, role in roles_in(connection, case_id).items() if role in LEADS]
    agreed = follow_up_of(connection, case_id)
    named = None if agreed is None else agreed.responsible_id
    candidates = sorted(leading, key=lambda person_id: person_id != named)
    candidates += on_duty(connection, Role.ADMINISTRATION)
    return next((person_id for person_id in candidates if addresses_of(connection, person_id)), None)
