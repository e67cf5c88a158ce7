"""Nobody knows whether a message arrived: a question comes once more if nothing shows it did, a receipt never."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.bot.telegram.practice import WELCOMED, Practice
from tests.bot.telegram.walking import OBSERVED, begins_visit, heard_so_far, parks
from tests.telegram_server import Person, TelegramServer
from tests.telegram_server.faults import Fault


@pytest.fixture(autouse=True)
def short_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.DOUBT_FOR", timedelta(seconds=0.2))


LOST: dict[str, Callable[[TelegramServer, int], Fault]] = {
    "dropped before": lambda server, times: server.faults.drop_before(method="sendMessage", times=times),
    "bad gateway": lambda server, times: server.faults.bad_gateway(method="sendMessage", times=times),
}


@pytest.mark.parametrize("lost", LOST)
async def test_question_that_never_arrived_comes_once_more(
    practice: Practice, server: TelegramServer, lost: str
) -> None:
    ahorn = await practice.joins("Ahorn")
    LOST[lost](server, 1)
    await begins_visit(ahorn)
    assert len(ahorn.messages) == WELCOMED + 1


async def test_question_that_did_arrive_comes_twice_at_most(practice: Practice, server: TelegramServer) -> None:
    ahorn, begonie = await practice.joins("Ahorn"), await practice.joins("Begonie")
    server.faults.drop_after(method="sendMessage", chat_id=ahorn.id, times=2)
    for _ in range(2):
        await begins_visit(ahorn) if len(ahorn.messages) == WELCOMED else await ahorn.hears(practice.progress(1, 6))
    server.faults.drop_after(method="sendMessage", chat_id=begonie.id)
    await begins_visit(begonie)
    await begonie.hears(practice.progress(1, 6))
    assert len(ahorn.messages) == WELCOMED + 2, "the welcome and the question twice, not a third time"
    assert server.calls_of("sendMessage", ahorn.id)[-1].status == 0


async def test_question_is_not_repeated_to_somebody_who_answered_it(practice: Practice, server: TelegramServer) -> None:
    ahorn, begonie = await practice.joins("Ahorn"), await practice.joins("Begonie")
    await parks(ahorn)
    server.faults.drop_after(method="sendMessage", chat_id=ahorn.id)
    ahorn.writes(OBSERVED.format("eins"))
    await ahorn.hears(practice.progress(3, 6))
    ahorn.writes(OBSERVED.format("zwei"))
    await ahorn.hears(practice.progress(4, 6))
    await until_doubt_is_over(practice, server, begonie)
    texts = [message.text for message in ahorn.messages]
    assert len([text for text in texts if practice.progress(3, 6) in text]) == 1
    assert len([text for text in texts if practice.progress(4, 6) in text]) == 1


@pytest.mark.parametrize("arrived", [True, False])
async def test_receipt_is_never_repeated(practice: Practice, server: TelegramServer, arrived: bool) -> None:
    ahorn, begonie = await practice.joins("Ahorn"), await practice.joins("Begonie")
    lose = server.faults.drop_after if arrived else server.faults.drop_before
    lost = lose(method="sendMessage", chat_id=ahorn.id)
    ahorn.writes("/start")
    await until_doubt_is_over(practice, server, begonie)
    assert lost.used == 1
    assert [message.text for message in ahorn.messages[WELCOMED:]] == [
        practice.says("greeting", name="Ahorn")
    ] * arrived
    assert len(server.calls_of("sendMessage", ahorn.id)) == WELCOMED + 1


async def test_person_who_got_nothing_at_all_finds_the_question_with_any_message(
    practice: Practice, server: TelegramServer
) -> None:
    ahorn, begonie = await practice.joins("Ahorn"), await practice.joins("Begonie")
    server.faults.drop_before(method="sendMessage", chat_id=ahorn.id, times=2)
    ahorn.writes("/besuch")
    await until_doubt_is_over(practice, server, begonie)
    await until_doubt_is_over(practice, server, begonie)
    assert len(ahorn.messages) == WELCOMED
    ahorn.writes("/weiter")
    await ahorn.hears(practice.progress(1, 6))


async def until_doubt_is_over(practice: Practice, server: TelegramServer, person: Person) -> None:
    """Another person's question is lost later, so when it was repeated all earlier doubts are settled, too."""
    await heard_so_far(person, practice.says("register_offered"))
    server.faults.drop_before(method="sendMessage", chat_id=person.id)
    person.writes("/besuch")
    await person.hears(practice.progress(1, 6))
    person.writes("/abbrechen")
    await person.hears(practice.says("discarded"))
