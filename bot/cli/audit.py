"""`nachklang audit`: is the log of who did what whole, and what does it say?"""

from __future__ import annotations

from typing import Annotated

import typer
from sqlalchemy import Connection

from bot.cli.opening import opened_app
from bot.cli.output import AsJson, print_json
from bot.errors import UnknownCaseError
from storage.audit import Entry, count, entries_of_case, newest_entries, remember_end
from storage.audit import verify as verify_log
from storage.cases import find_case
from storage.database import transaction

audit = typer.Typer(
    help="Verify and list the audit log: who did what to which case when, never content.", no_args_is_help=True
)


@audit.command()
def verify(
    accept: Annotated[
        bool, typer.Option("--accept", help="After restoring a backup: take the end of the log as it is now.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Check that every entry is the one that was written and none is missing. Exit code 1 if not."""
    with opened_app() as app, transaction(app.engine) as connection:
        if accept:
            remember_end(connection, accepted=True)
        problems = verify_log(connection)
        entries = count(connection)
    if json:
        print_json({"ok": not problems, "entries": entries, "problems": problems})
    elif problems:
        print("\n".join(problems))
        print("Compare with a backup. If you restored one yourself, `nachklang audit verify --accept` takes the end.")
    else:
        print(f"The audit log is whole: {entries} entries, each chained to the one before.")
    if problems:
        raise typer.Exit(1)


@audit.command("list")
def list_entries(
    case: Annotated[str, typer.Argument(help="Number or pseudonym of a case; without it the newest of all.")] = "",
    most: Annotated[int, typer.Option(min=1, max=100_000, help="How many of the newest entries.")] = 50,
    json: AsJson = False,
) -> None:
    """List entries: number, time, what, by whom, case, and the person concerned."""
    with opened_app() as app:
        with transaction(app.engine) as connection:
            entries = _of_case(connection, case)[-most:] if case else newest_entries(connection, most)
        if json:
            print_json([_plain(entry) for entry in entries])
        for entry in () if json else entries:
            at = f"{entry.at.astimezone(app.zone):%d.%m.%Y %H:%M}"
            print(f"{entry.id:>6}  {at}  {entry.event.value:<22} {_whom(entry)}")


def _of_case(connection: Connection, named: str) -> list[Entry]:
    """Entries of a case; a number is taken as it is, because the log outlives cases that were erased."""
    found = find_case(connection, named)
    if found is not None:
        return entries_of_case(connection, found.id)
    entries = entries_of_case(connection, int(named)) if named.isdecimal() and len(named) < 10 else []
    if not entries:
        raise UnknownCaseError(named)
    return entries


def _plain(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "at": entry.at.isoformat(),
        "event": entry.event.value,
        "actor": entry.actor,
        "case": entry.case_id,
        "subject": entry.subject,
        "details": entry.details,
    }


def _whom(entry: Entry) -> str:
    parts = ["operator" if entry.actor is None else f"person {entry.actor}"]
    parts += [] if entry.case_id is None else [f"case {entry.case_id}"]
    parts += [] if entry.subject is None else [f"about person {entry.subject}"]
    return ", ".join(parts + [f"{name}={value}" for name, value in entry.details.items()])
