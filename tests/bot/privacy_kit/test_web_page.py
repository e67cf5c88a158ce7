"""Web pages say everything, load nothing and can be printed."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from bot.privacy_kit.documents import Document
from bot.privacy_kit.web_page import web_page
from tests.bot.privacy_kit.installation import kit, readable

PAGES = {number: web_page(document).decode() for number, document in kit().items()}


class Attributes(HTMLParser):
    """Collects every attribute of every element."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(tag, name, value or "") for name, value in attrs]


@pytest.mark.parametrize("number", PAGES)
def test_nothing_is_loaded(number: str) -> None:
    parser = Attributes()
    parser.feed(PAGES[number])
    assert [found for found in parser.found if found[1] in ("src", "srcset", "action", "data", "poster")] == []
    assert [found for found in parser.found if found[1].startswith("on")] == []
    leading = [value for _, name, value in parser.found if name == "href"]
    assert [value for value in leading if not re.fullmatch(r"[0-9a-z-]+\.html", value)] == []
    assert not re.search(r"url\(|@import|<script|<link|https?://", PAGES[number])


@pytest.mark.parametrize("number", PAGES)
def test_every_blank_is_marked(number: str) -> None:
    page = PAGES[number]
    assert page.count("<mark>[bitte ") == readable(page).count("[bitte ")


def test_a_page_says_what_its_document_says() -> None:
    assert "AES-256-GCM" in PAGES["02"]
    assert readable(PAGES["06"]).count("§ 80") > 5
    assert '<html lang="de">' in PAGES["06"]
    assert "<title>Löschkonzept</title>" in PAGES["04"]


def test_links_of_the_index_lead_to_pages() -> None:
    names = {f"{document.name}.html" for document in kit().values()}
    assert set(re.findall('href="([^"]+)"', PAGES["index"])) == names - {"index.html"}
    assert 'href="index.html"' in PAGES["01"]


def test_values_cannot_become_elements() -> None:
    page = web_page(Document("01-x", "<b>", "# T\n\n<script>alert(1)</script> & [bitte eintragen: <i>]")).decode()
    assert "<script" not in page
    assert "<i>" not in page
    assert "<title>&lt;b&gt;</title>" in page


def test_only_easy_pages_break_after_each_line() -> None:
    assert "<br>" in PAGES["07b"]
    assert "<br>" not in PAGES["07a"]


def test_only_the_matrix_lies_on_its_side() -> None:
    assert [number for number, page in PAGES.items() if "landscape" in page] == ["03"]
