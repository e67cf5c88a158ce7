"""Several people at once go through whole dialogs, and each answer is stored exactly once."""

from __future__ import annotations

import asyncio

from bot.commands import MENU_COMMANDS
from tests.bot.telegram.practice import Practice
from tests.bot.telegram.stored import conversations_of, revisions
from tests.bot.telegram.walking import asks, taps_menu, walks, walks_visit
from tests.telegram_server import TelegramServer

PEOPLE = ("Ahorn", "Begonie", "Clematis", "Distel", "Efeu")


async def test_visit_of_five_people_at_once(practice: Practice, server: TelegramServer) -> None:
    people = [await practice.joins(name) for name in PEOPLE]
    told = await asyncio.gather(*(walks_visit(person, name) for person, name in zip(people, PEOPLE, strict=True)))
    for name, texts in zip(PEOPLE, told, strict=True):
        (visit,) = conversations_of(practice.app.engine, name)
        assert visit["status"] == "finished"
        stored = revisions(visit)
        assert len(stored.pop("geparkt")) == 1
        assert stored == texts
    assert server.violations == []


async def test_topics_of_three_people_at_once(practice: Practice, server: TelegramServer) -> None:
    async def reflects(name: str, topic: str) -> list[str]:
        person = await practice.joins(name)
        person.writes("/themen")
        offered = await person.hears(practice.says("phase_initiierung"))
        taps_menu(person, offered, "thema", topic)
        return await walks(person, await person.hears(asks), name)

    topics = {"Ahorn": "vorgeschichte", "Begonie": "idee", "Clematis": "vorstellung_im_betrieb"}
    told = await asyncio.gather(*(reflects(name, topic) for name, topic in topics.items()))
    for (name, topic), texts in zip(topics.items(), told, strict=True):
        (walk,) = conversations_of(practice.app.engine, name)
        assert (walk["dialog"], walk["status"]) == (topic, "finished")
        stored = revisions(walk)
        assert texts
        assert [text for values in stored.values() for text in values if text in texts] == texts
        assert {len(values) for values in stored.values()} == {1}
    assert server.violations == []


async def test_every_tap_is_acknowledged_so_that_no_button_keeps_its_waiting_clock(
    practice: Practice, server: TelegramServer
) -> None:
    ahorn = await practice.joins("Ahorn")
    await walks_visit(ahorn, "Ahorn")
    await asyncio.wait_for(practice.stops(), 10)
    assert len(server.answered_callbacks) == server.counts["answerCallbackQuery"] == 3


async def test_command_menu_is_set_with_a_description_for_each_command(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    assert [item["command"] for item in ahorn.commands] == list(MENU_COMMANDS)
    assert all(item["description"] for item in ahorn.commands)
