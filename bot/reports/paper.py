"""PDF from a page, with typst: tagged (PDF/UA-1), hyphenated, with fonts of its own, reading nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from tempfile import TemporaryDirectory
from typing import Any, Final

import typst

from bot.reports.page import FOLDER, TEXTS, Page, changed
from dialogs.engine.model import Register

PIXELS_PER_INCH: Final = 200
_FONTS = FOLDER / "fonts"
# How typst names a sign that no font can show.
_NOT_SHOWN = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_PAGE_COUNT = re.compile(rb"/Type/Pages/Count (\d+)")
# Longer than any word that hyphenation could break, such as an address of a page.
_UNBROKEN = re.compile(r"\S{40,}")


def pdf(page: Page, register: Register, made_on: date) -> bytes:
    """The page as PDF. Signs that no font can show are replaced by their numbers, and that is said."""
    signs: dict[int, str] = {}
    while True:
        try:
            return printed("report", _printable(page, register, signs), made_on)
        except typst.TypstError as error:
            found = {ord(sign) for sign in _not_shown(error.diagnostic)} - signs.keys()
            if not found:
                raise
            signs |= {sign: f"[U+{sign:04X}]" for sign in sorted(found)}


def page_count(document: bytes) -> int:
    """How many pages a PDF of ours has."""
    found = _PAGE_COUNT.search(document)
    assert found is not None, "typst writes the number of pages uncompressed"
    return int(found[1])


def png(svg: str) -> bytes:
    """A picture for Word, at most 16 cm wide and 9 cm high at 200 pixels an inch."""
    source = (FOLDER / "templates" / "picture.typ").read_bytes()
    with compiler() as printing:
        drawn = printing.compile(input=source, sys_inputs={"svg": svg}, format="png", ppi=PIXELS_PER_INCH)
    assert isinstance(drawn, bytes)
    return drawn


def printed(template: str, data: Mapping[str, Any], made_on: date) -> bytes:
    """A tagged PDF from `templates/<template>.typ`, which reads `data` from the input of its own name."""
    source = (FOLDER / "templates" / f"{template}.typ").read_bytes()
    with compiler() as printing:
        document = printing.compile(
            input=source,
            sys_inputs={template: json.dumps(data, ensure_ascii=False)},
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=datetime.combine(made_on, time(), UTC),
        )
    assert isinstance(document, bytes)
    return document


@contextmanager
def compiler() -> Iterator[typst.Compiler]:
    """A compiler whose world is an empty folder and our fonts."""
    with TemporaryDirectory(prefix="nachklang-") as empty:
        yield typst.Compiler(
            root=empty,
            font_paths=[_FONTS],
            ignore_system_fonts=True,
            package_path=empty,
            package_cache_path=empty,
        )


def _printable(page: Page, register: Register, signs: dict[int, str]) -> Page:
    """The page with numbers for `signs`, which is named among what is missing."""
    shown: Page = changed(page, text=lambda words: _breakable(words.translate(signs)))
    if signs:
        shown["missing"].append(TEXTS.say("not_printable", register, signs=", ".join(signs.values())))
    return shown


def _breakable(words: str) -> str:
    """The words with zero-width spaces where nothing else would keep a line inside the page."""
    return _UNBROKEN.sub(lambda run: "\u200b".join(re.findall(".{1,10}", run[0])), words)


def _not_shown(diagnostic: str) -> str:
    found = "".join(_NOT_SHOWN.findall(diagnostic))
    plain = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found)
    return "".join(sign for sign in plain if not sign.isascii())
