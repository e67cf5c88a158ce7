"""Word files open, say what the web pages say, are German, and come out the same every time."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn

from bot.privacy_kit.documents import Document
from bot.privacy_kit.web_page import web_page
from bot.privacy_kit.word_file import word_file
from tests.bot.privacy_kit.installation import MADE_ON, kit, readable

KIT = kit()
FILES = {number: word_file(document, MADE_ON) for number, document in KIT.items()}


def opened(number: str) -> WordDocument:
    return docx.Document(BytesIO(FILES[number]))


def words(word: WordDocument) -> list[str]:
    """All words in reading order."""
    found: list[str] = []
    for paragraph in word.element.body.iter(qn("w:p")):
        text = "".join(
            "\n" if part.tag == qn("w:br") else part.text or "" for part in paragraph.iter(qn("w:t"), qn("w:br"))
        )
        found += text.split()
    return found


@pytest.mark.parametrize("number", KIT)
def test_the_word_file_says_what_the_web_page_says(number: str) -> None:
    page = web_page(KIT[number]).decode()
    body = page[page.index("<main>") :]
    # Elements end words on a page that run on in Word (a blank before a full stop), so spaces do not count.
    assert "".join(words(opened(number))) == readable(body).replace(" ", "")


@pytest.mark.parametrize("number", KIT)
def test_every_blank_is_highlighted(number: str) -> None:
    runs = list(opened(number).element.body.iter(qn("w:r")))
    marked = [run for run in runs if run.find(f"{qn('w:rPr')}/{qn('w:highlight')}") is not None]
    blanks = [run for run in runs if "[bitte " in "".join(part.text or "" for part in run.iter(qn("w:t")))]
    assert marked == blanks


def test_structure_is_kept() -> None:
    word = opened("05")
    styles = [paragraph.style.name for paragraph in word.paragraphs if paragraph.style is not None]
    assert styles[0] == "Heading 1"
    assert {"Heading 2", "Quote", "Normal"} <= set(styles)
    assert "List Bullet" in [paragraph.style.name for paragraph in opened("06").paragraphs if paragraph.style]
    assert [len(table.columns) for table in word.tables] == [2, 2, 4, 2, 2]
    assert [run.text for run in word.tables[2].rows[1].cells[0].paragraphs[0].runs if run.bold] == ["R1"]


def test_after_a_list_and_a_heading_the_text_is_plain() -> None:
    word = docx.Document(BytesIO(word_file(Document("x", "T", "# T\n\nText\n\n- Punkt\n\nText"), MADE_ON)))
    assert [paragraph.style.name for paragraph in word.paragraphs if paragraph.style] == [
        "Heading 1",
        "Normal",
        "List Bullet",
        "Normal",
    ]


def test_only_easy_files_break_after_each_line() -> None:
    for name, expected in (("07a-x", "eins zwei"), ("07b-x-einfach", "eins\nzwei")):
        word = docx.Document(BytesIO(word_file(Document(name, "T", "# T\n\neins\nzwei"), MADE_ON)))
        assert word.paragraphs[1].text == expected


def test_german_and_dated() -> None:
    word = opened("01")
    assert {language.get(qn("w:val")) for language in word.styles.element.iter(qn("w:lang"))} == {"de-DE"}
    properties = word.core_properties
    assert (properties.title, properties.author, properties.comments) == (KIT["01"].title, "", "")
    assert properties.created is not None
    assert properties.created.replace(tzinfo=UTC) == datetime(2026, 11, 22, tzinfo=UTC)


def test_only_the_matrix_lies_on_its_side() -> None:
    lying = [number for number in KIT if opened(number).sections[0].orientation == WD_ORIENT.LANDSCAPE]
    assert lying == ["03"]


def test_the_same_every_time_but_for_the_day() -> None:
    assert word_file(KIT["04"], MADE_ON) == FILES["04"]
    assert word_file(KIT["04"], date(2026, 11, 23)) != FILES["04"]


def test_a_construct_without_a_way_into_word_is_noticed() -> None:
    with pytest.raises(AssertionError, match="ordered_list_open"):
        word_file(Document("x", "T", "# T\n\n1. eins"), MADE_ON)


def test_highlighting_is_yellow() -> None:
    runs = [run for row in opened("01").tables[0].rows for run in row.cells[1].paragraphs[0].runs]
    assert WD_COLOR_INDEX.YELLOW in [run.font.highlight_color for run in runs]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_libreoffice_makes_a_pdf_of_it(tmp_path: Path) -> None:
    (tmp_path / "kit.docx").write_bytes(FILES["03"])
    arguments = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*arguments, "kit.docx"], cwd=tmp_path, capture_output=True, timeout=120, check=True)
    assert (tmp_path / "kit.pdf").read_bytes().startswith(b"%PDF")
