"""`nachklang report`: a report of a case as a file, from released statements only."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.app import App
from bot.cli.opening import opened_app
from bot.cli.output import AsJson, print_json
from bot.cli.private_file import write_new
from bot.errors import OperatorError, UnknownCaseError
from bot.reports.assembling import assemble
from bot.reports.for_team import topics_of
from bot.reports.material import material_of
from bot.reports.rendering import Format, file_name, pages_of, render_report, within_pages
from bot.reports.view import Place, Report, ReportKind
from storage.audit import AuditEvent, record
from storage.cases import find_case
from storage.database import transaction


def report(
    case: Annotated[str, typer.Argument(help="Number or pseudonym of a case.")],
    kind: Annotated[ReportKind, typer.Argument(help="Which report.")],
    form: Annotated[Format, typer.Option("--format", help="How it is written.")] = Format.PDF,
    topic: Annotated[str, typer.Option(help="For fallberatung: the id of the dialog to talk about.")] = "",
    output: Annotated[Path | None, typer.Option(help="The file; without it one named after the case, here.")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the file if there is one.")] = False,
    json: AsJson = False,
) -> None:
    """Write a report of a case into a file for its owner only, and say what it lacks. The audit log notes it."""
    with opened_app() as app:
        case_id, made = _made(app, case, kind, topic)
        content = render_report(made, form, app.settings.templates)
        file = output or Path(file_name(made, form))
        with transaction(app.engine) as connection:  # without an entry in the log there is no file
            now = app.clock()
            record(connection, AuditEvent.EXPORTED, now, case=case_id, kind=kind.value, format=form.value)
            write_new(file, content, overwrite=overwrite)
    if json:
        print_json(_plain(made, file))
        return
    print(f"{file} is written: {_counted(made)}.")
    for words in made.missing:
        print(f"  missing: {words}")
    if made.sensitive:
        print(f"{len(made.sensitive)} places name somebody or judge; --json lists them. Look before you pass it on.")


def _made(app: App, named: str, kind: ReportKind, topic: str) -> tuple[int, Report]:
    today = app.now_here().date()
    with transaction(app.engine) as connection:
        case = find_case(connection, named)
        if case is None:
            raise UnknownCaseError(named)
        material = material_of(connection, case, kind, today, app.zone, topic=topic)
        topics = topics_of(material) if topic else []
        if topic and (kind is not ReportKind.PEER_CONSULTATION or topic not in topics):
            known = ", ".join(topics) if kind is ReportKind.PEER_CONSULTATION and topics else "none"
            raise OperatorError(
                f"Nothing is released about '{topic}' that '{kind}' could use. Topics are for fallberatung; "
                f"with something released: {known}."
            )
    return case.id, within_pages(assemble(material, app.office.voice(kind.register), app.content))


def _counted(made: Report) -> str:
    statements, pages = len({one.trace.answer for one in made.statements}), pages_of(made)
    return f"{statements} statement{'' if statements == 1 else 's'} on {pages} page{'' if pages == 1 else 's'}"


def _plain(made: Report, file: Path) -> dict[str, Any]:
    return {
        "file": str(file),
        "kind": made.kind.value,
        "pages": pages_of(made),
        "statements": [
            {
                "answer": one.trace.answer,
                "revision": one.trace.revision,
                "author": one.trace.author,
                "answered_on": one.trace.answered_on.isoformat(),
                "text": one.text,
            }
            for one in made.statements
        ],
        "missing": list(made.missing),
        "sensitive": [_place(place) for place in made.sensitive],
    }


def _place(place: Place) -> dict[str, str | int | None]:
    trace = place.trace
    on: date | None = None if trace is None else trace.answered_on
    return {
        "concern": place.concern.value,
        "words": place.words,
        "question": place.question,
        "answer": None if trace is None else trace.answer,
        "author": None if trace is None else trace.author,
        "answered_on": None if on is None else on.isoformat(),
    }
