"""Trying the office's Word templates with a report that has one of everything, before anybody needs them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.errors import TemplateError
from bot.reports.rendering import Format, render_report
from bot.reports.view import Figure, Grid, Report, ReportKind, Section, Statement, Trace
from bot.reports.word import OUR_TEMPLATE, template_for

_DAY = date(2026, 1, 1)
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


def trial_report(kind: ReportKind) -> Report:
    """A report with a statement, a table, a picture and something missing."""
    said = Statement("A & B", "C", Trace(1, 1, "D", _DAY))
    section = Section("E", (said,), (Grid("F", ("G", "H"), (("I", said),)),), (Figure("J", _SVG, "K"),))
    return Report(kind, "L", "M", "N", _DAY, "O", (section, Section("P")), ("Q",))


def own_templates(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each template of the office that a report would use, with what is wrong with it; empty if nothing is.

    Raises TemplateError if the folder is not there.
    """
    used: dict[Path, ReportKind] = {}
    for kind in ReportKind:
        template = template_for(kind, folder)
        if template != OUR_TEMPLATE:
            used.setdefault(template, kind)
    for template, kind in used.items():
        try:
            render_report(trial_report(kind), Format.DOCX, folder)
        except TemplateError as error:
            yield template, str(error)
        else:
            yield template, ""
