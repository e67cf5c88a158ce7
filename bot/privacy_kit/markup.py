"""The Markdown of the kit, read once for web page and Word file alike, with the blanks for the operator as tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

BLANK = re.compile(r"(?<!\\)\[bitte [^\[\]]+\]")
MARK = "blank"
"""The type of the tokens that hold a blank."""
MOST_COLUMNS_UPRIGHT = 6
"""A document with a wider table is printed on its side."""

# Between a sign and its number a line must not break.
_KEPT_TOGETHER = re.compile(r"(§|Art\.|Abs\.|Nr\.|Satz|Buchst\.|SGB) (?=\d|[IVX]+\b|[a-h]\b)")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def read(markdown: str) -> list[Token]:
    """The tokens of a document. Raw HTML is text like any other."""
    return _PARSER.parse(markdown)


def widest_row(tokens: list[Token]) -> int:
    """The number of columns of the widest table; 0 without a table."""
    widest = columns = 0
    for token in tokens:
        columns = 0 if token.type == "tr_open" else columns + (token.type == "th_open")
        widest = max(widest, columns)
    return widest


def escaped(text: str) -> str:
    """The text as one line that means nothing in Markdown."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.splitlines()))


def _mark_blanks(state: StateCore) -> None:
    for token in state.tokens:
        if token.children:
            token.children = [part for child in token.children for part in _parted(child)]


def _parted(token: Token) -> Iterator[Token]:
    if token.type != "text":
        yield token
        return
    text = _KEPT_TOGETHER.sub("\\1\u00a0", token.content)
    end = 0
    for found in BLANK.finditer(text):
        yield _text(token, "text", text[end : found.start()])
        yield _text(token, MARK, found[0])
        end = found.end()
    yield _text(token, "text", text[end:])


def _text(like: Token, kind: str, content: str) -> Token:
    return Token(kind, "", 0, content=content, level=like.level)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.core.ruler.after("text_join", "blanks", _mark_blanks)
    return parser


_PARSER = _parser()
