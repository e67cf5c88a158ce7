"""Delivery with a network that does as it is told and a clock that only the test moves: order, patience, doubt."""

from __future__ import annotations

import asyncio
from collections import deque
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.app import App
from bot.channels.results import Result, Sending
from bot.delivery import DOUBT_FOR, GIVE_UP_AFTER, Delivery
from bot.messages import Attachment, Outgoing
from storage import inbox, outbox
from storage.database import transaction
from storage.outbox import Draft, Fate
from storage.people import person_at
from storage.tables import outbox as table
from tests.journey import CHANNEL, Clock, add_person

NOT_SENT = Result(Sending.NOT_SENT)
UNCERTAIN = Result(Sending.UNCERTAIN)
PICTURE = Outgoing("picture", attachment=Attachment("einladung.png", "image/png", b"\x89PNG"))


class Network:
    """Takes everything unless it was given other answers. `gates` hold up an address until they are opened."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.answers: deque[Result | Exception] = deque()
        self.gates: dict[str, asyncio.Event] = {}
        self.arrived: asyncio.Queue[str] = asyncio.Queue()

    async def send(self, address: str, message: Outgoing) -> Result:
        if address in self.gates:
            await self.gates[address].wait()
        self.sent.append((address, message.text))
        self.arrived.put_nowait(message.text)
        answer = self.answers.popleft() if self.answers else Result(Sending.SENT)
        if isinstance(answer, Exception):
            raise answer
        return answer


class Post:
    """The delivery under test; `deliver` lets it do everything that is due now."""

    def __init__(self, app: App) -> None:
        self.app, self.network = app, Network()
        self.delivery = Delivery(app, CHANNEL, self.network.send)

    def put(self, address: str, sent: str | Outgoing, question: bool = False) -> None:
        outgoing = Outgoing(sent) if isinstance(sent, str) else sent
        with transaction(self.app.engine) as connection:
            draft = Draft(address, outgoing.to_json(), is_question=question)
            outbox.enqueue(connection, CHANNEL, [draft], self.app.clock())

    async def deliver(self) -> list[str]:
        """The texts that reached the network by it."""
        before = len(self.network.sent)
        self.delivery.stop()
        await asyncio.wait_for(self.delivery.run(), 30)
        return [text for _, text in self.network.sent[before:]]

    def fates(self) -> list[str]:
        with transaction(self.app.engine) as connection:
            return list(connection.execute(select(table.c.status).order_by(table.c.id)).scalars())


@pytest.fixture
def post(app: App) -> Post:
    return Post(app)


async def test_it_stops_at_once_on_a_slow_disk(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.SHORTEST_ROUND", 0.0)  # as if every round had taken longer than that
    post.put("7", "hello")
    assert await post.deliver() == ["hello"]
    assert post.fates() == [Fate.SENT]


async def test_each_person_gets_everything_in_order(post: Post) -> None:
    for number in range(3):
        post.put("7", f"a{number}")
        post.put("8", f"b{number}")
    await post.deliver()
    assert [text for address, text in post.network.sent if address == "7"] == ["a0", "a1", "a2"]
    assert [text for address, text in post.network.sent if address == "8"] == ["b0", "b1", "b2"]
    assert set(post.fates()) == {Fate.SENT}
    assert await post.deliver() == []


async def test_the_number_of_a_sent_message_is_noted(post: Post) -> None:
    for sent in ("text", PICTURE, "something that has no number"):
        post.put("7", sent)
    post.network.answers += [Result(Sending.SENT, message="31"), Result(Sending.SENT, message="32")]
    assert await post.deliver() == ["text", "picture", "something that has no number"]
    with transaction(post.app.engine) as connection:
        numbers = list(connection.execute(select(table.c.message).order_by(table.c.id)).scalars())
    assert numbers == ["31", "32", None]


async def test_a_slow_person_holds_up_nobody_else(post: Post) -> None:
    slow = post.network.gates["7"] = asyncio.Event()
    running = asyncio.create_task(post.delivery.run())
    post.put("7", "slow")
    post.put("8", "one")
    post.put("8", "two")
    post.delivery.wake()
    assert [await asyncio.wait_for(post.network.arrived.get(), 30) for _ in range(2)] == ["one", "two"]
    post.delivery.stop()
    slow.set()
    await asyncio.wait_for(running, 30)
    assert post.network.sent[-1] == ("7", "slow")
    assert set(post.fates()) == {Fate.SENT}


async def test_what_was_not_sent_is_tried_again_with_growing_patience(post: Post, clock: Clock) -> None:
    post.put("7", "hello")
    post.put("7", "after")
    for seconds in (1, 2, 4, 8, 16, 32, 60, 60):
        post.network.answers.append(NOT_SENT)
        assert await post.deliver() == ["hello"]
        clock.move(seconds=seconds - 0.5)
        assert await post.deliver() == []
        clock.move(seconds=0.5)
    assert await post.deliver() == ["hello", "after"]


async def test_the_network_is_obeyed_when_it_asks_to_wait(post: Post, clock: Clock) -> None:
    post.put("7", "hello")
    post.network.answers.append(Result(Sending.NOT_SENT, 35.0))
    await post.deliver()
    clock.move(seconds=34)
    post.put("8", "somebody else")
    assert await post.deliver() == ["somebody else"]
    clock.move(seconds=1)
    assert await post.deliver() == ["hello"]


async def test_when_it_asks_for_two_people_everybody_waits(post: Post, clock: Clock) -> None:
    post.put("7", "a")
    post.put("8", "b")
    post.network.answers += [Result(Sending.NOT_SENT, 20.0), Result(Sending.NOT_SENT, 30.0)]
    await post.deliver()
    post.put("9", "c")
    clock.move(seconds=19)
    assert await post.deliver() == []
    clock.move(seconds=12)
    assert sorted(await post.deliver()) == ["a", "b", "c"]


async def test_after_a_day_it_is_given_up(post: Post, clock: Clock) -> None:
    post.put("7", "hello")
    post.network.answers += [NOT_SENT, NOT_SENT]
    await post.deliver()
    clock.now += GIVE_UP_AFTER
    assert await post.deliver() == ["hello"]
    assert post.fates() == [Fate.GIVEN_UP]
    clock.move(days=1)
    assert await post.deliver() == []


async def test_the_impossible_is_given_up_at_once_and_the_next_goes(post: Post) -> None:
    post.put("7", "impossible")
    post.put("7", "next")
    post.network.answers.append(Result(Sending.IMPOSSIBLE))
    assert await post.deliver() == ["impossible", "next"]
    assert post.fates() == [Fate.GIVEN_UP, Fate.SENT]


async def test_who_blocked_the_bot_is_left_alone(post: Post, app: App) -> None:
    add_person(app, "Frau Linde", "7")
    for text in ("one", "two", "three"):
        post.put("7", text)
    post.network.answers.append(Result(Sending.BLOCKED))
    assert await post.deliver() == ["one"]
    assert set(post.fates()) == {Fate.GIVEN_UP}
    with transaction(app.engine) as connection:
        person = person_at(connection, CHANNEL, "7")
    assert person is not None
    assert person.blocked


@pytest.mark.parametrize("doubt", [UNCERTAIN, RuntimeError("a mistake in the channel")], ids=["timeout", "crash"])
async def test_a_question_in_doubt_is_sent_once_more_and_never_again(
    post: Post, clock: Clock, doubt: Result | Exception
) -> None:
    post.put("7", "question", question=True)
    post.network.answers += [doubt, doubt]
    await post.deliver()
    clock.now += DOUBT_FOR - timedelta(seconds=1)
    assert await post.deliver() == []
    clock.move(seconds=1)
    assert await post.deliver() == ["question"]
    clock.move(hours=1)
    assert await post.deliver() == []
    assert post.fates() == [Fate.UNCERTAIN]


async def test_a_question_that_was_answered_meanwhile_is_not_repeated(post: Post, clock: Clock) -> None:
    post.put("7", "question", question=True)
    post.network.answers.append(UNCERTAIN)
    await post.deliver()
    clock.move(seconds=3)
    with transaction(post.app.engine) as connection:
        inbox.keep(connection, CHANNEL, [inbox.Arrival("1", "7", "{}")], clock.now)
    clock.move(minutes=1)
    assert await post.deliver() == []


@pytest.mark.parametrize("sent", ["receipt", PICTURE], ids=["text", "picture"])
async def test_a_receipt_in_doubt_is_never_repeated(post: Post, clock: Clock, sent: str | Outgoing) -> None:
    post.put("7", sent)
    post.network.answers.append(UNCERTAIN)
    await post.deliver()
    clock.move(minutes=1)
    assert await post.deliver() == []
    assert post.fates() == [Fate.UNCERTAIN]


async def test_what_a_crashed_process_was_sending_is_in_doubt(post: Post, clock: Clock) -> None:
    post.put("7", "question", question=True)
    post.put("8", "receipt")
    with transaction(post.app.engine) as connection:
        assert len(outbox.claim(connection, CHANNEL, clock.now, 10)) == 2
    assert await post.deliver() == []
    clock.now += DOUBT_FOR
    assert await post.deliver() == ["question"]
    assert post.fates() == [Fate.SENT, Fate.UNCERTAIN]
