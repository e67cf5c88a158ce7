"""What the data protection kit tells about this installation: settings, periods, roles and rights as plain values."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.rights import MATRIX, ROLES, Right
from bot.settings import SETTINGS, Settings
from storage.database import parse_url
from storage.retention import Periods

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class RoleFact:
    """A role as the kit calls it, and what it is."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class RightFact:
    """A line of the role matrix: `allowed` goes along with the roles of the facts."""

    label: str
    allowed: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class KitFacts:
    """Everything the templates may mention. Holds no secret and nothing about people."""

    made_on: date
    version: str
    database: str
    telegram: bool
    webhook: bool
    own_api_server: bool
    api_host: str
    zone: str
    key_from_file: bool
    keys_folder: str
    organisation: str
    contact: str
    messages_per_minute: int
    periods: Periods
    roles: tuple[RoleFact, ...]
    rights: tuple[RightFact, ...]


def facts_of(settings: Settings, version: str, made_on: date) -> KitFacts:
    """The facts of an installation with these settings, as of that day."""
    labels = _labels()
    official = next(setting.default for setting in SETTINGS if setting.name == "TELEGRAM_API_BASE_URL")
    return KitFacts(
        made_on=made_on,
        version=version,
        database=parse_url(settings.database_url).get_backend_name(),
        telegram=bool(settings.telegram_token),
        webhook=bool(settings.webhook_url),
        own_api_server=settings.telegram_api != official,
        api_host=urlsplit(settings.telegram_api).hostname or "",
        zone=settings.zone.key,
        key_from_file=not settings.master_key,
        keys_folder=str(settings.keys_folder),
        organisation=settings.organisation,
        contact=settings.contact,
        messages_per_minute=settings.messages_per_minute,
        periods=settings.periods,
        roles=tuple(RoleFact(**labels["roles"][role]) for role in ROLES),
        rights=tuple(
            RightFact(labels["rights"][right], tuple(right in MATRIX[role] for role in ROLES)) for right in Right
        ),
    )


def _labels() -> dict[str, Any]:
    return tomllib.loads((TEMPLATES / "labels.toml").read_text(encoding="utf-8"))
