"""HTML and text against golden files, their limits, and that they load nothing."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser

import pytest

from bot.reports.markup import COLUMNS, html, plain_text
from bot.reports.page import page_of
from bot.reports.view import Figure, ReportKind, Section
from tests.bot.reports.sample import GOLDEN, SVG, golden_files, interim, small


@pytest.mark.parametrize("name", golden_files())
def test_golden_files(name: str) -> None:
    """`python -m tests.bot.reports.sample` writes them anew; read the difference."""
    assert golden_files()[name].decode() == (GOLDEN / name).read_text(encoding="utf-8")


def test_text_is_at_most_80_columns_wide() -> None:
    text = plain_text(page_of(small("Wort " * 300 + "x" * 4000, title="Titel " * 40))).decode()
    assert max(map(len, text.splitlines())) <= COLUMNS


def test_html_is_well_formed() -> None:
    open_tags: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag not in ("meta", "img", "br"):
                open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    Reader().feed(html(page_of(interim(ReportKind.FOR_COACHEE))).decode())
    assert open_tags == []


def test_html_loads_nothing() -> None:
    page = html(page_of(small('<img src="https://example.org/x.png"> <script>alert(1)</script>'))).decode()
    targets = re.findall(r"""<[a-z][^>]*?\s(?:src|href|srcset|data|action)\s*=\s*["']?([^"'\s>]+)""", page)
    assert all(target.startswith(("#", "data:image/svg+xml;base64,")) for target in targets)
    assert re.findall(r"<script|@import|url\(", page) == []
    assert "default-src 'none'" in page


def test_html_shows_markup_as_it_was_written() -> None:
    assert "&lt;b&gt;fett&lt;/b&gt; &amp; {{ x }}" in html(page_of(small("<b>fett</b> & {{ x }}"))).decode()


def test_pictures_are_inside_and_have_words() -> None:
    figure = Figure("Verlauf", SVG, 'Steigt von "3" auf 8')
    page = html(page_of(small("", sections=(Section("A", figures=(figure,)),)))).decode()
    found = re.search(r'<img src="data:image/svg\+xml;base64,([^"]+)" alt="([^"]+)">', page)
    assert found is not None
    assert base64.b64decode(found[1]).decode() == SVG
    assert found[2] == "Steigt von &#34;3&#34; auf 8"


def test_only_a_draft_says_that_it_is_one() -> None:
    assert "Entwurf" not in plain_text(page_of(small("Gut"))).decode()
    assert "Entwurf" in plain_text(page_of(small("Gut", missing=("Die Stunden",)))).decode()


def test_nothing_is_said_about_sources_without_statements() -> None:
    assert "Quellen" not in html(page_of(small("", sections=()))).decode()
    assert "Quellen" not in plain_text(page_of(small("", sections=()))).decode()
