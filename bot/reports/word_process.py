"""The process that fills in one Word template: limits itself, reads values from standard input, writes the document.

Started by `bot.reports.word`. A problem of the template goes to standard error with the place in the document.
"""

from __future__ import annotations

import base64
import html
import json
import re
import sys
import traceback
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from docx.shared import Inches
from docxtpl import DocxTemplate, InlineImage
from jinja2 import TemplateSyntaxError, UndefinedError
from lxml import etree  # type: ignore[import-untyped]
from markupsafe import escape

from bot.reports.sandbox import PlaceholderEnvironment, keep_underscores
from bot.reports.word_package import PROBLEM, BrokenTemplateError, checked, repacked

MEMORY: Final = 1_000_000_000
SECONDS: Final = 10
"""More seconds of computing are never needed, even if nobody waits for this process any more."""

LONGEST_PLACE: Final = 200


class _Template(DocxTemplate):  # type: ignore[misc]
    """Says where a template is broken, and never mends silently what a template broke."""

    def render_xml_part(self, source: str, part: Any, context: Any, environment: Any = None) -> str:
        try:
            filled: str = super().render_xml_part(source, part, context, environment)
        except MemoryError:
            raise
        except Exception as error:
            raise BrokenTemplateError(f"{_reason(error)} {_place(source, error)}".strip()) from error
        try:
            etree.fromstring(filled.encode())
        except etree.XMLSyntaxError as error:
            raise BrokenTemplateError(
                "a placeholder tears the document apart; put each {%p ... %} into a paragraph of its own, "
                "and begin and end a loop on the same level."
            ) from error
        return filled


class _Picture(InlineImage):  # type: ignore[misc]
    """A picture with the words that say the same."""

    def __init__(self, template: DocxTemplate, png: bytes, inches: float, described: str) -> None:
        super().__init__(template, BytesIO(png), width=Inches(inches))
        self._described = " ".join(described.split())

    def _insert_image(self) -> str:
        described = f'<wp:docPr descr="{escape(self._described)}" '
        return str(super()._insert_image()).replace("<wp:docPr ", described, 1)


def filled_in(template: bytes, order: dict[str, Any]) -> bytes:
    """The document. Raises BrokenTemplateError with the place."""
    document = _Template(BytesIO(checked(template)))
    environment = PlaceholderEnvironment(None, autoescape=True)
    environment.finalize = keep_underscores
    document.init_docx()
    _forget_the_office(document)
    document.render(_with_pictures(document, order["values"]), environment)
    properties = document.core_properties
    properties.title = order["title"][:255]
    properties.created = properties.modified = datetime.combine(datetime.fromisoformat(order["made_on"]), time())
    written = BytesIO()
    document.save(written)
    return repacked(written.getvalue())


def _forget_the_office(document: Any) -> None:
    """The properties of the template name who made it, and placeholders in them would be escaped twice."""
    for name in ("author", "last_modified_by", "comments", "identifier", "subject", "title", "keywords"):
        setattr(document.core_properties, name, "")
    document.core_properties.language = "de-DE"
    document.core_properties.revision = 1


def _with_pictures(document: Any, value: Any) -> Any:
    if isinstance(value, dict):
        if "png" in value:
            return _Picture(document, base64.b64decode(value["png"]), value["inches"], value["described"])
        return {key: _with_pictures(document, below) for key, below in value.items()}
    return [_with_pictures(document, below) for below in value] if isinstance(value, list) else value


def _reason(error: Exception) -> str:
    if isinstance(error, UndefinedError):
        return f"{error.message}. The placeholders are named in the template of the product."
    return str(error).rstrip(".") + "."


def _place(source: str, error: Exception) -> str:
    """The paragraph in which rendering stopped, as its author sees it."""
    line = error.lineno if isinstance(error, TemplateSyntaxError) else None
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename == "<template>":
            line = frame.lineno
    # As docxtpl does it: each paragraph begins a line.
    lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", source).splitlines()
    if line is None or not 0 < line <= len(lines):
        return ""
    words = html.unescape(re.sub(r"<[^>]+>", "", lines[line - 1])).strip()
    return f'The place: "{words[:LONGEST_PLACE]}"' if words else ""


def _limit() -> None:
    """Less memory, less time, no files. Windows has no such limits; there only the waiting process stops this one."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    _limit()
    order = json.loads(sys.stdin.buffer.read())
    try:
        document = filled_in(Path(sys.argv[1]).read_bytes(), order)
    except BrokenTemplateError as error:
        sys.stderr.write(str(error))
        sys.exit(PROBLEM)
    except MemoryError:
        sys.exit(1)
    except Exception as error:  # whatever docxtpl stumbles over is a matter of the template
        sys.stderr.write(f"it cannot be filled in ({type(error).__name__}); begin anew from the product's template.")
        sys.exit(PROBLEM)
    sys.stdout.buffer.write(document)


if __name__ == "__main__":
    main()
