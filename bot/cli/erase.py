"""`nachklang erase`: a case or a person, gone for good and from backups too."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import Annotated, Any

import typer
from sqlalchemy import Connection

from bot.app import App
from bot.cli.confirming import confirm_by_typing
from bot.cli.opening import opened_app
from bot.cli.output import AsJson, print_json
from bot.errors import UnknownCaseError, UnknownPersonError
from bot.rights import LEADS
from storage import audit
from storage.cases import Case, find_case
from storage.database import transaction
from storage.erasing import Erasure, erase_case, erase_person, preview_case, preview_person
from storage.members import members_of
from storage.roster import KnownPerson, known_person


class Kind(StrEnum):
    """What can be erased."""

    CASE = "case"
    PERSON = "person"


def erase(
    kind: Annotated[Kind, typer.Argument(help="What to erase.")],
    named: Annotated[
        str, typer.Argument(help="A case: pseudonym or number. A person: number; see `nachklang people`.")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Erase without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would go.")] = False,
    json: AsJson = False,
) -> None:
    """Erase a case or a person for good, after a preview. Old backups cannot bring it back."""
    if json and not (yes or dry_run):
        raise typer.BadParameter("--json asks nothing, so it needs --yes or --dry-run")
    with opened_app() as app:
        if kind is Kind.CASE:
            _erase_case(app, named, yes=yes, dry_run=dry_run, json=json)
        else:
            _erase_person(app, named, yes=yes, dry_run=dry_run, json=json)


def _erase_case(app: App, named: str, *, yes: bool, dry_run: bool, json: bool) -> None:
    with transaction(app.engine) as connection:
        case = find_case(connection, named)
        if case is None:
            raise UnknownCaseError(named)
        going = preview_case(connection, case.id)
        belonging = len(members_of(connection, case.id, former=True))
    if not json:
        print(f"Case {case.pseudonym} (number {case.id}). {_goes(going)}\n{_stays_of_case(belonging)}")
    if not dry_run:
        if not yes:
            confirm_by_typing(case.pseudonym)
        with transaction(app.engine) as connection:
            if find_case(connection, str(case.id)) is None:
                raise UnknownCaseError(named)
            going = erase_case(connection, case.id, app.clock())
        _remember_end(app)
    _tell(json, dry_run, {"case": case.id, "pseudonym": case.pseudonym}, going)


def _erase_person(app: App, named: str, *, yes: bool, dry_run: bool, json: bool) -> None:
    with transaction(app.engine) as connection:
        person = living_person(connection, named)
        going = preview_person(connection, person.id)
        left_alone = _left_alone(connection, person)
    if not json:
        print(f"Person {person.id}, {person.name or 'without a name'}. {_goes(going)}\n{_STAYS_OF_PERSON}")
        for case in left_alone:
            print(f"Case {case.pseudonym} will have nobody who leads it; `nachklang invite` brings somebody.")
    if not dry_run:
        if not yes:
            confirm_by_typing(str(person.id))
        with transaction(app.engine) as connection:
            person = living_person(connection, named)
            going = erase_person(connection, person.id, app.clock())
        _remember_end(app)
    about = {"person": person.id, "cases_without_lead": [case.pseudonym for case in left_alone]}
    _tell(json, dry_run, about, going)


def living_person(connection: Connection, named: str) -> KnownPerson:
    """The person with this number. Raises UnknownPersonError if there is none or she was erased."""
    known = known_person(connection, int(named)) if named.isdecimal() and len(named) < 10 else None
    if known is None or known.erased_at is not None:
        raise UnknownPersonError(named)
    return known


def _left_alone(connection: Connection, person: KnownPerson) -> list[Case]:
    """Cases that only this person leads."""
    led = [item.case for item in person.memberships if item.role in LEADS and item.case.closed_at is None]
    return [
        case
        for case in led
        if not any(each.role in LEADS and each.person_id != person.id for each in members_of(connection, case.id))
    ]


def _remember_end(app: App) -> None:
    with transaction(app.engine) as connection:
        audit.remember_end(connection)


def _goes(going: Erasure) -> str:
    parts = [f"{name} ({number})" for name, number in asdict(going).items() if number]
    return f"For good go: {', '.join(parts) or 'no answers'}, and the key."


def _stays_of_case(belonging: int) -> str:
    return (
        f"What stays: the people who belonged to it ({belonging}), with their other cases, and the audit log, which "
        "holds numbers and no content. `nachklang erase person` erases people."
    )


_STAYS_OF_PERSON = (
    "What stays: the number in the audit log, which holds no content, and the consents as evidence, without a name. "
    "What others said in the same cases stays theirs."
)


def _tell(json: bool, dry_run: bool, about: dict[str, Any], going: Erasure) -> None:
    if json:
        print_json({**about, "erased": not dry_run, **asdict(going)})
    elif dry_run:
        print("Nothing was erased; this was a dry run.")
    else:
        print("Erased. Old backups hold only noise of it, as long as no old copy of the key store is kept.")
