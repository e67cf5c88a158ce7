"""The real program in a process of its own, with its output kept for looking at."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from storage.database import open_database
from storage.migrating import migrate
from tests.bot.telegram import stored
from tests.bot.telegram.watching import watching
from tests.keys import open_keys
from tests.telegram_server import TelegramServer

ROOT = Path(__file__).parents[3]
START_SECONDS = 60.0


class Program:
    """One installation in a folder. `errors` and `output` hold everything it has written so far."""

    def __init__(self, server: TelegramServer, folder: Path, **environment: str) -> None:
        self.server, self.folder = server, folder
        self.database_url = f"sqlite:///{folder}/nachklang.db"
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "TELEGRAM_BOT_TOKEN": server.token,
            "TELEGRAM_API_BASE_URL": server.url,
            "NACHKLANG_DATABASE_URL": self.database_url,
            "NACHKLANG_LOG_LEVEL": "DEBUG",
            "NACHKLANG_MESSAGES_PER_MINUTE": "100000",
            **environment,
        }
        self.vault = open_keys(folder)
        self.engine = open_database(self.database_url, self.vault)
        migrate(self.engine)
        self.process: asyncio.subprocess.Process | None = None

    @property
    def output(self) -> str:
        return "".join(file.read_text() for file in sorted(self.folder.glob("*.txt")))

    async def begins(self, *arguments: str) -> asyncio.subprocess.Process:
        """Starts a command; its streams go to files, so that nothing is lost and nothing blocks."""
        code = "from bot.cli import main; main()"
        number = len(list(self.folder.glob("*.txt")))
        with (self.folder / f"{number:03}.txt").open("w") as file:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-c", code, *arguments, cwd=self.folder, env=self.environment, stdout=file, stderr=file
            )

    async def serves(self) -> None:
        """Starts `run` and waits until it asks for updates."""
        with watching(self.server, "getUpdates") as polls:
            self.process = await self.begins("run")
            async with asyncio.timeout(START_SECONDS):
                await polls.reaches(1)

    async def runs(self, *arguments: str) -> tuple[int, str]:
        """Runs a command to its end. Returns exit code and what it wrote."""
        before = len(self.output)
        process = await self.begins(*arguments)
        code = await asyncio.wait_for(process.wait(), START_SECONDS)
        return code, self.output[before:]

    async def stops(self, number: signal.Signals = signal.SIGTERM, within: float = START_SECONDS) -> int:
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(number)
        return await asyncio.wait_for(self.process.wait(), within)

    async def closes(self) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()
        self.engine.dispose()
        self.vault.store.close()

    def invite(self, name: str) -> str:
        return stored.invite(self.engine, name)
