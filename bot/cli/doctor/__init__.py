"""`nachklang doctor`: is everything in order, and if not, what is to be done?"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from dataclasses import asdict

import typer

from bot.app import utc_now
from bot.cli.doctor.finding import Finding
from bot.cli.doctor.keys import open_keys
from bot.cli.doctor.network import look_at_telegram
from bot.cli.doctor.protection import look_at_protection
from bot.cli.doctor.stored import look_at_database
from bot.cli.doctor.templates import look_at_templates
from bot.cli.output import AsJson, print_json
from bot.logs import set_up_logging
from bot.settings import SETTINGS, Settings, SettingsError, settings_here
from dialogs.catalogue.loader import load_catalogue
from dialogs.catalogue.problems import ContentError


def doctor(json: AsJson = False) -> None:
    """Check settings, keys, database, content and Telegram, and say what to do. Exit code 1 if something is wrong."""
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
    yield _consent(settings)
    yield from look_at_templates(settings.templates)
    newest = yield from look_at_database(settings)
    vault = yield from open_keys(settings, utc_now())
    if vault is not None:
        try:
            if newest:
                yield from look_at_protection(settings, vault, utc_now())
        finally:
            vault.store.close()
    yield asyncio.run(look_at_telegram(settings))


def _content() -> Iterator[Finding]:
    try:
        catalogue = load_catalogue()
    except ContentError as error:
        yield Finding("content", "error", f"{len(error.problems)} problem(s); `nachklang check` lists them.")
    else:
        yield Finding("content", "ok", f"{len(catalogue.dialogs)} dialogs are in order.")


def _consent(settings: Settings) -> Finding:
    """A consent that does not name who answers for the data may not hold."""
    given = {"NACHKLANG_ORGANISATION": settings.organisation, "NACHKLANG_CONTACT": settings.contact}
    unset = [name for name, value in given.items() if not value]
    if not unset:
        return Finding("consent", "ok", "People read who answers for their data before they consent.")
    return Finding(
        "consent",
        "warning",
        f"{' and '.join(unset)} {'is' if len(unset) == 1 else 'are'} not set; before they consent, people read only "
        "that it is the organisation that invited them.",
    )
