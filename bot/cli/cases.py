"""`nachklang cases`: all cases."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from bot.cli.opening import opened_app
from bot.cli.output import AsJson, print_json
from storage.cases import Case, all_cases
from storage.database import transaction
from storage.members import members_of


def cases(json: AsJson = False) -> None:
    """List all cases with pseudonym, phase, members and what was agreed."""
    with opened_app() as app:
        with transaction(app.engine) as connection:
            found = [(case, len(members_of(connection, case.id))) for case in all_cases(connection)]
        if json:
            print_json([_plain(case, members) for case, members in found])
        elif not found:
            print("There is no case yet. `nachklang chat` makes a sample, an accepted invitation makes a real one.")
        else:
            for case, members in found:
                print(_line(case, members, app.zone))


def _plain(case: Case, members: int) -> dict[str, object]:
    return {
        "id": case.id,
        "pseudonym": case.pseudonym,
        "phase": case.phase.value,
        "members": members,
        "begins_on": None if case.begins_on is None else case.begins_on.isoformat(),
        "ends_on": None if case.ends_on is None else case.ends_on.isoformat(),
        "approved_hours": case.approved_hours,
        "region": case.region,
        "created_at": case.created_at.isoformat(),
        "closed_at": None if case.closed_at is None else case.closed_at.isoformat(),
    }


def _line(case: Case, members: int, zone: ZoneInfo) -> str:
    parts = [
        f"{case.id:>5}  {case.pseudonym:<24} {case.phase:<14}",
        f"{members} member{' ' if members == 1 else 's'}",
        f"since {_day(case.begins_on or case.created_at.astimezone(zone).date())}",
    ]
    parts += [] if case.ends_on is None else [f"until {_day(case.ends_on)}"]
    parts += [] if case.approved_hours is None else [f"{case.approved_hours} hours"]
    parts += [case.region] if case.region else []
    parts += [] if case.closed_at is None else [f"closed {_day(case.closed_at.astimezone(zone).date())}"]
    return "  ".join(parts)


def _day(on: date) -> str:
    return f"{on:%d.%m.%Y}"
