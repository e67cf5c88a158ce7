"""Templates of an office: which one wins, and how each broken or hostile one is refused with its name and place."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from bot.errors import TemplateError
from bot.reports.page import page_of
from bot.reports.rendering import Format, render_report
from bot.reports.view import ReportKind
from bot.reports.word import BYTES, OUR_TEMPLATE, docx
from tests.bot.reports.sample import MADE_ON, interim, small


def office(folder: Path, *paragraphs: str, name: str = "bericht.docx") -> Path:
    """A folder with a template of these paragraphs."""
    document: Any = Document()
    document.core_properties.author = "Sabine Eibe"
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(folder / name))
    return folder


def rewritten(folder: Path, change: Callable[[str, bytes], bytes], **added: bytes) -> Path:
    """A folder with our template, some of its parts changed and others added."""
    with zipfile.ZipFile(OUR_TEMPLATE) as source, zipfile.ZipFile(folder / "bericht.docx", "w") as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, content in added.items():
            target.writestr(name, content)
    return folder


def refused(folder: Path, seconds: float = 10) -> str:
    with pytest.raises(TemplateError) as caught:
        docx(page_of(interim()), ReportKind.INTERIM, MADE_ON, folder, seconds)
    assert "bericht.docx" in str(caught.value)
    return str(caught.value)


def text_with(folder: Path | None, kind: ReportKind = ReportKind.INTERIM) -> str:
    document = Document(BytesIO(render_report(small("Gut", kind), Format.DOCX, folder)))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_template_of_the_office_wins(tmp_path: Path) -> None:
    office(tmp_path, "Für alle: {{ titel }}")
    office(tmp_path, "Nur zwischendurch: {{ titel }}", name="zwischenbericht.docx")
    assert text_with(tmp_path) == "Nur zwischendurch: Bericht"
    assert text_with(tmp_path, ReportKind.FINAL) == "Für alle: Bericht"


def test_without_a_template_ours_is_taken(tmp_path: Path) -> None:
    assert text_with(tmp_path) == text_with(None)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="vorlagen cannot be used: NACHKLANG_TEMPLATES must name a folder"):
        text_with(tmp_path / "vorlagen")


def test_a_template_does_not_tell_who_made_it(tmp_path: Path) -> None:
    document = Document(BytesIO(render_report(small("Gut"), Format.DOCX, office(tmp_path, "{{ titel }}"))))
    assert document.core_properties.author == ""


@pytest.mark.parametrize(
    ("paragraph", "said"),
    [
        ("Sehr geehrte {{ kunde }}", "'kunde' is undefined"),
        ("Betrifft {{ fall.kunde }}", "'kunde' is undefined"),
        ("Wenn {% if fehlt %} etwas fehlt", "endif"),
        ("Nur {{ titel }", "unexpected"),
        ("Los {{ titel.__class__.__mro__ }}", "'__mro__' is not the name of a placeholder"),
        ("Los {% for c in titel.__class__.__subclasses__() %}{{ c }}{% endfor %}", "cannot call functions"),
        ("Los {{ titel | attr('__class__') }}", "No filter named 'attr'"),
        ("Los {{ range(9) }}", "cannot call functions"),
        ("Los {{ 'a' * 1000000000 }}", "a template cannot calculate"),
        ("Los {% include '/etc/passwd' %}", "no loader"),
        ("Los {% import 'os' as os %}", "no loader"),
    ],
)
def test_a_broken_template_is_refused_with_its_place(tmp_path: Path, paragraph: str, said: str) -> None:
    message = refused(office(tmp_path, "Ein guter Absatz", paragraph, "Noch einer"))
    assert said in message
    assert f'The place: "{paragraph}' in message


def test_a_loop_that_tears_the_document_is_refused(tmp_path: Path) -> None:
    document: Any = Document()
    document.add_paragraph("{% for abschnitt in abschnitte %}")
    document.add_table(1, 1).cell(0, 0).text = "{% endfor %}"
    document.save(str(tmp_path / "bericht.docx"))
    assert "tears the document apart" in refused(tmp_path)


def test_loops_in_loops_are_stopped(tmp_path: Path) -> None:
    loops = 12
    many = "{% for a in [1,2,3,4,5,6,7,8,9,0] %}" * loops + "{% endfor %}" * loops
    assert "stopped after 2 seconds" in refused(office(tmp_path, many), seconds=2)


def test_a_template_that_eats_memory_is_stopped(tmp_path: Path) -> None:
    doubled = "{% set a = titel ~ titel %}" + "{% set a = a ~ a %}" * 40
    assert "too much memory or time" in refused(office(tmp_path, doubled + "{{ a }}"))


def test_a_file_that_is_too_big_is_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "bericht.docx").open("wb") as file:
        file.truncate(10 * BYTES)
    assert "50,000,000 bytes, 5,000,000 are allowed" in refused(tmp_path)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bericht.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", bytes(60_000_000))
    assert "unpacked it has more than 50,000,000 bytes" in refused(tmp_path)


@pytest.mark.parametrize("content", [b"", b"Sehr geehrte Damen", b"PK\x03\x04 broken"])
def test_what_is_no_document_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bericht.docx").write_bytes(content)
    assert "it is not a Word document" in refused(tmp_path)


def test_a_folder_in_place_of_a_template_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bericht.docx").mkdir()
    refused(tmp_path)


def replaced(part: str, old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    def change(name: str, content: bytes) -> bytes:
        assert name != part or old in content
        return content.replace(old, new, 1) if name == part else content

    return change


BODY, RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
KIND = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def relation(kind: bytes, target: bytes) -> bytes:
    return (
        b'<Relationship Id="rId99" Type="' + KIND + kind + b'" Target="' + target + b'" TargetMode="External"/>'
        b"</Relationships>"
    )


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        (BODY, b"<w:document", b'<!DOCTYPE a [<!ENTITY b "c">]><w:document', "declares entities"),
        (BODY, b"</w:body>", b"", "is damaged"),
        (RELATIONS, b"</Relationships>", relation(b"image", b"https://example.org/a.png"), "https://example.org/a.png"),
        (RELATIONS, b"</Relationships>", relation(b"oleObject", b"file:///c:/a.xlsx"), "from outside"),
        (BODY, b"<w:t>", b"<w:instrText>INCLUDEPICTURE x</w:instrText><w:t>", "INCLUDEPICTURE"),
    ],
)
def test_what_loads_something_is_refused(tmp_path: Path, part: str, old: bytes, new: bytes, said: str) -> None:
    assert said in refused(rewritten(tmp_path, replaced(part, old, new)))


def test_macros_are_refused(tmp_path: Path) -> None:
    assert "macros" in refused(rewritten(tmp_path, lambda _, content: content, **{"word/vbaProject.bin": b"x"}))


def test_links_may_stay_and_the_tie_to_a_template_goes(tmp_path: Path) -> None:
    tie = relation(b"attachedTemplate", b"file:///c:/a.dotm")
    tied = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + tie

    def change(name: str, content: bytes) -> bytes:
        if name == RELATIONS:
            return content.replace(b"</Relationships>", relation(b"hyperlink", b"https://example.org"))
        element = b'<w:attachedTemplate xmlns:r="' + KIND.rstrip(b"/") + b'" r:id="rId99"/><w:zoom'
        return content.replace(b"<w:zoom", element, 1) if name == "word/settings.xml" else content

    rewritten(tmp_path, change, **{"word/_rels/settings.xml.rels": tied})
    with zipfile.ZipFile(BytesIO(render_report(small("Gut"), Format.DOCX, tmp_path))) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.startswith("word/")}
    assert b"https://example.org" in parts[RELATIONS]
    assert [name for name, part in parts.items() if b"attachedTemplate" in part or b".dotm" in part] == []
