"""A document as a Word file, from the same tokens as the web page. The same document gives the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from markdown_it.token import Token

from bot.privacy_kit.documents import Document
from bot.privacy_kit.markup import MARK, MOST_COLUMNS_UPRIGHT, read, widest_row

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_LANGUAGE = "de-DE"


def word_file(document: Document, made_on: date) -> bytes:
    """The file as bytes; `made_on` is what its properties say."""
    tokens = read(document.markdown)
    word = docx.Document()
    _set_up(word, document, made_on, wide=widest_row(tokens) > MOST_COLUMNS_UPRIGHT)
    _Writer(word, document.easy).write(iter(tokens))
    packed = BytesIO()
    word.save(packed)
    return _with_fixed_times(packed)


class _Writer:
    """Walks the tokens of a document and appends to a Word document what they mean."""

    def __init__(self, word: WordDocument, easy: bool) -> None:
        self._word, self._easy = word, easy

    def write(self, tokens: Iterator[Token]) -> None:
        style = "Normal"
        for token in tokens:
            match token.type:
                case "heading_open":
                    style = f"Heading {token.tag[1]}"
                case "list_item_open":
                    style = "List Bullet"
                case "blockquote_open":
                    style = "Quote"
                case "heading_close" | "list_item_close" | "blockquote_close":
                    style = "Normal"
                case "inline":
                    self._say(self._word.add_paragraph(style=style), token)
                case "table_open":
                    self._table(tokens)
                case "paragraph_open" | "paragraph_close" | "bullet_list_open" | "bullet_list_close":
                    pass
                case unknown:
                    raise AssertionError(f"the kit has no way to write {unknown} in a Word file")

    def _table(self, tokens: Iterator[Token]) -> None:
        rows: list[list[Token]] = []
        for token in tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(token)
        table = self._word.add_table(len(rows), len(rows[0]), style="Table Grid")
        wide = len(rows[0]) > MOST_COLUMNS_UPRIGHT
        for line, row in zip(table.rows, rows, strict=True):
            # A row stays on one page.
            line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, token in zip(line.cells, row, strict=True):
                self._fill(cell, token, head=row is rows[0], size=Pt(8 if wide else 9))
        _repeat_head(table)
        if wide:
            _widen_first_column(table)
        self._word.add_paragraph()

    def _fill(self, cell: _Cell, token: Token, *, head: bool, size: Pt) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        self._say(paragraph, token)
        for run in paragraph.runs:
            run.font.size = size
            run.bold = head or run.bold

    def _say(self, paragraph: Paragraph, inline: Token) -> None:
        bold = False
        for token in inline.children or ():
            match token.type:
                case "text" | "code_inline":
                    paragraph.add_run(token.content).bold = bold or None
                case token_type if token_type == MARK:
                    run = paragraph.add_run(token.content)
                    run.font.highlight_color = WD_COLOR_INDEX.YELLOW
                case "strong_open" | "strong_close":
                    bold = token.type == "strong_open"
                case "softbreak" if self._easy:
                    paragraph.add_run().add_break()
                case "softbreak":
                    paragraph.add_run(" ")
                case "link_open" | "link_close":
                    pass
                case unknown:
                    raise AssertionError(f"the kit has no way to write {unknown} in a Word file")


def _set_up(word: WordDocument, document: Document, made_on: date, *, wide: bool) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    if wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    letters = word.styles["Normal"].font
    letters.name, letters.size = "Calibri", Pt(14 if document.easy else 10.5)
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)
    made_at = datetime.combine(made_on, time(), UTC)
    properties: Any = word.core_properties
    properties.title, properties.language = document.title, _LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = made_at
    properties.revision = 1


def _repeat_head(table: Table) -> None:
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _widen_first_column(table: Table) -> None:
    table.autofit = False
    rest = Cm(17.6 / (len(table.columns) - 1))
    for row in table.rows:
        for number, cell in enumerate(row.cells):
            cell.width = rest if number else Cm(8)


def _with_fixed_times(packed: BytesIO) -> bytes:
    """The same archive without the time at which it was packed."""
    out = BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
