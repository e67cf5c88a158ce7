"""The bot process in the event loop of a test: its database, clock and content in reach, Telegram over real HTTP."""

from __future__ import annotations

import asyncio
import contextlib
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.app import build_app
from bot.channels.telegram.client import telegram_bot
from bot.settings import Settings, read_settings
from bot.telegram_process import TelegramProcess
from dialogs.catalogue.loader import CONTENT, Catalogue, load_catalogue
from dialogs.engine.model import Register, Role
from tests.bot.telegram import stored
from tests.bot.telegram.clock import MovableClock
from tests.bot.telegram.walking import consents
from tests.telegram_server import Person, TelegramServer

# What somebody who has joined has got: a welcome, the information in two parts, the question for consent, thanks.
WELCOMED = 5


@cache
def catalogue_in(folder: Path) -> Catalogue:
    return load_catalogue(folder)


class Practice:
    """One installation. `async with` serves until the end of the block; entering again is a restart."""

    def __init__(self, server: TelegramServer, folder: Path, **environment: str) -> None:
        self.server, self.clock, self.content = server, MovableClock(), CONTENT
        self.environment = {
            "TELEGRAM_BOT_TOKEN": server.token,
            "NACHKLANG_DATABASE_URL": f"sqlite:///{folder}/nachklang.db",
            "NACHKLANG_MESSAGES_PER_MINUTE": "100000",
            **environment,
        }
        self._folder = folder
        self.serving: asyncio.Task[None] | None = None

    @property
    def settings(self) -> Settings:
        return read_settings({"TELEGRAM_API_BASE_URL": self.server.url, **self.environment}, self._folder)

    async def __aenter__(self) -> Self:
        self.app = build_app(self.settings, self.clock, catalogue_in(self.content))
        self.serving = asyncio.create_task(self._serve())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stops()
        self.app.close()

    async def stops(self) -> None:
        """Stops as SIGTERM does, everything settled. Whatever ended the process before comes up here."""
        assert self.serving is not None
        self.serving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.serving

    def invite(self, name: str, role: Role = Role.JOB_COACH, days: float = 7) -> str:
        return stored.invite(self.app.engine, name, role, days)

    async def joins(self, name: str) -> Person:
        """Somebody who has just been let in, has read the information and has consented."""
        person = self.server.person(name)
        person.writes(f"/start {self.invite(name)}")
        await person.hears(self.says("welcome", name=name))
        await consents(person)
        return person

    def answers_of(self, name: str, conversation: int = -1) -> stored.Answers:
        return stored.answers_of(self.app.engine, name, conversation)

    def says(self, key: str, register: Register = Register.STANDARD, **values: object) -> str:
        """One of the shared texts, as the bot says it."""
        return self.app.content.catalogue.texts.say(key, register, **values)

    def progress(self, number: int, total: int) -> str:
        return self.says("progress", number=number, total=total)

    async def _serve(self) -> None:
        async with telegram_bot(self.settings) as bot:
            await TelegramProcess(self.app, self.settings, bot).run()
