"""All formats together: always the same bytes, every text survives, two pages, names of files."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.reports.page import changed, page_of, readable
from bot.reports.paper import page_count
from bot.reports.rendering import Format, file_name, render_report
from bot.reports.view import Grid, Report, ReportKind, Section
from bot.reports.word import OUR_TEMPLATE, PLACEHOLDERS
from bot.reports.word_process import filled_in
from tests.bot.reports.sample import interim, said, small

ROOT = Path(__file__).parents[3]
FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
PIECES = [
    *("&", "<", ">", "{{", "{%", "{_{", "}}", "]]>", "#", "*", "[1]", "</w:t>", "ß", "日"),
    *(
        "👍🏽",
        "👨\u200d👩\u200d👧",
        "שלום",
        "\u202e",
        "\u200d",
        "\ufe0f",
        "\u0301",
        "\n",
        "\t",
        "\x00",
        "\x1b",
        "\ud800",
    ),
]
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))


def everywhere(text: str) -> Report:
    """A report that says the same in every place."""
    table = Grid(text, (text, "Kopf"), ((said(text, 2), text),))
    sections = (Section(text, (said(text, 1, text),), (table,)),)
    report = small("", sections=sections, title=text, missing=(text,))
    return replace(report, case=text, phase=text, addressee=text)


def squeezed(text: str) -> str:
    return "".join(text.split())


@FEW
@given(texts)
def test_every_text_survives_in_html_and_plain_text(text: str) -> None:
    report = everywhere(text)
    page = html.unescape(re.sub(r"<[^>]*>", "", render_report(report, Format.HTML).decode()))
    plain = render_report(report, Format.TEXT).decode()
    for shown in (page, plain):
        assert squeezed(shown).count(squeezed(readable(text))) >= 4


@FEW
@given(texts)
def test_every_text_makes_a_pdf(text: str) -> None:
    assert page_count(render_report(everywhere(text), Format.PDF)) >= 1


@FEW
@given(texts)
def test_every_text_survives_in_word(text: str) -> None:
    values = changed(page_of(everywhere(text)), PLACEHOLDERS)
    written = filled_in(OUR_TEMPLATE.read_bytes(), {"values": values, "title": readable(text), "made_on": "2026-11-22"})
    document: Any = Document(BytesIO(written))
    words = squeezed("".join(paragraph.text for paragraph in document.paragraphs))
    assert words.count(squeezed(readable(text))) >= 3
    assert squeezed(document.tables[1].cell(1, 1).text) == squeezed(readable(text))


def test_the_same_report_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib\n"
        "from bot.reports.rendering import Format, render_report\n"
        "from tests.bot.reports.sample import interim\n"
        "for form in Format: print(form, hashlib.sha256(render_report(interim(), form)).hexdigest())\n"
    )
    first, second = (
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
            timeout=60,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    )
    assert first.count(b"\n") == len(Format)
    assert first == second


@pytest.mark.parametrize("form", Format)
def test_another_day_gives_other_bytes(form: Format) -> None:
    report = small("Gut")
    assert render_report(report, form) != render_report(replace(report, made_on=date(2026, 11, 23)), form)


@pytest.mark.parametrize("kind", ReportKind)
def test_what_a_case_gives_is_at_most_two_pages(kind: ReportKind) -> None:
    assert page_count(render_report(interim(kind), Format.PDF)) <= 2


@pytest.mark.parametrize("form", [Format.HTML, Format.TEXT, Format.DOCX])
def test_a_longer_report_is_whole_and_says_so(form: Format) -> None:
    report = small("", sections=(Section("A", tuple(said(f"Satz {i}. " + "Wort " * 700, i) for i in range(4))),))
    content = render_report(report, form)
    if form is Format.DOCX:
        content = "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs).encode()
    assert re.search(r"Der\s+Bericht\s+hat\s+\d\s+Seiten", content.decode())
    assert content.decode().count("Wort") == 2800


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("kind", ReportKind)
def test_every_kind_in_every_format(kind: ReportKind, form: Format) -> None:
    starts = {Format.HTML: b"<!doctype html>", Format.PDF: b"%PDF-1.7", Format.DOCX: b"PK", Format.TEXT: b""}
    assert render_report(interim(kind), form).startswith(starts[form])


@pytest.mark.parametrize(
    ("case", "name"),
    [
        ("Linde", "linde-zwischenbericht-2026-11-22.pdf"),
        ("Weißdorn Süd / 2", "weissdorn-sued-2-zwischenbericht-2026-11-22.pdf"),
        ("../../etc/passwd", "etc-passwd-zwischenbericht-2026-11-22.pdf"),
        ("Épinette", "epinette-zwischenbericht-2026-11-22.pdf"),
        ("🌲", "zwischenbericht-2026-11-22.pdf"),
        ("O\u0308lbaum", "oelbaum-zwischenbericht-2026-11-22.pdf"),
    ],
)
def test_file_names_are_plain(case: str, name: str) -> None:
    assert file_name(replace(small("Gut"), case=case), Format.PDF) == name


def test_file_names_of_coachees() -> None:
    assert file_name(small("Gut", ReportKind.FOR_COACHEE), Format.TEXT) == "linde-fuer-coachee-2026-11-22.txt"


def test_every_format_has_a_media_type() -> None:
    assert len({form.media_type for form in Format}) == len(Format)
