"""`nachklang check`: all problems of the content."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.output import AsJson, print_json
from dialogs.catalogue.loader import CONTENT, load_catalogue
from dialogs.catalogue.problems import ContentError


def check(
    content: Annotated[Path, typer.Option(help="The folder with the content.")] = CONTENT,
    json: AsJson = False,
) -> None:
    """Check all dialogs and texts; prints every problem with file and step. Exit code 1 if there is one."""
    try:
        catalogue = load_catalogue(content)
    except ContentError as error:
        if json:
            found = [{"file": item.file, "step": item.step, "message": item.message} for item in error.problems]
            print_json({"ok": False, "problems": found})
        else:
            print("\n".join(str(problem) for problem in error.problems))
        raise typer.Exit(1) from None
    steps = sum(len(dialog.steps) for dialog in catalogue.dialogs.values())
    covered = {item for dialog in catalogue.dialogs.values() for step in dialog.steps.values() for item in step.covers}
    if json:
        print_json({"ok": True, "problems": [], "dialogs": len(catalogue.dialogs), "steps": steps})
    else:
        print(
            f"The content is in order: {len(catalogue.dialogs)} dialogs with {steps} steps, "
            f"{len(covered)} of {len(catalogue.sources)} items of the sources covered."
        )
