"""A report as plain data (dictionaries, lists, strings): numbered, cleaned, with words around it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.reports.view import Figure, Grid, Report, Section, Statement, Trace
from bot.wording import isolated
from dialogs.catalogue.problems import Problem
from dialogs.catalogue.texts import SharedTexts, read_texts

Page = dict[str, Any]
FOLDER: Final = Path(__file__).parent
PAGES: Final = 2
"""More pages than this are named among what is missing; nothing is cut."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_WORDS = (
    *("draft", "case", "phase", "addressee", "made_on", "missing", "sources", "sources_why"),
    *("figure", "page", "of"),
)


def _read_texts() -> SharedTexts:
    problems: list[Problem] = []
    file = FOLDER / "texts.toml"
    texts = read_texts(tomllib.loads(file.read_text(encoding="utf-8")), file.name, problems)
    assert not problems, problems
    return texts


TEXTS: Final = _read_texts()


def page_of(report: Report, pages: int = 1) -> Page:
    """The report as it is shown; `pages` is how long it turned out to be on paper."""
    register = report.kind.register
    marks: dict[Trace, int] = {}
    missing = [readable(words) for words in report.missing]
    if pages > PAGES:
        missing.append(TEXTS.say("too_long", register, pages=pages))
    kind = TEXTS.say(f"kind_{report.kind}", register)
    return {
        "kind": kind,
        "title": readable(report.title) or kind,
        "case": readable(report.case),
        "phase": readable(report.phase),
        "made_on": _day(report, report.made_on),
        "addressee": readable(report.addressee),
        "missing": missing,
        "sections": [_section(section, marks) for section in report.sections],
        "sources": [{"number": number, "line": _source(report, trace)} for trace, number in marks.items()],
        "words": {word: TEXTS.say(f"word_{word}", register) for word in _WORDS},
    }


def readable(text: str) -> str:
    """The text without what no format can show: one kind of line end, no control characters, no change of direction
    that leaks into its surroundings."""
    lines = _DIRECTIONS.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ").split("\n")
    shown = ("".join(sign for sign in line if _is_shown(sign)).strip() for line in lines)
    return "\n".join(isolated(line) for line in shown).strip("\n")


def changed(part: Any, names: Mapping[str, str] | None = None, text: Callable[[str], str] = str) -> Any:
    """A copy of a page, or a part of it, with other names for its keys and `text` done to words, not to pictures."""
    if isinstance(part, dict):
        return {
            (names or {}).get(key, key): value if key == "svg" else changed(value, names, text)
            for key, value in part.items()
        }
    if isinstance(part, list):
        return [changed(value, names, text) for value in part]
    return text(part) if isinstance(part, str) else part


def _is_shown(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cc", "Cs") and not (
        0xFDD0 <= ord(sign) <= 0xFDEF or ord(sign) & 0xFFFE == 0xFFFE
    )


def _section(section: Section, marks: dict[Trace, int]) -> Page:
    return {
        "heading": readable(section.heading),
        "statements": _statements(section.statements, marks),
        "tables": [_table(table, marks) for table in section.tables],
        "figures": [_figure(figure) for figure in section.figures],
    }


def _statements(statements: tuple[Statement, ...], marks: dict[Trace, int]) -> list[Page]:
    """A question is shown once above the statements that answer it."""
    shown, before = [], ""
    for statement in statements:
        question = readable(statement.question)
        shown.append({"question": question if question != before else "", **_cell(statement, marks)})
        before = question
    return shown


def _table(table: Grid, marks: dict[Trace, int]) -> Page:
    return {
        "caption": readable(table.caption),
        "head": [readable(cell) for cell in table.head],
        "rows": [[_cell(cell, marks) for cell in row] for row in table.rows],
    }


def _cell(cell: str | Statement, marks: dict[Trace, int]) -> Page:
    """Answered words carry the number of their source, others carry 0."""
    if isinstance(cell, str):
        return {"text": readable(cell), "number": 0}
    return {"text": readable(cell.text), "number": marks.setdefault(cell.trace, len(marks) + 1)}


def _figure(figure: Figure) -> Page:
    return {"name": readable(figure.name), "alternative": readable(figure.alternative), "svg": figure.svg}


def _source(report: Report, trace: Trace) -> str:
    return TEXTS.say(
        "source",
        report.kind.register,
        answer=trace.answer,
        revision=trace.revision,
        author=readable(trace.author),
        day=_day(report, trace.answered_on),
    )


def _day(report: Report, day: date) -> str:
    return TEXTS.say("day", report.kind.register, day=day.day, month=day.month, year=day.year)
