"""`nachklang invite`: a link that lets one person in."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from typing import Annotated

import typer
from telegram.error import TelegramError

from bot.app import App
from bot.casework.invitation_link import code_of, link_to, new_token
from bot.channels.telegram.client import telegram_bot
from bot.cli.opening import opened_app
from bot.cli.output import AsJson, print_json
from bot.errors import UnknownCaseError
from bot.rights import WITHOUT_CASE
from bot.settings import Settings, settings_here
from dialogs.engine.model import Role
from storage.audit import AuditEvent, record
from storage.cases import find_case
from storage.database import transaction
from storage.facts import BOT_NAME, recall, remember
from storage.invitations import create_invitation

UNKNOWN_BOT = "<bot>"
ASK_SECONDS = 5.0


def invite(
    role: Annotated[Role, typer.Option(help="What the person is in the case; koost and admin belong to none.")],
    name: Annotated[str, typer.Option(help="How the bot addresses the person.")],
    case: Annotated[str, typer.Option(help="Number or pseudonym of a case; without it a new one is made.")] = "",
    days: Annotated[int, typer.Option(min=1, max=90, help="How long the invitation can be used.")] = 7,
    json: AsJson = False,
) -> None:
    """Make an invitation: a link and a QR code that can be used once."""
    settings_here()  # settings that cannot be used go before options that make no sense
    name = " ".join(name.split())
    if not 0 < len(name) <= 60:
        raise typer.BadParameter("must have 1 to 60 characters", param_hint="--name")
    if case and role in WITHOUT_CASE:
        raise typer.BadParameter(f"{role.value} belongs to no case, so leave it out", param_hint="--case")
    with opened_app() as app:
        _invite(app, role, name, case, days, json)


def _invite(app: App, role: Role, name: str, case: str, days: int, json: bool) -> None:
    token = new_token()
    now = app.clock()
    expires_at = now + timedelta(days=days)
    with transaction(app.engine) as connection:
        found = find_case(connection, case) if case else None
        if case and found is None:
            raise UnknownCaseError(case)
        create_invitation(connection, token, role, name, found.id if found else None, now, expires_at)
        record(connection, AuditEvent.INVITED, now, case=found.id if found else None, role=role.value)
    bot_name = _bot_name(app, app.settings)
    link = link_to(bot_name, token)
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
        code_of(link).terminal(out=sys.stdout, compact=True)


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
