"""A case after its end: who looks after it, who is to be asked when, and a tick at the time the clock shows."""

from __future__ import annotations

from datetime import date

from bot.app import App
from bot.follow_up.ticking import Ticked, tick
from dialogs.engine.model import Role
from storage.consents import FOLLOW_UP, Terms, record_consent
from storage.database import transaction
from storage.follow_ups import CheckIn, Plan, Wave, Way, agree_follow_up, check_ins_of
from tests.journey import CHANNEL, add_case, add_person, join_case

CLOSED_ON = date(2026, 3, 2)
DUE_ON = date(2026, 6, 2)  # a Tuesday
SAID_YES = Terms("answers", "the team", "follow-up", f"{FOLLOW_UP}as shown in tests")


def after_the_end(
    app: App, pseudonym: str = "Ahorn", lead: str = "linde", coachee: str = "wicke"
) -> tuple[int, int, int]:
    """A case with a job coach who leads it and a coachee who wants to be asked. Returns case, lead and coachee."""
    lead_id, coachee_id = add_person(app, "Frau Linde", lead), add_person(app, "Frau Wicke", coachee)
    case_id = add_case(app, lead_id, pseudonym)
    join_case(app, case_id, coachee_id, Role.COACHEE)
    says_yes(app, case_id, coachee_id)
    return case_id, lead_id, coachee_id


def says_yes(app: App, case_id: int, person_id: int) -> None:
    with transaction(app.engine) as connection:
        record_consent(connection, person_id, case_id, SAID_YES, CHANNEL, True, app.clock())


def plan(person_id: int | None, due_on: date = DUE_ON, way: Way = Way.CHAT, wave: Wave = Wave.MONTHS_3) -> Plan:
    return Plan(person_id, Role.COACHEE, wave, way, due_on, 9)


def agree(app: App, case_id: int, lead_id: int, *plans: Plan) -> None:
    with transaction(app.engine) as connection:
        agree_follow_up(connection, case_id, lead_id, CLOSED_ON, "Checkliste", "Anruf", list(plans), app.clock())


def ticks(app: App) -> Ticked:
    with transaction(app.engine) as connection:
        return tick(connection, app.office, app.zone, app.clock())


def check_ins(app: App, case_id: int) -> list[CheckIn]:
    with transaction(app.engine) as connection:
        return check_ins_of(connection, case_id)
