"""PDF: what is in it, that it can be read aloud, and what happens to signs that no font shows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
import typst

from bot.reports.page import page_of
from bot.reports.paper import page_count, pdf, png
from bot.reports.view import Figure, Report, Section
from tests.bot.reports.pdf_text import words_of
from tests.bot.reports.sample import SVG, interim, said, small


def printed(report: Report) -> bytes:
    return pdf(page_of(report), report.kind.register, report.made_on)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_everything_that_is_said_is_printed() -> None:
    words = squeezed(words_of(printed(interim())))
    for part in ("Zehn Wochen in der Großküche", "Ich mache meine Pausen.", "Die Stunden im November", "Fassung 2"):
        assert squeezed(part) in words
    # Broken at the ends of lines by hyphens that are not in the text.
    assert squeezed("Die Karten bleiben, die Küchenlei") in words


@pytest.mark.parametrize(
    "text",
    [
        'a & b < c > "d" {{ x }} {% y %} \\ #let *fett* _x_ $m$ @y // /* `z` ~ <a> [b]',
        "Das lief gut 👍 😀 ✅",
        "Łódź, Žižek, Ελλάδα, Привет",
        "„So“ – sagte sie … ½",
    ],
)
def test_text_is_never_markup(text: str) -> None:
    assert squeezed(text) in squeezed(words_of(printed(small(text))))


def test_right_to_left_text_is_printed() -> None:
    words = words_of(printed(small("שלום")))
    assert set("שלום") <= set(words)


def test_line_breaks_stay() -> None:
    assert "Eins\nZwei" in words_of(printed(small("Eins\nZwei")))


def test_signs_without_a_font_are_numbered_and_named() -> None:
    words = squeezed(words_of(printed(small("Gut 日本 und 語"))))
    assert squeezed("Gut [U+65E5][U+672C] und [U+8A9E]") in words
    assert squeezed("An ihrer Stelle steht ihre Nummer: [U+65E5], [U+672C], [U+8A9E]") in words


def test_it_is_tagged_in_german_with_a_title() -> None:
    document = printed(interim())
    assert b"/StructTreeRoot" in document
    assert b"/Lang(de-DE)" in document.replace(b"/Lang (", b"/Lang(")
    for tag in (b"/H1", b"/H2", b"/TH", b"/TD", b"/Figure", b"/LI"):
        assert b"/S" + tag in document
    assert b"pdfuaid:part" in document


def test_pictures_have_words() -> None:
    figure = Figure("Verlauf", SVG, "Steigt von 3 auf 8")
    assert b"/Alt(Steigt von 3 auf 8)" in printed(small("", sections=(Section("A", figures=(figure,)),)))


def test_all_fonts_are_inside() -> None:
    document = printed(small("Gut 👍 שלום"))
    described = re.findall(rb"/Type/FontDescriptor.*?>>", document, re.DOTALL)
    assert len(described) >= 2
    assert all(b"/FontFile" in font for font in described)


def test_fonts_of_the_machine_are_not_used() -> None:
    """DejaVu Sans, which most machines have, shows this letter, and no font of ours does."""
    assert "[U+10300]" in words_of(printed(small("\U00010300")))


def test_the_day_is_the_day_of_the_report() -> None:
    assert b"CreationDate(D:20270309000000" in printed(replace(interim(), made_on=date(2027, 3, 9)))


def test_it_loads_nothing() -> None:
    document = printed(small("https://example.org"))
    assert b"/URI" not in document
    assert b"/GoToR" not in document
    assert b"/Launch" not in document


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "/etc/hostname", "../../x.png", "http://127.0.0.1:1/x.png"]
)
def test_a_picture_reads_no_file_and_no_address(address: str) -> None:
    with pytest.raises(typst.TypstError, match="failed to load linked image"):
        png(SVG.replace("</svg>", f'<image href="{address}" width="9" height="9"/></svg>'))


def test_a_tall_picture_fits_the_page() -> None:
    tall = SVG.replace('viewBox="0 0 480 150"', 'viewBox="0 0 480 4800"')
    report = small("", sections=(Section("A", figures=(Figure("Turm", tall, "Turm"),)),))
    assert page_count(printed(report)) == 1
    drawn = png(tall)
    assert int.from_bytes(drawn[20:24]) == pytest.approx(9 / 2.54 * 200, abs=2)


@pytest.mark.parametrize("length", [1, 60])
def test_pages_are_counted(length: int) -> None:
    statements = tuple(said("Ein Satz, der etwa eine Zeile lang ist, damit es mehr werden.", i) for i in range(length))
    document = printed(small("", sections=(Section("A", statements),)))
    assert page_count(document) == len(re.findall(rb"/Type/Page/", document))
    assert (page_count(document) > 1) == (length == 60)
