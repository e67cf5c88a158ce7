"""The texts around the dialogs: short templates in both registers, filled in with jinja2."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dialogs.catalogue.easy_language.lines import LABELS, in_lines
from dialogs.catalogue.problems import Problem
from dialogs.catalogue.reader import Reader
from dialogs.engine.model import Register, Texts

# Plain text, never HTML: nothing is escaped.
_ENVIRONMENT = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


@dataclass(frozen=True, slots=True)
class Written:
    """A text as its author wrote it, and in which file."""

    file: str
    texts: Texts


class SharedTexts:
    """All texts by key. `say` fills one in for a register; `written` holds them as they were written."""

    def __init__(
        self, templates: Mapping[str, Mapping[Register, Template | str]], written: Mapping[str, Written]
    ) -> None:
        self._templates = templates
        self.written = written

    def keys(self) -> frozenset[str]:
        return frozenset(self._templates)

    def with_more(self, more: SharedTexts) -> SharedTexts:
        """These texts and `more` of them."""
        return SharedTexts({**self._templates, **more._templates}, {**self.written, **more.written})

    def say(self, key: str, register: Register, **values: object) -> str:
        """The text `key`. Raises KeyError for an unknown key and UndefinedError for a missing value."""
        found = self._templates[key][register]
        return found if isinstance(found, str) else found.render(values)


def read_texts(data: Mapping[str, Any], file: str, problems: list[Problem]) -> SharedTexts:
    """Reads a file of [key] tables, each with both registers."""
    reader = Reader(data, file, "", problems)
    templates: dict[str, dict[Register, Template | str]] = {}
    written: dict[str, Written] = {}
    for key in data:
        templates[key] = {}
        texts = reader.texts(key)
        written[key] = Written(file, texts if key.startswith(LABELS) else in_lines(texts))
        for register, text in written[key].texts.items():
            try:
                templates[key][register] = _ENVIRONMENT.from_string(text) if "{" in text else text
            except TemplateError as error:
                reader.problem(f"'{key}.{register}' is not a valid template: {error}")
    return SharedTexts(templates, written)
