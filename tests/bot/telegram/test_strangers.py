"""People who were not invited, and groups: one sentence an hour, and nothing stored about them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.bot.telegram.practice import Practice
from tests.bot.telegram.stored import every_value
from tests.bot.telegram.walking import heard_so_far
from tests.telegram_server import Person, TelegramServer

SENT: dict[str, Callable[[Person], object]] = {
    "text": lambda person: person.writes("GEHEIM"),
    "command": lambda person: person.writes("/besuch GEHEIM"),
    "start": lambda person: person.writes("/start"),
    "photo": lambda person: person.sends_photo(caption="GEHEIM"),
    "contact": lambda person: person.sends_contact("+4930", "GEHEIM"),
    "wrong invitation": lambda person: person.writes("/start GEHEIM-000"),
}


@pytest.mark.parametrize("sent", SENT)
async def test_stranger_gets_one_sentence_and_leaves_no_trace(
    practice: Practice, server: TelegramServer, sent: str
) -> None:
    stranger = server.person("Wacholder", id=5_987_654_321, username="wacholder77")
    SENT[sent](stranger)
    await stranger.hears(practice.says("stranger_unknown"))
    await practice.stops()
    values = every_value(practice.app.engine)
    for trace in ("GEHEIM", "5987654321", "Wacholder", "wacholder77"):
        assert trace not in values


async def test_stranger_is_told_once_an_hour(practice: Practice, server: TelegramServer) -> None:
    ahorn, stranger = await practice.joins("Ahorn"), server.person("Wacholder")
    for _ in range(3):
        stranger.writes("Hallo?")
    await stranger.hears(practice.says("stranger_unknown"))
    await heard_so_far(ahorn, practice.says("register_offered"))
    practice.clock.forward(minutes=59)
    stranger.writes("Hallo?")
    await heard_so_far(ahorn, practice.says("register_offered"))
    assert len(stranger.messages) == 1
    practice.clock.forward(minutes=2)
    stranger.writes("Hallo?")
    await stranger.hears(practice.says("stranger_unknown"))


async def test_what_is_remembered_of_a_stranger_is_gone_after_an_hour(
    practice: Practice, server: TelegramServer
) -> None:
    stranger = server.person("Wacholder")
    stranger.writes("Hallo?")
    await stranger.hears(practice.says("stranger_unknown"))
    await practice.stops()
    assert "stranger: " in every_value(practice.app.engine)
    practice.clock.forward(hours=2)
    async with practice:
        await practice.joins("Ahorn")
        await practice.stops()
        assert "stranger: " not in every_value(practice.app.engine)


async def test_stranger_who_blocks_the_bot_is_no_concern(practice: Practice, server: TelegramServer) -> None:
    ahorn, stranger = await practice.joins("Ahorn"), server.person("Wacholder")
    stranger.blocks_bot()
    stranger.unblocks_bot()
    await heard_so_far(ahorn, practice.says("register_offered"))
    assert stranger.messages == []


async def test_group_is_told_once_an_hour_and_not_remembered(practice: Practice, server: TelegramServer) -> None:
    ahorn = await practice.joins("Ahorn")
    group = server.group("GEHEIM", [ahorn], id=-4_987_654_321)
    for text in ("/besuch", "GEHEIM", "/start@nachklang_test_bot"):
        ahorn.writes_in(group, text)
    await group.hears(practice.says("group"))
    practice.clock.forward(minutes=30)
    ahorn.writes_in(group, "Noch da?")
    assert await heard_so_far(ahorn, practice.says("register_offered")) == []
    assert len(group.messages) == 1
    practice.clock.forward(minutes=31)
    ahorn.writes_in(group, "Noch da?")
    await group.hears(practice.says("group"))
    group.removes_bot()
    await heard_so_far(ahorn, practice.says("register_offered"))
    await practice.stops()
    assert practice.answers_of("Ahorn") == {}
    values = every_value(practice.app.engine)
    assert "GEHEIM" not in values
    assert "4987654321" not in values
