"""A document as one web page: readable on a phone, printable on A4, without anything to load."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

from bot.privacy_kit.documents import INDEX, Document
from bot.privacy_kit.facts import TEMPLATES
from bot.privacy_kit.markup import MOST_COLUMNS_UPRIGHT, read, widest_row


class _Renderer(RendererHTML):
    def blank(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return f"<mark>{escape(tokens[index].content)}</mark>"

    def softbreak(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        # In easy language each sentence has a line of its own.
        return "<br>\n" if env["easy"] else "\n"

    def table_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return '<div class="table" tabindex="0"><table>\n'

    def table_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return "</table></div>\n"


def web_page(document: Document) -> bytes:
    """The page in UTF-8."""
    tokens = read(document.markdown)
    text = _ENVIRONMENT.get_template("page.html").render(
        title=document.title,
        body=Markup(_Renderer().render(tokens, _OPTIONS, {"easy": document.easy})),  # noqa: S704  the renderer escapes
        easy=document.easy,
        wide=widest_row(tokens) > MOST_COLUMNS_UPRIGHT,
        index=f"{INDEX}.html" if document.name != INDEX else "",
    )
    return text.encode()


_OPTIONS = MarkdownIt("commonmark").options
_ENVIRONMENT = SandboxedEnvironment(
    loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
)
