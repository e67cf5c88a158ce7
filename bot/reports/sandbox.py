"""The jinja2 environment of reports: templates see named placeholders and nothing else, no calls, no arithmetic."""

from __future__ import annotations

import re
from typing import Any, Final

from jinja2 import BaseLoader, StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

FILTERS: Final = ("upper", "lower", "join", "length", "first", "last", "default")
_LOOP: Final = ("first", "last", "index", "index0", "length")
# A backslash, a quote or two underscores have no business in a name that a template asks for.
_NAME = re.compile("[a-z][a-z0-9_]*")


class PlaceholderEnvironment(SandboxedEnvironment):
    """Renders dictionaries, lists and strings. Unknown names raise UndefinedError, everything clever SecurityError."""

    intercepted_binops = frozenset(SandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(SandboxedEnvironment.default_unop_table)

    def __init__(self, loader: BaseLoader | None, autoescape: bool) -> None:
        super().__init__(
            loader=loader,
            autoescape=autoescape,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A value of a dictionary, or where in a loop we are."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        return self._unknown(attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A value of a dictionary by its key, or of a list by its place."""
        if isinstance(obj, list) and isinstance(argument, int) and argument < len(obj):
            return obj[argument]
        return self.getattr(obj, str(argument))

    def call(self, *positional: Any, **named: Any) -> Any:
        raise SecurityError("a template cannot call functions")

    def call_binop(self, *positional: Any) -> Any:
        raise SecurityError("a template cannot calculate")

    def call_unop(self, *positional: Any) -> Any:
        raise SecurityError("a template cannot calculate")

    def _unknown(self, name: str) -> Undefined:
        if _NAME.fullmatch(name):
            return self.undefined(name=name)
        return self.undefined(f"'{name}' is not the name of a placeholder", exc=SecurityError)


def keep_underscores(value: Any) -> Any:
    """docxtpl turns `{_{` in its result into `{{`; as a character reference an underscore survives that."""
    return Markup(str(escape(value)).replace("_", "&#95;")) if isinstance(value, str) else value  # noqa: S704  escaped
