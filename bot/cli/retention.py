"""`nachklang retention`: what has been kept long enough, and removing it."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.opening import opened_app
from bot.cli.output import AsJson, print_json
from bot.retaining import run_retention
from storage.cases import all_cases
from storage.database import transaction
from storage.retention import Due, due


def retention(
    apply: Annotated[bool, typer.Option("--apply", help="Remove it. Without this nothing is changed.")] = False,
    json: AsJson = False,
) -> None:
    """List what is past its retention period; `--apply` removes it. `run` does that every night."""
    with opened_app() as app:
        with transaction(app.engine) as connection:
            names = {case.id: case.pseudonym for case in all_cases(connection)}
            found = due(connection, app.settings.periods, app.clock())
        if apply:
            found = run_retention(app)
    cases = [f"{names.get(number, '?')} ({number})" for number in found.cases]
    if json:
        print_json(
            {
                "applied": apply,
                "conversations": list(found.conversations),
                "cases": [{"id": number, "pseudonym": names.get(number)} for number in found.cases],
                "addresses_of": list(found.addresses_of),
                "people": list(found.people),
                "invitations": found.invitations,
                "audit_entries": found.audit_entries,
            }
        )
    elif found.is_empty:
        print("Nothing is past its retention period.")
    else:
        print("\n".join(_lines(found, cases)))
        print("It was removed." if apply else "Nothing was removed yet; `nachklang retention --apply` does it.")


def _lines(found: Due, cases: list[str]) -> list[str]:
    counts = {"invitations that nobody used": found.invitations, "entries of the audit log": found.audit_entries}
    listed = {
        "notes never released, in conversations": list(map(str, found.conversations)),
        "closed cases": cases,
        "addresses of people": list(map(str, found.addresses_of)),
        "people without a case or an address": list(map(str, found.people)),
    }
    lines = [f"{len(items):>5} {name}: {', '.join(items)}" for name, items in listed.items() if items]
    return lines + [f"{number:>5} {name}" for name, number in counts.items() if number]
