"""`nachklang invite`: a link that lets one person in."""

from __future__ import annotations

import asyncio
import secrets
import sys
from datetime import timedelta
from typing import Annotated

import segno
import typer
from telegram.error import TelegramError

from bot.app import App, build_app
from bot.channels.telegram.client import telegram_bot
from bot.cli.output import AsJson, print_json
from bot.errors import UnknownCaseError
from bot.logs import set_up_logging
from bot.settings import Settings, settings_here
from dialogs.engine.model import Role
from storage.cases import find_case
from storage.database import transaction
from storage.facts import BOT_NAME, recall, remember
from storage.invitations import create_invitation

UNKNOWN_BOT = "<bot>"
ASK_SECONDS = 5.0


def invite(
    role: Annotated[Role, typer.Option(help="What the person is in the case.")],
    name: Annotated[str, typer.Option(help="How the bot addresses the person.")],
    case: Annotated[str, typer.Option(help="Number or pseudonym of a case; without it a new one is made.")] = "",
    days: Annotated[int, typer.Option(min=1, max=90, help="How long the invitation can be used.")] = 7,
    json: AsJson = False,
) -> None:
    """Make an invitation: a link and a QR code that can be used once."""
    settings = settings_here()
    set_up_logging("ERROR")
    name = " ".join(name.split())
    if not 0 < len(name) <= 60:
        raise typer.BadParameter("must have 1 to 60 characters", param_hint="--name")
    app = build_app(settings)
    token = secrets.token_urlsafe(24)
    now = app.clock()
    expires_at = now + timedelta(days=days)
    with transaction(app.engine) as connection:
        found = find_case(connection, case) if case else None
        if case and found is None:
            raise UnknownCaseError(case)
        create_invitation(connection, token, role, name, found.id if found else None, now, expires_at)
    bot_name = _bot_name(app, settings)
    link = f"https://t.me/{bot_name}?start={token}"
    if json:
        print_json({"link": link, "token": token, "role": role.value, "expires_at": expires_at.isoformat()})
        return
    until = f"{expires_at.astimezone(app.zone):%d.%m.%Y %H:%M}"
    print(f"Invitation for {name} ({role.value}), to be used once until {until}:\n\n{link}\n")
    if bot_name == UNKNOWN_BOT:
        print(
            "The name of the bot is not known yet: put it in place of <bot>, or set TELEGRAM_BOT_TOKEN and try again."
        )
    else:
        segno.make(link, error="m").terminal(out=sys.stdout, compact=True)


def _bot_name(app: App, settings: Settings) -> str:
    """Asks Telegram, or remembers what it said before."""
    name = asyncio.run(_ask(settings)) if settings.telegram_token else None
    with transaction(app.engine) as connection:
        if name is not None:
            remember(connection, BOT_NAME, name)
        return name or recall(connection, BOT_NAME) or UNKNOWN_BOT


async def _ask(settings: Settings) -> str | None:
    async with telegram_bot(settings) as bot:
        try:
            await asyncio.wait_for(bot.initialize(), ASK_SECONDS)
        except (TelegramError, TimeoutError):
            return None
        return bot.username
