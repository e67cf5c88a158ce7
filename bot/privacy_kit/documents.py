"""The documents of the kit: every Markdown template filled in with the facts, and the blanks left for the operator."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from bot.privacy_kit.facts import TEMPLATES, KitFacts
from bot.privacy_kit.markup import BLANK, escaped

INDEX = "index"
BLANKS = "09-was-sie-noch-eintragen-muessen"
_TITLE = re.compile("^# (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """One document. `name` is the stem of its files; `easy` documents are set in larger letters."""

    name: str
    title: str
    markdown: str

    @property
    def number(self) -> str:
        return self.name.partition("-")[0]

    @property
    def easy(self) -> bool:
        return self.name.endswith("-einfach")


@dataclass(frozen=True, slots=True)
class Blank:
    """Something only the operator knows, and the documents that ask for it."""

    text: str
    documents: tuple[Document, ...]


def documents_of(facts: KitFacts) -> tuple[Document, ...]:
    """All documents in the order of their names; the list of blanks knows those before it, the index knows all."""
    names = sorted(file.stem for file in TEMPLATES.glob("[!_]*.md"))
    told = [_document(name, facts=facts) for name in names if name not in (BLANKS, INDEX)]
    told.append(_document(BLANKS, facts=facts, blanks=blanks_in(told)))
    return (_document(INDEX, facts=facts, documents=told), *told)


def blanks_in(documents: Iterable[Document]) -> tuple[Blank, ...]:
    """Every blank once, in the order of appearance."""
    asked: dict[str, dict[Document, None]] = {}
    for document in documents:
        for found in BLANK.finditer(document.markdown):
            asked.setdefault(" ".join(found[0].split()), {})[document] = None
    return tuple(Blank(text, tuple(asking)) for text, asking in asked.items())


def _document(name: str, **known: Any) -> Document:
    markdown = _ENVIRONMENT.get_template(f"{name}.md").render(**known)
    title = _TITLE.search(markdown)
    assert title is not None, f"{name}.md has no heading"
    return Document(name, title[1], markdown)


def _filled_in(value: Any) -> Any:
    # What an include or a macro brings is Markdown already; StrictUndefined complains as soon as it is used.
    return escaped(str(value))


_ENVIRONMENT = SandboxedEnvironment(
    loader=FileSystemLoader(TEMPLATES),
    undefined=StrictUndefined,
    finalize=_filled_in,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
