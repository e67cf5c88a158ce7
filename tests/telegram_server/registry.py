"""The table of Bot API methods: which parameters each knows, of which kind, and what runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.telegram_server.errors import broken_limit

if TYPE_CHECKING:
    from tests.telegram_server.world import World

Raw = dict[str, Any]
Kind = Callable[[Any], Any]
Run = Callable[["World", Raw], Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came as a multipart part."""

    name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Method:
    name: str
    required: tuple[str, ...]
    kinds: dict[str, Kind]
    run: Run


METHODS: dict[str, Method] = {}


def method(name: str, *required: str, **kinds: Kind) -> Callable[[Run], Run]:
    """Register a function (World, parameters) -> result; it may be a coroutine function."""

    def register(run: Run) -> Run:
        METHODS[name.lower()] = Method(name, required, kinds, run)
        return run

    return register


def integer(value: Any) -> int:
    if isinstance(value, (bool, float)):
        raise ValueError(value)
    return int(value)


def string(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value


def flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    known = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False, "": False}
    try:
        return known[str(value).lower()]
    except KeyError:
        raise ValueError(value) from None


def data(value: Any) -> Any:
    """A JSON value: as it is in a JSON body, serialized in forms and query strings."""
    return json.loads(value) if isinstance(value, str) else value


def chat(value: Any) -> int | str:
    if isinstance(value, str) and value.startswith("@"):
        return value
    return integer(value)


def file(value: Any) -> str | Upload:
    return value if isinstance(value, Upload) else string(value)


def convert(target: Method, given: Raw) -> Raw:
    """The parameters with their types. Stricter than Telegram: an unknown parameter is refused."""
    converted: Raw = {}
    kinds = target.kinds
    for name, value in given.items():
        kind = kinds.get(name)
        if kind is None:
            raise broken_limit(f"unknown parameter {name} of {target.name}")
        if value is None:
            continue
        try:
            converted[name] = kind(value)
        except ValueError:
            raise broken_limit(f"invalid {name} specified") from None
    for name in target.required:
        if name not in converted or converted[name] == "":
            raise broken_limit(f"{name} is empty")
    return converted
