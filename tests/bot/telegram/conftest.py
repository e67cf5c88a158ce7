"""The Bot API server and the bot that every test in this folder begins with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.telegram.practice import Practice
from tests.bot.telegram.program import Program
from tests.telegram_server import TelegramServer


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    """Whatever a test is about: nothing was sent that breaks Telegram's documented limits."""
    async with TelegramServer() as running:
        yield running
    assert running.broken_limits == []


@pytest.fixture
async def practice(server: TelegramServer, tmp_path: Path) -> AsyncIterator[Practice]:
    async with Practice(server, tmp_path) as serving:
        yield serving


@pytest.fixture
async def program(server: TelegramServer, tmp_path: Path) -> AsyncIterator[Program]:
    """The real program, not started yet."""
    prepared = Program(server, tmp_path)
    yield prepared
    await prepared.closes()
