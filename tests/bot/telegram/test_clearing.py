"""Clearing a chat: what is young goes, what is too old or unknown stays, and nothing else is held up by it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from functools import partial

import pytest

from bot.channels.results import Result, Sending
from bot.channels.telegram.sending import TelegramSender
from bot.messages import Outgoing
from tests.bot.telegram.posting import sender_to
from tests.telegram_server import ChatMessage, Person, TelegramServer

HOURS = 3_600


@pytest.fixture
async def sender(server: TelegramServer) -> AsyncIterator[TelegramSender]:
    async with sender_to(server.url, server.token) as connected:
        yield connected


@pytest.fixture
def ahorn(server: TelegramServer) -> Person:
    return server.person("Ahorn")


def ids(messages: list[ChatMessage]) -> tuple[str, ...]:
    return tuple(str(message.message_id) for message in messages)


def left(person: Person) -> list[str]:
    return [message.text for message in person.transcript if not message.deleted]


async def test_both_sides_are_cleared_and_nothing_is_sent(
    server: TelegramServer, sender: TelegramSender, ahorn: Person
) -> None:
    ahorn.writes("Guten Tag")
    await sender.send(str(ahorn.id), Outgoing("Willkommen"))
    result = await sender.send(str(ahorn.id), Outgoing("", clears=ids(ahorn.transcript)))
    assert (result, left(ahorn)) == (Result(Sending.SENT), [])
    assert server.violations == []


async def test_a_message_that_clears_comes_after_it(sender: TelegramSender, ahorn: Person) -> None:
    ahorn.writes("Guten Tag")
    result = await sender.send(str(ahorn.id), Outgoing("Der Chat ist leer.", clears=ids(ahorn.transcript)))
    assert left(ahorn) == ["Der Chat ist leer."]
    assert result.message == ids(ahorn.messages)[-1]


async def test_many_messages_are_cleared_by_hundreds(
    server: TelegramServer, sender: TelegramSender, ahorn: Person
) -> None:
    written = [ahorn.writes(f"Nummer {number}") for number in range(230)]
    await sender.send(str(ahorn.id), Outgoing("", clears=ids(written)))
    assert [len(call.parameters["message_ids"]) for call in server.calls_of("deleteMessages")] == [100, 100, 30]
    assert left(ahorn) == []


async def test_what_is_too_old_stays_and_saves_nothing_else(
    server: TelegramServer, sender: TelegramSender, ahorn: Person
) -> None:
    now = time.time()
    for age in (49, 47, 1, 50, 0):
        server.world.clock = partial(float, now - age * HOURS)
        ahorn.writes(f"vor {age} Stunden")
    result = await sender.send(str(ahorn.id), Outgoing("Fertig", clears=("999999", *ids(ahorn.transcript))))
    assert result.sending is Sending.SENT
    assert left(ahorn) == ["vor 49 Stunden", "vor 50 Stunden", "Fertig"]


async def test_when_slowed_down_nothing_is_sent_until_later(
    server: TelegramServer, sender: TelegramSender, ahorn: Person
) -> None:
    clearing = Outgoing("Fertig", clears=ids([ahorn.writes("Guten Tag")]))
    server.faults.too_many_requests(9, method="deleteMessages")
    assert await sender.send(str(ahorn.id), clearing) == Result(Sending.NOT_SENT, 9.0)
    assert left(ahorn) == ["Guten Tag"]
    assert (await sender.send(str(ahorn.id), clearing)).sending is Sending.SENT
    assert left(ahorn) == ["Fertig"]


@pytest.mark.parametrize("fault", ["drop_before", "drop_after", "bad_gateway"])
async def test_a_doubtful_deletion_is_simply_done_again(
    server: TelegramServer, sender: TelegramSender, ahorn: Person, fault: str
) -> None:
    clearing = Outgoing("Fertig", clears=ids([ahorn.writes("Guten Tag")]))
    getattr(server.faults, fault)(method="deleteMessages")
    assert await sender.send(str(ahorn.id), clearing) == Result(Sending.NOT_SENT)
    assert (await sender.send(str(ahorn.id), clearing)).sending is Sending.SENT
    assert left(ahorn) == ["Fertig"]


async def test_a_chat_that_is_gone_is_asked_once(server: TelegramServer, sender: TelegramSender) -> None:
    clears = tuple(map(str, range(1, 60)))
    assert await sender.send("4711", Outgoing("", clears=clears)) == Result(Sending.BLOCKED)
    assert server.counts["deleteMessages"] == 1
