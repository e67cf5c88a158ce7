"""One report in one format: the only way from a frozen view to a file."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from bot.reports.markup import html, plain_text
from bot.reports.page import PAGES, page_of
from bot.reports.paper import page_count, pdf
from bot.reports.view import Report
from bot.reports.word import SECONDS, docx

# German spelling without umlauts; the eszett becomes ss by case folding.
_SPELLED = {0xE4: "ae", 0xF6: "oe", 0xFC: "ue"}


class Format(StrEnum):
    """How a report leaves the program; the value is also the ending of its file."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    TEXT = "txt"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Format.HTML: "text/html; charset=utf-8",
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.TEXT: "text/plain; charset=utf-8",
}


def render_report(report: Report, form: Format, templates: Path | None = None, seconds: float = SECONDS) -> bytes:
    """The report as a file: the same report always gives the same bytes.

    `templates` is the folder with the office's own Word templates; what is not there is taken from the product.
    A template that goes on for longer than `seconds` is stopped. Raises TemplateError.
    """
    register = report.kind.register
    page = page_of(report, pages_of(report))
    if form is Format.PDF:
        return pdf(page, register, report.made_on)
    if form is Format.DOCX:
        return docx(page, report.kind, report.made_on, templates, seconds)
    return html(page) if form is Format.HTML else plain_text(page)


def pages_of(report: Report) -> int:
    """How many pages the report has on paper."""
    return page_count(pdf(page_of(report), report.kind.register, report.made_on))


def within_pages(report: Report) -> Report:
    """The report without its pictures if they make it too long: they show what its tables say. Words are never cut."""
    if pages_of(report) <= PAGES or not any(section.figures for section in report.sections):
        return report
    sections = (replace(section, figures=()) for section in report.sections)
    return replace(report, sections=tuple(one for one in sections if one.statements or one.tables))


def file_name(report: Report, form: Format) -> str:
    """A name that every system takes: pseudonym, kind, date."""
    spelled = unicodedata.normalize("NFC", report.case).casefold().translate(_SPELLED)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    slug = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:40]
    return "-".join(filter(None, (slug, report.kind.replace("_", "-"), report.made_on.isoformat()))) + f".{form}"
