"""`nachklang doctor`: is everything in order, and if not, what is to be done?"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import typer
from sqlalchemy.exc import DatabaseError
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.client import telegram_bot
from bot.channels.telegram.request import NotSentError
from bot.cli.output import AsJson, print_json, what_the_database_says
from bot.logs import set_up_logging
from bot.settings import SETTINGS, Settings, SettingsError, settings_here
from dialogs.catalogue.loader import load_catalogue
from dialogs.catalogue.problems import ContentError
from storage import outbox
from storage.database import SQLITE_VERSION, open_database, parse_url, transaction
from storage.migrating import UnknownLayoutError, current_version, newest_version
from storage.outbox import Fate

ASK_SECONDS = 8.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `level` is ok, warning or error; `message` says what to do unless all is well."""

    about: str
    level: str
    message: str


def doctor(json: AsJson = False) -> None:
    """Check settings, database, content and Telegram, and say what to do. Exit code 1 if something is wrong."""
    set_up_logging("ERROR")
    findings = list(_findings())
    failed = any(finding.level == "error" for finding in findings)
    if json:
        print_json({"ok": not failed, "findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            print(f"{finding.level:<8} {finding.about:<10} {finding.message}")
    if failed:
        raise typer.Exit(1)


def _findings() -> Iterator[Finding]:
    yield from _content()
    try:
        settings = settings_here()
    except SettingsError as error:
        for problem in error.problems:
            yield Finding("settings", "error", problem)
        return
    yield Finding("settings", "ok", f"The settings can be used; times are shown in {settings.zone.key}.")
    known = {setting.name for setting in SETTINGS}
    for name in sorted(os.environ):
        if name.startswith("NACHKLANG_") and name not in known:
            yield Finding("settings", "warning", f"{name} is set, but it is not a setting; check the spelling.")
    yield from _database(settings)
    yield asyncio.run(_telegram(settings))


def _content() -> Iterator[Finding]:
    try:
        catalogue = load_catalogue()
    except ContentError as error:
        yield Finding("content", "error", f"{len(error.problems)} problem(s); `nachklang check` lists them.")
    else:
        yield Finding("content", "ok", f"{len(catalogue.dialogs)} dialogs are in order.")


def _database(settings: Settings) -> Iterator[Finding]:
    address = parse_url(settings.database_url)
    if address.get_backend_name() == "sqlite":
        file = Path(str(address.database)).resolve()
        yield Finding("database", "ok", f"SQLite {SQLITE_VERSION} from the sqlcipher3 package is in use.")
        if not file.exists():
            yield _new_database(file)
            return
    name = address.render_as_string(hide_password=True)
    try:
        with transaction(open_database(settings.database_url)) as connection:
            version = current_version(connection)
            counts = outbox.count_by_fate(connection) if version == newest_version() else {}
    except UnknownLayoutError as error:
        yield Finding("database", "error", str(error))
    except DatabaseError as error:
        yield Finding(
            "database",
            "error",
            f"{name} cannot be used ({what_the_database_says(error)}); check address, rights and disk.",
        )
    else:
        if version == newest_version():
            yield Finding("database", "ok", f"{name} has the newest layout ({version}).")
        else:
            yield Finding(
                "database", "warning", f"{name} has layout {version}; `nachklang migrate` brings {newest_version()}."
            )
        yield from _messages(counts)


def _new_database(file: Path) -> Finding:
    if os.access(file.parent, os.W_OK):
        return Finding("database", "ok", f"{file} does not exist yet; it is made at the first start.")
    return Finding("database", "error", f"{file} cannot be made; make {file.parent} and allow writing there.")


def _messages(counts: dict[Fate, int]) -> Iterator[Finding]:
    waiting, lost = counts.get(Fate.PENDING, 0), counts.get(Fate.GIVEN_UP, 0)
    doubtful = counts.get(Fate.UNCERTAIN, 0)
    level = "warning" if lost or doubtful else "ok"
    yield Finding("messages", level, f"{waiting} waiting, {doubtful} uncertain, {lost} given up in the last days.")


async def _telegram(settings: Settings) -> Finding:
    if not settings.telegram_token:
        return Finding("telegram", "warning", "TELEGRAM_BOT_TOKEN is not set; the terminal works, the bot does not.")
    async with telegram_bot(settings) as bot:
        try:
            await asyncio.wait_for(bot.initialize(), ASK_SECONDS)
            hook = await asyncio.wait_for(bot.get_webhook_info(), ASK_SECONDS)
        except InvalidToken:
            return Finding("telegram", "error", "TELEGRAM_BOT_TOKEN is not accepted; copy it again from @BotFather.")
        except (NotSentError, TimeoutError):
            return Finding(
                "telegram", "error", f"{settings.telegram_api} cannot be reached; check network and address."
            )
        except TelegramError as error:
            return Finding("telegram", "error", f"Telegram answers with {type(error).__name__}; try again in a minute.")
        name = bot.username
    if hook.url and not settings.webhook_url:
        return Finding("telegram", "warning", f"@{name} has a webhook; `nachklang run` removes it and polls.")
    return Finding("telegram", "ok", f"@{name} answers; {hook.pending_update_count} updates are waiting.")
