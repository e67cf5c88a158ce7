"""The doctor fills in the office's Word templates, so that a broken one is found before somebody needs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.cli.doctor.finding import Finding
from bot.errors import TemplateError
from bot.reports.trial import own_templates
from bot.reports.view import ReportKind
from bot.reports.word import FOR_ALL


def look_at_templates(folder: Path | None) -> Iterator[Finding]:
    """Findings about each template; nothing is said where the product's own one is used."""
    if folder is None:
        return
    try:
        tried = list(own_templates(folder))
    except TemplateError as error:
        yield Finding("templates", "error", str(error))
        return
    for template, problem in tried:
        if problem:
            yield Finding("templates", "error", problem)
        else:
            yield Finding("templates", "ok", f"Reports can be written with {template.name}.")
    for file in sorted(folder.glob("*.docx")):
        if file.stem not in list(ReportKind) and file.name != FOR_ALL and not file.name.startswith("~$"):
            names = ", ".join([FOR_ALL, *(f"{kind}.docx" for kind in ReportKind)])
            yield Finding("templates", "warning", f"{file.name} is never used; templates are called {names}.")
    if not tried:
        yield Finding("templates", "warning", f"{folder} holds no template; reports use the product's own.")
