"""DOCX from a page and a Word template, the office's or our own, filled in by a process that can be stopped."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Final

from bot.errors import TemplateError
from bot.reports.page import FOLDER, Page, changed
from bot.reports.paper import PIXELS_PER_INCH, png
from bot.reports.view import ReportKind
from bot.reports.word_package import PROBLEM

SECONDS: Final = 10.0
BYTES: Final = 5_000_000
"""Larger templates are refused before they are opened."""

PLACEHOLDERS: Final[dict[str, str]] = tomllib.loads((FOLDER / "placeholders.toml").read_text(encoding="utf-8"))
FOR_ALL: Final = "bericht.docx"
OUR_TEMPLATE: Final = FOLDER / "templates" / FOR_ALL


def docx(page: Page, kind: ReportKind, made_on: date, templates: Path | None, seconds: float = SECONDS) -> bytes:
    """The page as a Word document. Raises TemplateError."""
    template = template_for(kind, templates)
    try:
        size = template.stat().st_size
    except OSError as error:
        raise TemplateError(template, f"it cannot be read ({error.strerror}); check its rights.") from None
    if size > BYTES:
        raise TemplateError(template, f"it has {size:,} bytes, {BYTES:,} are allowed; make its pictures smaller.")
    return _filled_in(template, _order(page, made_on), seconds)


def template_for(kind: ReportKind, templates: Path | None) -> Path:
    """The office's template for this kind, or its one for all, or ours. Raises TemplateError without the folder."""
    if templates is None:
        return OUR_TEMPLATE
    if not templates.is_dir():
        raise TemplateError(templates, "NACHKLANG_TEMPLATES must name a folder; make it or leave the setting out.")
    own = (templates / f"{kind}.docx", templates / FOR_ALL)
    return next((file for file in own if file.exists()), OUR_TEMPLATE)


def _order(page: Page, made_on: date) -> str:
    sections = [
        {**section, "figures": [_drawn(figure) for figure in section["figures"]]} for section in page["sections"]
    ]
    return json.dumps(
        {
            "values": changed({**page, "sections": sections}, PLACEHOLDERS),
            "title": f"{page['title']} · {page['case']}",
            "made_on": made_on.isoformat(),
        }
    )


def _drawn(figure: Page) -> Page:
    """The picture as Word needs it; the key `png` tells the process to put it in."""
    picture = png(figure["svg"])
    drawn = base64.b64encode(picture).decode()
    inches = int.from_bytes(picture[16:20]) / PIXELS_PER_INCH
    return {
        "name": figure["name"],
        "alternative": figure["alternative"],
        "picture": {"png": drawn, "described": figure["alternative"], "inches": inches},
    }


def _filled_in(template: Path, order: str, seconds: float) -> bytes:
    # Without our environment a template cannot reach tokens and keys, whatever it breaks out of.
    environment = {name: os.environ[name] for name in ("SYSTEMROOT", "LANG") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and module
            [sys.executable, "-I", "-m", "bot.reports.word_process", str(template.resolve())],
            input=order.encode(),
            capture_output=True,
            timeout=seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TemplateError(template, f"it was stopped after {seconds:g} seconds; look for loops in loops.") from None
    if done.returncode == 0:
        return done.stdout
    message = done.stderr.decode(errors="replace").strip()
    if done.returncode != PROBLEM:
        # Traces of the process may hold answers, so they are not shown.
        message = "it was stopped because it needs too much memory or time; look for loops in loops."
    raise TemplateError(template, message)
