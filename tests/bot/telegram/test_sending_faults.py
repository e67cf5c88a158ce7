"""Telegram refuses or fails: messages come later, exactly once, and other people do not wait."""

from __future__ import annotations

import pytest

from tests.bot.telegram.practice import WELCOMED, Practice
from tests.bot.telegram.walking import begins_visit, heard_so_far, parks, taps_menu, walks_visit
from tests.bot.telegram.watching import watching
from tests.telegram_server import TelegramServer


@pytest.fixture
def short_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stops without waiting for what is under way; asked for before the practice, so that it still holds at its end."""
    monkeypatch.setattr("bot.telegram_process.STOP_SECONDS", 0.1)


async def test_being_slowed_down_is_obeyed_and_nobody_else_waits(practice: Practice, server: TelegramServer) -> None:
    ahorn, begonie = await practice.joins("Ahorn"), await practice.joins("Begonie")
    server.faults.too_many_requests(retry_after=1, method="sendMessage", chat_id=ahorn.id)
    with watching(server, "sendMessage") as sends:
        ahorn.writes("/besuch")
        await sends.reaches(1)
        await begins_visit(begonie)
        assert practice.progress(1, 6) not in ahorn.messages[-1].text
    await ahorn.hears(practice.progress(1, 6))
    refused, accepted = server.calls_of("sendMessage", ahorn.id)[-2:]
    assert (refused.status, accepted.status) == (429, 200)
    assert accepted.at - refused.at >= 1.0
    assert len(ahorn.messages) == WELCOMED + 1


async def test_being_slowed_down_with_several_people_holds_everybody(
    practice: Practice, server: TelegramServer
) -> None:
    people = [await practice.joins(name) for name in ("Ahorn", "Begonie", "Clematis")]
    for person in people[:2]:
        server.faults.too_many_requests(retry_after=1, method="sendMessage", chat_id=person.id)
        with watching(server, "sendMessage") as sends:
            person.writes("/besuch")
            await sends.reaches(1)
    await begins_visit(people[2])
    slowed = next(call for call in server.calls_of("sendMessage", people[1].id) if call.status == 429)
    assert server.calls_of("sendMessage", people[2].id)[-1].at - slowed.at >= 0.9
    await people[0].hears(practice.progress(1, 6))


async def test_failing_server_is_asked_again(practice: Practice, server: TelegramServer) -> None:
    ahorn = await practice.joins("Ahorn")
    fault = server.faults.server_error(method="sendMessage")
    await begins_visit(ahorn)
    assert fault.used == 1
    assert len(ahorn.messages) == WELCOMED + 1


async def test_order_of_messages_survives_failures(practice: Practice, server: TelegramServer) -> None:
    ahorn = await practice.joins("Ahorn")
    question = await begins_visit(ahorn)
    server.faults.server_error(times=1, method="sendMessage")
    ahorn.taps(0, question)
    ahorn.writes("/warum")
    ahorn.writes("/mehr")
    await ahorn.hears(practice.progress(2, 6))
    explained = await ahorn.hears(practice.progress(2, 6))
    assert explained.text.startswith(practice.says("explanation", why="", source="").split("\n")[0])
    assert (await ahorn.hears()).text == practice.says("more")


async def test_slow_answer_to_one_person_does_not_hold_up_another(
    short_stop: None, practice: Practice, server: TelegramServer
) -> None:
    ahorn, begonie = await practice.joins("Ahorn"), await practice.joins("Begonie")
    server.faults.slow(60, method="sendMessage", chat_id=ahorn.id)
    await begins_visit(ahorn)
    waiting = server.calls_of("sendMessage", ahorn.id)[-1]
    await walks_visit(begonie, "Begonie")
    assert waiting.status == 0, "the answer to the first person is still under way"


async def test_waiting_for_one_message_does_not_go_round_in_circles(practice: Practice, server: TelegramServer) -> None:
    ahorn, begonie = await practice.joins("Ahorn"), await practice.joins("Begonie")
    server.faults.too_many_requests(retry_after=1, method="sendMessage", chat_id=ahorn.id)
    with watching(server, "sendMessage") as sends:
        ahorn.writes("/warum")
        ahorn.writes("/hilfe")
        await sends.reaches(1)
    await heard_so_far(begonie, practice.says("register_offered"))
    before = practice.clock.asked
    await ahorn.hears(practice.says("help"))
    assert practice.clock.asked - before < 40


async def test_message_that_cannot_be_edited_any_more_holds_up_nothing(
    practice: Practice, server: TelegramServer
) -> None:
    ahorn = await practice.joins("Ahorn")
    question = await begins_visit(ahorn)
    server.faults.error(400, "Bad Request: message can't be edited", method="editMessageText")
    ahorn.taps(0, question)
    await ahorn.hears(practice.progress(2, 6))
    ahorn.writes("/faelle")
    await ahorn.hears(practice.says("cases", lines="", count=1).strip())


async def test_blocked_by_the_person_ends_sending_until_they_come_back(
    practice: Practice, server: TelegramServer
) -> None:
    ahorn, begonie = await practice.joins("Ahorn"), await practice.joins("Begonie")
    question = await begins_visit(ahorn)
    server.faults.forbidden(method="sendMessage", chat_id=ahorn.id)
    ahorn.taps(0, question)
    with watching(server, "sendMessage") as sends:
        await sends.reaches(1)
    await heard_so_far(begonie, practice.says("register_offered"))
    refused = server.calls_of("sendMessage", ahorn.id)[-1]
    assert refused.status == 403
    after = [call.method for call in server.calls if call.chat_id == ahorn.id and call.at > refused.at]
    assert after == [], "nothing follows a refusal, the edit of the tapped question neither"
    ahorn.writes("/weiter")
    await ahorn.hears(practice.progress(2, 6))
    assert set(practice.answers_of("Ahorn")) == {"geparkt"}


async def test_blocking_while_messages_wait_drops_them_and_unblocking_goes_on(
    practice: Practice, server: TelegramServer
) -> None:
    ahorn, begonie = await practice.joins("Ahorn"), await practice.joins("Begonie")
    await parks(ahorn)
    server.faults.too_many_requests(retry_after=1, method="sendMessage", chat_id=ahorn.id)
    with watching(server, "sendMessage") as sends:
        ahorn.writes("/hilfe")
        await sends.reaches(1)
    ahorn.blocks_bot()
    await heard_so_far(begonie, practice.says("register_offered"))
    practice.clock.forward(seconds=30)
    await heard_so_far(begonie, practice.says("register_offered"))
    assert server.calls_of("sendMessage", ahorn.id)[-1].status == 429
    ahorn.unblocks_bot()
    ahorn.writes("/start")
    greeting = await ahorn.hears(practice.says("greeting", name="Ahorn"))
    taps_menu(ahorn, greeting, "besuch")
    await ahorn.hears(practice.progress(2, 6))
