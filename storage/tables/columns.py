"""Kinds of columns that several tables share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import DateTime, Dialect, String, Table, Text, TypeDecorator, text
from sqlmodel import Field, SQLModel


class AwareDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC. SQLite forgets zones, so they are put back when reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a datetime without a time zone must not be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def at(*, index: bool = False, nullable: bool = False) -> Any:
    return Field(sa_type=AwareDateTime, index=index, nullable=nullable)


def sealed(kind: type[String] = Text, *, nullable: bool = False) -> Any:
    """Text that is encrypted before it gets here; see `storage.encryption`. Columns made for names are a String."""
    return Field(default=None, sa_type=kind, nullable=nullable)


def key_id() -> Any:
    """The id of a key in the key store. Empty until the row was brought under a key."""
    return Field(default="", sa_column_kwargs={"server_default": ""})


def only(condition: str) -> dict[str, Any]:
    """Restricts an index to some rows, in both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


def table(model: type[SQLModel]) -> Table:
    return cast("Table", model.__dict__["__table__"])
