"""`nachklang datenschutz`: the data protection kit, generated from this installation."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from bot.app import utc_now
from bot.cli.output import AsJson, print_json
from bot.privacy_kit.documents import blanks_in, documents_of
from bot.privacy_kit.facts import facts_of
from bot.privacy_kit.writing import write_kit
from bot.settings import settings_here


def datenschutz(
    output: Annotated[Path, typer.Option(help="A folder for the documents; it is made if it does not exist.")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite documents that are there already.")] = False,
    json: AsJson = False,
) -> None:
    """Write the data protection documents in German, with this installation's settings, to be completed by you."""
    settings = settings_here()
    made_on = utc_now().astimezone(settings.zone).date()
    documents = documents_of(facts_of(settings, version("nachklang"), made_on))
    files = write_kit(documents, output, made_on, overwrite=force)
    blanks = blanks_in(documents)
    if json:
        print_json(
            {"folder": str(output), "files": [file.name for file in files], "blanks": [each.text for each in blanks]}
        )
    else:
        print(
            f"{len(documents)} documents are in {output}, each as a web page and a Word file; begin with index.html. "
            f"{len(blanks)} blanks are left to you; document {documents[-1].number} lists them."
        )
