"""All settings, read in one place from the environment or a `.env` file, all mistakes reported at once."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from sqlalchemy.engine import make_url

from bot.follow_up.days import LANDS
from dialogs.engine.model import CASE_PHASES, Phase
from storage.database import DatabaseAddressError, parse_url
from storage.retention import Periods

KEYS_FOLDER = "nachklang-keys"
LONGEST_PHASE_NAME = 24
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
    Setting("NACHKLANG_ORGANISATION", "", "Who answers for the data, as people read it before they consent."),
    Setting("NACHKLANG_CONTACT", "", "Where people reach the data protection officer or whoever answers for the data."),
    Setting("NACHKLANG_TIMEZONE", "Europe/Berlin", "Time zone in which days begin and end."),
    Setting("NACHKLANG_LAND", "NI", "The Land whose holidays are free days, such as NI, NW or BY."),
    Setting("NACHKLANG_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR. No level logs what people write."),
    Setting("NACHKLANG_WEBHOOK_URL", "", "Public https address for a webhook; empty means long polling."),
    Setting("NACHKLANG_WEBHOOK_SECRET", "", "Secret that Telegram sends with each webhook call; needed for a webhook."),
    Setting("NACHKLANG_WEBHOOK_LISTEN", "127.0.0.1:8080", "Address on which the webhook listens, behind your proxy."),
    Setting(
        "NACHKLANG_KEYS_FOLDER",
        "",
        "Folder for `master.key` and the key store; empty means `nachklang-keys` beside the SQLite file. "
        "Never back it up together with the database.",
    ),
    Setting(
        "NACHKLANG_MASTER_KEY",
        "",
        "Master key instead of the file `master.key`; newest first, older ones after a comma.",
    ),
    Setting("NACHKLANG_KEEP_PRIVATE_MONTHS", "12", "Months after which notes that were never released are deleted."),
    Setting("NACHKLANG_KEEP_CASE_YEARS", "5", "A closed case is deleted at the end of that calendar year after."),
    Setting("NACHKLANG_KEEP_ADDRESS_MONTHS", "8", "Months after a person's last case ended that the address is kept."),
    Setting("NACHKLANG_KEEP_AUDIT_YEARS", "6", "Years for which the audit log is kept."),
    Setting("NACHKLANG_MESSAGES_PER_MINUTE", "60", "More than that from one person are answered with a friendly no."),
    Setting(
        "NACHKLANG_TEMPLATES",
        "",
        "Folder with Word templates of your own for reports, such as `zwischenbericht.docx` or `bericht.docx` for all.",
    ),
    Setting(
        "NACHKLANG_HEALTH_FILE",
        "",
        "File that says after each look at the schedule that all is well, for your monitoring; empty means none.",
    ),
    Setting(
        "NACHKLANG_PHASE_NAMES",
        "",
        "Names of your own for phases, such as `initiierung=Vorbereitung, gestaltung=Begleitung`.",
    ),
)
_PERIODS = ("PRIVATE_MONTHS", "CASE_YEARS", "ADDRESS_MONTHS", "AUDIT_YEARS")


class SettingsError(Exception):
    """Settings that cannot be used; the message lists every one of them."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        listed = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"The settings have {len(problems)} problem(s); correct the environment or .env:\n{listed}")


@dataclass(frozen=True, slots=True)
class Settings:
    """Checked settings. An empty `telegram_token` means that Telegram is not set up."""

    telegram_token: str = field(repr=False)
    telegram_api: str
    database_url: str
    organisation: str
    contact: str
    zone: ZoneInfo
    log_level: str
    webhook_url: str
    webhook_secret: str = field(repr=False)
    webhook_host: str
    webhook_port: int
    keys_folder: Path
    master_key: str = field(repr=False)
    periods: Periods
    messages_per_minute: int
    phase_names: Mapping[Phase, str]
    templates: Path | None
    land: str
    health_file: Path | None


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
    land = values["NACHKLANG_LAND"].upper()
    if land not in LANDS:
        problems.append(f"NACHKLANG_LAND must be one of {', '.join(LANDS)}.")
    periods = Periods(*(_number(values, f"NACHKLANG_KEEP_{name}", problems) for name in _PERIODS))
    messages_per_minute = _number(values, "NACHKLANG_MESSAGES_PER_MINUTE", problems)
    phase_names = _phase_names(values["NACHKLANG_PHASE_NAMES"], problems)
    if problems:
        raise SettingsError(problems)
    return Settings(
        telegram_token=values["TELEGRAM_BOT_TOKEN"],
        telegram_api=values["TELEGRAM_API_BASE_URL"].rstrip("/"),
        database_url=values["NACHKLANG_DATABASE_URL"],
        organisation=values["NACHKLANG_ORGANISATION"],
        contact=values["NACHKLANG_CONTACT"],
        zone=zone,
        log_level=values["NACHKLANG_LOG_LEVEL"].upper(),
        webhook_url=values["NACHKLANG_WEBHOOK_URL"],
        webhook_secret=values["NACHKLANG_WEBHOOK_SECRET"],
        webhook_host=host,
        webhook_port=port,
        keys_folder=_keys_folder(values["NACHKLANG_KEYS_FOLDER"], values["NACHKLANG_DATABASE_URL"], folder),
        master_key=values["NACHKLANG_MASTER_KEY"],
        periods=periods,
        messages_per_minute=messages_per_minute,
        phase_names=phase_names,
        templates=folder / values["NACHKLANG_TEMPLATES"] if values["NACHKLANG_TEMPLATES"] else None,
        land=land,
        health_file=folder / values["NACHKLANG_HEALTH_FILE"] if values["NACHKLANG_HEALTH_FILE"] else None,
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


def _number(values: Mapping[str, str], name: str, problems: list[str]) -> int:
    value = values[name]
    if value.isdecimal() and 0 < int(value) < 1_000_000:
        return int(value)
    problems.append(f"{name} must be a whole number above 0.")
    return 1


def _keys_folder(value: str, database_url: str, folder: Path) -> Path:
    """The folder for the keys: beside a SQLite file, otherwise in the working directory."""
    if value:
        return folder / value
    database = make_url(database_url)
    beside = database.get_backend_name() == "sqlite" and database.database
    return (folder / beside).parent / KEYS_FOLDER if beside else folder / KEYS_FOLDER


def _phase_names(value: str, problems: list[str]) -> dict[Phase, str]:
    names: dict[Phase, str] = {}
    for pair in filter(None, map(str.strip, value.split(","))):
        phase, _, name = (part.strip() for part in pair.partition("="))
        if phase in list(CASE_PHASES) and 0 < len(name) <= LONGEST_PHASE_NAME:
            names[Phase(phase)] = name
        else:
            known = ", ".join(CASE_PHASES)
            problems.append(
                f"NACHKLANG_PHASE_NAMES: '{pair}' must be phase=name with at most {LONGEST_PHASE_NAME} letters; "
                f"phases are {known}."
            )
    return names
