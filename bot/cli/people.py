"""`nachklang people`: everybody the installation knows, to find a person's number."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.cli.opening import opened_app
from bot.cli.output import AsJson, print_json
from storage.database import transaction
from storage.roster import KnownPerson, everybody


def people(json: AsJson = False) -> None:
    """List all people with number, name, roles and cases; an erased person is a number only."""
    with opened_app() as app:
        with transaction(app.engine) as connection:
            found = everybody(connection)
        if json:
            print_json([_plain(person) for person in found])
        elif not found:
            print("There is nobody yet. `nachklang invite` makes an invitation.")
        else:
            for person in found:
                print(_line(person, app.zone))


def _plain(person: KnownPerson) -> dict[str, object]:
    return {
        "id": person.id,
        "name": person.name,
        "cases": [
            {"id": item.case.id, "pseudonym": item.case.pseudonym, "role": item.role.value}
            for item in person.memberships
        ],
        "duties": [role.value for role in person.duties],
        "erased_at": _iso(person.erased_at),
    }


def _line(person: KnownPerson, zone: ZoneInfo) -> str:
    if person.erased_at is not None:
        return f"{person.id:>5}  (erased on {person.erased_at.astimezone(zone):%d.%m.%Y})"
    roles = [f"{item.role.value} in {item.case.pseudonym}" for item in person.memberships]
    roles += [role.value for role in person.duties]
    return f"{person.id:>5}  {person.name or '-':<24} {', '.join(roles) or 'no case'}"


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
