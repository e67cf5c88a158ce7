"""All settings, read in one place from the environment or a `.env` file, all mistakes reported at once."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values

from storage.database import DatabaseAddressError, parse_url

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_ADDRESS = re.compile(r"https?://[^\s/]+(/[^\s]*)?")


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable: its name, default and meaning. The README shows the same table."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("TELEGRAM_BOT_TOKEN", "", "Token of the bot, from @BotFather. Needed by `run`."),
    Setting("TELEGRAM_API_BASE_URL", "https://api.telegram.org", "Bot API server; files come from the same one."),
    Setting(
        "NACHKLANG_DATABASE_URL",
        "sqlite:///nachklang.db",
        "The database; by default a file in the working directory.",
    ),
    Setting("NACHKLANG_TIMEZONE", "Europe/Berlin", "Time zone in which days begin and end."),
    Setting("NACHKLANG_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR. No level logs what people write."),
    Setting("NACHKLANG_WEBHOOK_URL", "", "Public https address for a webhook; empty means long polling."),
    Setting("NACHKLANG_WEBHOOK_SECRET", "", "Secret that Telegram sends with each webhook call; needed for a webhook."),
    Setting("NACHKLANG_WEBHOOK_LISTEN", "127.0.0.1:8080", "Address on which the webhook listens, behind your proxy."),
)


class SettingsError(Exception):
    """Settings that cannot be used; the message lists every one of them."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        listed = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"The settings have {len(problems)} problem(s); correct the environment or .env:\n{listed}")


@dataclass(frozen=True, slots=True)
class Settings:
    """Checked settings. An empty `telegram_token` means that Telegram is not set up."""

    telegram_token: str
    telegram_api: str
    database_url: str
    zone: ZoneInfo
    log_level: str
    webhook_url: str
    webhook_secret: str
    webhook_host: str
    webhook_port: int


def read_settings(environment: Mapping[str, str], folder: Path) -> Settings:
    """Reads the settings; what the environment says goes before `.env` in `folder`. Raises SettingsError."""
    try:
        from_file = {key: value or "" for key, value in dotenv_values(folder / ".env", encoding="utf-8").items()}
    except (OSError, UnicodeDecodeError):
        raise SettingsError([".env cannot be read; save it as UTF-8 text that this user may read."]) from None
    merged = {**from_file, **environment}
    values = {setting.name: merged.get(setting.name, "").strip() or setting.default for setting in SETTINGS}
    problems: list[str] = []
    host, port = _listen(values["NACHKLANG_WEBHOOK_LISTEN"], problems)
    if values["TELEGRAM_BOT_TOKEN"] and not _TOKEN.fullmatch(values["TELEGRAM_BOT_TOKEN"]):
        problems.append("TELEGRAM_BOT_TOKEN does not look like a token; copy it again from @BotFather (123456:ABC...).")
    if not _ADDRESS.fullmatch(values["TELEGRAM_API_BASE_URL"]):
        problems.append("TELEGRAM_API_BASE_URL must start with http:// or https://; leave it out for the official one.")
    if values["NACHKLANG_LOG_LEVEL"].upper() not in LOG_LEVELS:
        problems.append(f"NACHKLANG_LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}.")
    if values["NACHKLANG_WEBHOOK_URL"]:
        if not _ADDRESS.fullmatch(values["NACHKLANG_WEBHOOK_URL"]):
            problems.append("NACHKLANG_WEBHOOK_URL must start with https://; leave it out for long polling.")
        if not _SECRET.fullmatch(values["NACHKLANG_WEBHOOK_SECRET"]):
            problems.append("NACHKLANG_WEBHOOK_SECRET must have 1 to 256 of the characters A-Z, a-z, 0-9, _ and -.")
    try:
        parse_url(values["NACHKLANG_DATABASE_URL"])
    except DatabaseAddressError as error:
        problems.append(str(error))
    zone = _zone(values["NACHKLANG_TIMEZONE"], problems)
    if problems:
        raise SettingsError(problems)
    return Settings(
        telegram_token=values["TELEGRAM_BOT_TOKEN"],
        telegram_api=values["TELEGRAM_API_BASE_URL"].rstrip("/"),
        database_url=values["NACHKLANG_DATABASE_URL"],
        zone=zone,
        log_level=values["NACHKLANG_LOG_LEVEL"].upper(),
        webhook_url=values["NACHKLANG_WEBHOOK_URL"],
        webhook_secret=values["NACHKLANG_WEBHOOK_SECRET"],
        webhook_host=host,
        webhook_port=port,
    )


def settings_here() -> Settings:
    """The settings of this process. Raises SettingsError."""
    return read_settings(os.environ, Path.cwd())


def _zone(name: str, problems: list[str]) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        problems.append(f"NACHKLANG_TIMEZONE '{name}' is not a time zone; use a name such as Europe/Berlin.")
        return ZoneInfo("UTC")


def _listen(value: str, problems: list[str]) -> tuple[str, int]:
    host, _, port = value.rpartition(":")
    if host and port.isdecimal() and 0 < int(port) < 65_536:
        return host, int(port)
    problems.append("NACHKLANG_WEBHOOK_LISTEN must be host:port, for example 127.0.0.1:8080.")
    return "", 0
