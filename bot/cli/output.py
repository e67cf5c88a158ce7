"""How commands speak: sentences for people, or one JSON document for programs."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer
from sqlalchemy.exc import DBAPIError

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of text.")]


def print_json(data: Any) -> None:
    print(as_json(data))


def as_json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def what_the_database_says(error: DBAPIError) -> str:
    """The first line of the driver's message; it names no values."""
    return str(error.orig).strip().split("\n")[0].rstrip(".")
