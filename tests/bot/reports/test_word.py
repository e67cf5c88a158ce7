"""DOCX from the product's own template: text, tables, pictures, and nothing that leads outside."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from bot.reports.rendering import Format, render_report
from bot.reports.view import Report
from bot.reports.word import OUR_TEMPLATE, PLACEHOLDERS
from tests.bot.reports.sample import interim, small
from tests.bot.reports.word_template import template


def opened(report: Report) -> Any:
    return Document(BytesIO(render_report(report, Format.DOCX)))


def paragraphs(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_everything_that_is_said_is_there() -> None:
    document = opened(interim())
    said = paragraphs(document)
    assert said[1] == "Zehn Wochen in der Großküche"
    assert "Von 60 bewilligten Stunden sind 41 genutzt. Bis Januar reichen sie voraussichtlich. [8]" in said
    assert "[2] Antwort 4, Fassung 2, Jobcoach, 5.9.2026" in said
    assert said.count("Was konnten Sie beobachten?") == 1
    grid = document.tables[1]
    assert [cell.text for cell in grid.rows[0].cells] == ["Ziel", "Erreicht", "Was folgt daraus"]
    assert [cell.text for cell in grid.rows[2].cells][:2] == ["Ich mache meine Pausen. [6]", "5 von 10"]


@pytest.mark.parametrize(
    "text",
    [
        "a & b < c > \"d\" 'e' &amp; </w:t> ]]>",
        "{{ titel }} {% for x in y %} {_{ }_} {_% %_} {# #}",
        "👍🏽 👨‍👩‍👧 שלום مرحبا 日本",
        "Eins\nZwei\n\nVier",
        "Wort " * 799 + "Ende",
    ],
)
def test_text_survives(text: str) -> None:
    said = "\n".join(paragraphs(opened(small(text)))).replace("\u2068", "").replace("\u2069", "")
    assert f"{text} [1]" in said


def test_control_characters_are_left_out() -> None:
    assert "ab [1]" in paragraphs(opened(small("a\x00\x1b\x07\ufffeb")))


def test_pictures_have_words() -> None:
    body = zipfile.ZipFile(BytesIO(render_report(interim(), Format.DOCX))).read("word/document.xml").decode()
    assert re.findall(r'<wp:docPr[^>]* descr="([^"]*)"', body) == ["Der Verlauf steigt von 3 im September auf 8."]


def test_properties_say_what_it_is_and_not_who_made_it() -> None:
    properties = opened(interim()).core_properties
    assert properties.title == "Zehn Wochen in der Großküche · Linde"
    assert properties.created == properties.modified == datetime(2026, 11, 22, tzinfo=UTC)
    assert (properties.author, properties.last_modified_by, properties.language) == ("", "", "de-DE")


def test_no_part_tells_when_it_was_written() -> None:
    with zipfile.ZipFile(BytesIO(render_report(interim(), Format.DOCX))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_loads_nothing() -> None:
    with zipfile.ZipFile(BytesIO(render_report(interim(), Format.DOCX))) as package:
        assert not any(b"External" in package.read(name) for name in package.namelist() if name.endswith(".rels"))


def test_an_empty_report_is_a_document() -> None:
    assert paragraphs(opened(small("", sections=())))[:2] == ["Zwischenbericht", "Bericht"]


def test_the_template_is_the_one_that_is_made() -> None:
    with zipfile.ZipFile(BytesIO(template())) as made, zipfile.ZipFile(OUR_TEMPLATE) as kept:
        assert made.read("word/document.xml") == kept.read("word/document.xml")


def test_the_template_shows_every_placeholder() -> None:
    """An office learns them by reading it."""
    with zipfile.ZipFile(OUR_TEMPLATE) as package:
        text = "".join(
            re.sub("<[^>]+>", "", package.read(name).decode()) for name in ("word/document.xml", "word/footer1.xml")
        )
    inside = set(re.findall("[a-z_]+", " ".join(re.findall(r"\{[{%].*?[}%]\}", text))))
    assert {german for english, german in PLACEHOLDERS.items() if english != "alternative"} <= inside


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_makes_a_pdf_of_it(tmp_path: Path) -> None:
    (tmp_path / "bericht.docx").write_bytes(render_report(interim(), Format.DOCX))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "bericht.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=120, capture_output=True)
    assert (tmp_path / "bericht.pdf").read_bytes().startswith(b"%PDF")
