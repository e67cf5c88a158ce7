"""HTML and plain text from a page, with the jinja2 templates of this package."""

from __future__ import annotations

import base64
import textwrap
from typing import Final

from jinja2 import FileSystemLoader

from bot.reports.page import FOLDER, Page
from bot.reports.sandbox import PlaceholderEnvironment

COLUMNS: Final = 80
_LOADER = FileSystemLoader(FOLDER / "templates")


def wrapped(text: str, first: str = "") -> str:
    """The text in lines of at most 80 columns, the first one after `first`, the others as far in."""
    lines = text.split("\n")
    rest = " " * len(first)
    return "\n".join(
        textwrap.fill(line, COLUMNS, initial_indent=first if place == 0 else rest, subsequent_indent=rest)
        for place, line in enumerate(lines)
    )


_HTML = PlaceholderEnvironment(_LOADER, autoescape=True)
_TEXT = PlaceholderEnvironment(_LOADER, autoescape=False)
_TEXT.filters["wrapped"] = wrapped


def html(page: Page) -> bytes:
    """One self-contained file that loads nothing; pictures are images inside it, where scripts and links are dead."""
    sections = [{**section, "figures": [_embedded(f) for f in section["figures"]]} for section in page["sections"]]
    return _HTML.get_template("report.html").render({**page, "sections": sections}).encode()


def plain_text(page: Page) -> bytes:
    """Lines of at most 80 columns without markup, to paste into a form."""
    return _TEXT.get_template("report.txt").render(page).encode()


def _embedded(figure: Page) -> Page:
    return {**figure, "picture": base64.b64encode(figure["svg"].encode()).decode()}
