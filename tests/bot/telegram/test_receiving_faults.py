"""Updates come twice, in a wrong order, with new numbers, or not for a while: each counts once and none is lost."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.errors import OperatorError
from tests.bot.telegram.practice import Practice
from tests.bot.telegram.walking import OBSERVED, begins_visit, heard_so_far, parks, walks_visit
from tests.bot.telegram.watching import watching
from tests.telegram_server import TelegramServer

LONG = 20.0


async def test_updates_delivered_twice_count_once(practice: Practice, server: TelegramServer) -> None:
    ahorn = await practice.joins("Ahorn")
    server.update_faults.deliver_twice(20)
    told = await walks_visit(ahorn, "Ahorn")
    stored = practice.answers_of("Ahorn")
    assert {step: stored[step] for step in told} == told
    assert {len(revisions) for revisions in stored.values()} == {1}


async def test_updates_out_of_order_are_all_taken_and_asked_for_once(
    practice: Practice, server: TelegramServer
) -> None:
    ahorn, begonie = await practice.joins("Ahorn"), await practice.joins("Begonie")
    server.update_faults.out_of_order(1)
    server.faults.too_many_requests(retry_after=1, method="sendMessage", chat_id=begonie.id)
    with watching(server, "getUpdates") as polls:
        ahorn.writes("/besuch")
        begonie.writes("/besuch")
        for person in (ahorn, begonie):
            await person.hears(practice.progress(1, 6))
        assert polls.seen < 10, "the same updates are not asked for again and again"
    assert server.pending_updates == 0


async def test_numbers_that_start_anew_lose_nothing(practice: Practice, server: TelegramServer) -> None:
    ahorn = await practice.joins("Ahorn")
    await parks(ahorn)
    for start in (100, 2_000_000_000, 7):
        server.update_faults.restart_ids(start)
        await heard_so_far(ahorn, practice.says("register_offered"))
    ahorn.writes(OBSERVED.format("eins"))
    await ahorn.hears(practice.progress(3, 6))
    assert practice.answers_of("Ahorn")["gesehen"] == [OBSERVED.format("eins")]


async def test_failing_polls_are_waited_out(practice: Practice, server: TelegramServer) -> None:
    ahorn = await practice.joins("Ahorn")
    server.faults.server_error(method="getUpdates")
    server.faults.drop_after(method="getUpdates")
    server.faults.error(409, "Conflict: terminated by other getUpdates request", method="getUpdates")
    await heard_so_far(ahorn, practice.says("register_offered"))
    ahorn.writes("/besuch")
    await ahorn.hears(practice.progress(1, 6), LONG)


async def test_server_that_is_down_at_the_start_is_waited_for(tmp_path: Path) -> None:
    server = TelegramServer()
    async with server:
        pass
    async with Practice(server, tmp_path) as practice:
        token = practice.invite("Ahorn")
        async with server:
            ahorn = server.person("Ahorn")
            ahorn.writes(f"/start {token}")
            await ahorn.hears(practice.says("welcome", name="Ahorn"), LONG)


async def test_server_that_goes_away_for_a_while_is_waited_for(tmp_path: Path) -> None:
    server = TelegramServer()
    async with server:
        practice = await Practice(server, tmp_path).__aenter__()
        ahorn = await practice.joins("Ahorn")
    ahorn.writes("/besuch")
    async with server:
        await ahorn.hears(practice.progress(1, 6), LONG)
        await practice.__aexit__(None, None, None)
    assert server.broken_limits == []


@pytest.mark.parametrize("when", ["at the start", "later"])
async def test_wrong_token_ends_the_process_with_what_to_do(server: TelegramServer, tmp_path: Path, when: str) -> None:
    practice = Practice(server, tmp_path)
    if when == "at the start":
        practice.environment["TELEGRAM_BOT_TOKEN"] = "123456:WRONG"
    async with practice:
        if when == "later":
            await begins_visit(await practice.joins("Ahorn"))
            server.faults.error(401, "Unauthorized", method="getUpdates", times=None)
            server.world.updates.interrupt("the token was replaced")
        assert practice.serving is not None
        with pytest.raises(OperatorError, match="BotFather"):
            await asyncio.wait_for(practice.serving, LONG)
        practice.serving = asyncio.create_task(asyncio.sleep(0))
