"""`nachklang export`: everything stored about one case or all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from bot.app import build_app
from bot.cli.output import print_json
from bot.errors import OperatorError, UnknownCaseError
from bot.logs import set_up_logging
from bot.settings import settings_here
from storage.cases import all_cases, find_case
from storage.database import transaction
from storage.exporting import export_cases


def export(
    case: Annotated[str, typer.Argument(help="Number or pseudonym of a case.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="All cases.")] = False,
    output: Annotated[Path | None, typer.Option(help="A file to write to instead of the screen.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Accepted for uniformity: an export is always JSON.")] = True,
) -> None:
    """Print everything stored as JSON: members, conversations, and each answer with its revisions."""
    settings = settings_here()
    set_up_logging("ERROR")
    if bool(case) == everything:
        raise typer.BadParameter("name one case, or use --all")
    app = build_app(settings)
    with transaction(app.engine) as connection:
        found = None if everything else find_case(connection, case)
        if found is None and not everything:
            raise UnknownCaseError(case)
        chosen = [item.id for item in all_cases(connection)] if found is None else [found.id]
        data = {"exported_at": app.clock().isoformat(), "cases": export_cases(connection, chosen)}
    if output is None:
        print_json(data)
    else:
        _write(output, data)


def _write(file: Path, data: dict[str, Any]) -> None:
    import json

    try:
        file.touch(mode=0o600)  # answers are for the eyes of whoever exports them
        file.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise OperatorError(f"{file} cannot be written ({error.strerror}). Name another file with --output.") from None
