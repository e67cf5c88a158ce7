"""Makes the Word template from which an office makes its own: `python -m tests.bot.reports.word_template`."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from bot.reports.word import OUR_TEMPLATE
from bot.reports.word_package import repacked

INK, QUIET = RGBColor(0x1D, 0x23, 0x29), RGBColor(0x56, 0x5F, 0x69)
FONT = "Calibri"
MARK = "{% if OF.nummer %} [{{ OF.nummer }}]{% endif %}"


def template() -> bytes:
    """The template, the same bytes every time."""
    document: Any = Document()
    _styles(document)
    _page(document)
    _paragraph(document, "{{ art }}{% if fehlt %} · {{ worte.entwurf }}{% endif %}", "Leise")
    document.add_paragraph("{{ titel }}", "Title")
    _facts(document)
    for line in ("{%p if fehlt %}", ("{{ worte.fehlt }}", "Heading 2"), "{%p for eintrag in fehlt %}"):
        _paragraph(document, *((line,) if isinstance(line, str) else line))
    _paragraph(document, "{{ eintrag }}", "List Bullet")
    for line in ("{%p endfor %}", "{%p endif %}", "{%p for abschnitt in abschnitte %}"):
        _paragraph(document, line)
    _paragraph(document, "{{ abschnitt.ueberschrift }}", "Heading 1")
    _paragraph(document, "{%p for aussage in abschnitt.aussagen %}")
    _paragraph(document, "{%p if aussage.frage %}")
    _paragraph(document, "{{ aussage.frage }}", "Leise")
    _paragraph(document, "{%p endif %}")
    said = document.add_paragraph("{{ aussage.text }}")
    _mark(said, "aussage")
    for line in ("{%p endfor %}", "{%p for tabelle in abschnitt.tabellen %}"):
        _paragraph(document, line)
    _paragraph(document, "{{ tabelle.name }}", "Leise")
    _grid(document)
    for line in ("{%p endfor %}", "{%p for bild in abschnitt.bilder %}", "{{ bild.bild }}"):
        _paragraph(document, line)
    _paragraph(document, "{{ bild.name }}", "Leise")
    for line in ("{%p endfor %}", "{%p endfor %}", "{%p if quellen %}"):
        _paragraph(document, line)
    _paragraph(document, "{{ worte.quellen }}", "Heading 2")
    _paragraph(document, "{{ worte.quellen_wozu }}", "Quelle")
    _paragraph(document, "{%p for quelle in quellen %}")
    _paragraph(document, "[{{ quelle.nummer }}] {{ quelle.angabe }}", "Quelle")
    for line in ("{%p endfor %}", "{%p endif %}"):
        _paragraph(document, line)
    written = BytesIO()
    package = document.part.package
    for number in [number for number, relation in package.rels.items() if relation.reltype.endswith("/thumbnail")]:
        del package.rels[number]
    document.core_properties.author = document.core_properties.comments = ""
    document.save(written)
    return repacked(written.getvalue())


def _styles(document: Any) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(10.5), INK
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "de-DE")
    normal.element.rPr.append(language)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(5), 1.1
    for name, size, before, after in (("Title", 18, 0, 6), ("Heading 1", 12.5, 13, 4), ("Heading 2", 11, 10, 3)):
        style = styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = FONT, Pt(size), True, INK
        style.element.rPr.rFonts.attrib.clear()
        style.font.name = FONT
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        for border in style.element.xpath(".//w:pBdr"):
            border.getparent().remove(border)
    for name, size, after, keep in (("Leise", 9.5, 2, True), ("Quelle", 8.5, 1, False)):
        style = styles.add_style(name, 1)
        style.base_style = normal
        style.font.size, style.font.color.rgb = Pt(size), QUIET
        style.paragraph_format.space_after, style.paragraph_format.keep_with_next = Pt(after), keep
    styles["List Bullet"].paragraph_format.space_after = Pt(2)


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2)
    foot = section.footer.paragraphs[0]
    foot.style = "Quelle"
    foot.add_run("{{ fall }} · {{ art }} · {{ worte.seite }} ")
    _field(foot, "PAGE")
    foot.add_run(" {{ worte.von }} ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(OxmlElement("w:r"))
    paragraph._p.append(field)


def _facts(document: Any) -> None:
    table = document.add_table(rows=2, cols=4)
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for place, name in enumerate(("fall", "phase", "empfaenger", "datum")):
        table.cell(0, place).paragraphs[0].style = "Leise"
        table.cell(0, place).paragraphs[0].add_run(f"{{{{ worte.{name} }}}}")
        table.cell(1, place).paragraphs[0].add_run(f"{{{{ {name} }}}}")


def _grid(document: Any) -> None:
    """Loops over columns and rows: `tc` repeats a cell, `tr` a row."""
    table = document.add_table(rows=4, cols=3)
    table.style = "Table Grid"
    table.cell(0, 0).text, table.cell(0, 2).text = "{%tc for name in tabelle.kopf %}", "{%tc endfor %}"
    table.cell(0, 1).paragraphs[0].add_run("{{ name }}").bold = True
    table.cell(1, 0).text = "{%tr for zeile in tabelle.zeilen %}"
    table.cell(2, 0).text, table.cell(2, 2).text = "{%tc for zelle in zeile %}", "{%tc endfor %}"
    table.cell(2, 1).paragraphs[0].add_run("{{ zelle.text }}")
    _mark(table.cell(2, 1).paragraphs[0], "zelle")
    table.cell(3, 0).text = "{%tr endfor %}"
    head = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(head)


def _mark(paragraph: Any, name: str) -> None:
    mark = paragraph.add_run(MARK.replace("OF", name))
    mark.font.size, mark.font.color.rgb = Pt(8), QUIET


def _paragraph(document: Any, text: str, style: str | None = None) -> None:
    document.add_paragraph(text, style)


if __name__ == "__main__":
    OUR_TEMPLATE.write_bytes(template())
