"""`nachklang export`: everything stored about one case, all of them, or one person."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from bot.app import App
from bot.cli.erase import living_person
from bot.cli.opening import opened_app
from bot.cli.output import as_json, print_json
from bot.cli.private_file import write_private
from bot.errors import UnknownCaseError
from storage.audit import AuditEvent, record
from storage.cases import all_cases, find_case
from storage.database import transaction
from storage.exporting import export_cases
from storage.own_data import own_data


def export(
    case: Annotated[str, typer.Argument(help="Number or pseudonym of a case.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="All cases.")] = False,
    person: Annotated[str, typer.Option(help="Number of a person: her own data, as she gets it in the chat.")] = "",
    output: Annotated[Path | None, typer.Option(help="A file to write to instead of the screen.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Accepted for uniformity: an export is always JSON.")] = True,
) -> None:
    """Print everything stored about cases or a person as JSON. The audit log notes it."""
    if [bool(case), everything, bool(person)].count(True) != 1:
        raise typer.BadParameter("name one case, or use --all or --person")
    with opened_app() as app:
        data = _of_person(app, person) if person else _of_cases(app, case)
    if output is None:
        print_json(data)
    else:
        write_private(output, as_json(data) + "\n")


def _of_cases(app: App, named: str) -> dict[str, Any]:
    """One case, or all of them without a name."""
    now = app.clock()
    with transaction(app.engine) as connection:
        found = find_case(connection, named) if named else None
        if named and found is None:
            raise UnknownCaseError(named)
        chosen = [item.id for item in all_cases(connection)] if found is None else [found.id]
        data = {"exported_at": now.isoformat(), "cases": export_cases(connection, chosen)}
        for case_id in chosen:
            record(connection, AuditEvent.EXPORTED, now, case=case_id)
    return data


def _of_person(app: App, named: str) -> dict[str, Any]:
    with transaction(app.engine) as connection:
        person = living_person(connection, named)
        record(connection, AuditEvent.EXPORTED, app.clock(), subject=person.id)
        return own_data(connection, person.id, app.clock())
