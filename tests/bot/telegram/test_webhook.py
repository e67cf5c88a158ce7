"""Updates by webhook: only with the secret, and accepted only after they are kept."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.errors import OperatorError
from storage.database import transaction
from tests.bot.telegram.practice import Practice
from tests.bot.telegram.stored import every_value
from tests.bot.telegram.walking import OBSERVED, parks, walks_visit
from tests.telegram_server import TelegramServer

SECRET = "geheim-123"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
WAIT = 20.0


@pytest.fixture
async def hooked(server: TelegramServer, tmp_path: Path) -> AsyncIterator[Practice]:
    """A practice that is reached by webhook."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    environment = {
        "NACHKLANG_WEBHOOK_URL": f"http://{address}/hook",
        "NACHKLANG_WEBHOOK_SECRET": SECRET,
        "NACHKLANG_WEBHOOK_LISTEN": address,
    }
    async with Practice(server, tmp_path, **environment) as practice:
        yield practice


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def update(text: str, sender: int = 77, number: int = 900_000_001) -> dict[str, object]:
    chat = {"id": sender, "type": "private", "first_name": "Ahorn"}
    user = {"id": sender, "is_bot": False, "first_name": "Ahorn"}
    return {"update_id": number, "message": {"message_id": 5, "date": 1, "chat": chat, "from": user, "text": text}}


async def test_whole_visit(hooked: Practice, server: TelegramServer) -> None:
    ahorn = await hooked.joins("Ahorn")
    told = await walks_visit(ahorn, "Ahorn")
    stored = hooked.answers_of("Ahorn")
    assert {step: stored[step] for step in told} == told
    assert server.counts["getUpdates"] == 0
    assert server.violations == []


async def test_update_delivered_twice_counts_once(hooked: Practice, server: TelegramServer) -> None:
    ahorn = await hooked.joins("Ahorn")
    server.update_faults.deliver_twice(20)
    await walks_visit(ahorn, "Ahorn")
    assert {len(revisions) for revisions in hooked.answers_of("Ahorn").values()} == {1}


@pytest.mark.parametrize("given", [None, "", "falsch", f"{SECRET}4", "ä"])
async def test_wrong_secret_is_turned_away_and_nothing_is_kept(
    hooked: Practice, http: aiohttp.ClientSession, given: str | None
) -> None:
    ahorn = await hooked.joins("Ahorn")
    await parks(ahorn)
    headers = {} if given is None else {HEADER: given}
    forged = update(OBSERVED.format("MARKE-2"), sender=ahorn.id)
    async with http.post(hooked.settings.webhook_url, json=forged, headers=headers) as response:
        assert response.status == 403
    await hooked.stops()
    assert "MARKE-2" not in every_value(hooked.app.engine)


async def test_accepted_only_after_it_was_kept(hooked: Practice, http: aiohttp.ClientSession) -> None:
    ahorn = await hooked.joins("Ahorn")
    await parks(ahorn)
    told = "erst aufheben MARKE-1"

    async def post() -> int:
        sent = update(told, sender=ahorn.id)
        async with http.post(hooked.settings.webhook_url, json=sent, headers={HEADER: SECRET}) as response:
            return response.status

    with transaction(hooked.app.engine):
        posting = asyncio.create_task(post())
        done, _ = await asyncio.wait({posting}, timeout=0.3)
        assert not done, "nothing is accepted while it cannot be kept"
    assert await asyncio.wait_for(posting, WAIT) == 200
    assert told in every_value(hooked.app.engine)


@pytest.mark.parametrize("body", ["", "{", "null", "[]", "{}", '{"update_id": "x"}', '"text"', "1", "\xff"])
async def test_what_is_no_update_is_refused_and_harms_nothing(
    hooked: Practice, http: aiohttp.ClientSession, body: str
) -> None:
    ahorn = await hooked.joins("Ahorn")
    headers = {HEADER: SECRET, "Content-Type": "application/json"}
    async with http.post(hooked.settings.webhook_url, data=body.encode("latin-1"), headers=headers) as response:
        assert response.status in (200, 400)
    await parks(ahorn)


async def test_polling_takes_a_webhook_away(server: TelegramServer, hooked: Practice, tmp_path: Path) -> None:
    ahorn = await hooked.joins("Ahorn")
    await hooked.stops()
    assert server.world.webhook is not None
    hooked.environment = {key: value for key, value in hooked.environment.items() if "WEBHOOK" not in key}
    async with hooked:
        await parks(ahorn)
        assert server.world.webhook is None


async def test_address_that_is_taken_ends_with_what_to_do(server: TelegramServer, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        environment = {"NACHKLANG_WEBHOOK_URL": f"http://{address}", "NACHKLANG_WEBHOOK_SECRET": SECRET}
        practice = Practice(server, tmp_path, **environment, NACHKLANG_WEBHOOK_LISTEN=address)
        with pytest.raises(OperatorError, match="NACHKLANG_WEBHOOK_LISTEN"):
            async with practice:
                await asyncio.wait({practice.serving}, timeout=WAIT)  # type: ignore[type-var]
