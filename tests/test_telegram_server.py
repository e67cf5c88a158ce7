"""The test server behaves as the Bot API does, seen through python-telegram-bot's own client.

The limits, which the client library partly refuses itself, are in telegram_server/test_requests.py.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from telegram import Bot, BotCommand, BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, RetryAfter, TimedOut
from telegram.request import HTTPXRequest

from tests.telegram_server import Button, Person, TelegramServer

YES_NO = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Ja, gern", callback_data="yes"), InlineKeyboardButton("Nein", callback_data="no")]]
)
TOKEN = "123456:TEST-TOKEN"


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer(token=TOKEN, username="nachklang_test_bot") as running:
        yield running


@pytest.fixture
async def bot(server: TelegramServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # python-telegram-bot's future type, without its warning
    async with Bot(TOKEN, base_url=server.base_url, base_file_url=server.base_file_url) as client:
        yield client


@pytest.fixture
def ahorn(server: TelegramServer) -> Person:
    return server.person("Ahorn")


def numbers(updates: tuple[Update, ...]) -> list[int]:
    return [update.update_id for update in updates]


async def test_message_with_buttons_is_heard_tapped_answered_and_edited(
    server: TelegramServer, bot: Bot, ahorn: Person
) -> None:
    ahorn.writes("/start")
    (first,) = await bot.get_updates(timeout=0)
    assert first.message is not None
    assert first.message.text == "/start"
    assert first.message.entities[0].type == "bot_command"
    sent = await bot.send_message(ahorn.id, "<b>Geht</b> es? 🌱", parse_mode="HTML", reply_markup=YES_NO)
    assert sent.entities[0].length == 4
    heard = await ahorn.hears("Geht")
    assert heard.buttons == [[Button("Ja, gern", "yes"), Button("Nein", "no")]]
    query_id = ahorn.taps("Ja")
    (update,) = await bot.get_updates(offset=first.update_id + 1, timeout=0)
    assert update.callback_query is not None
    assert update.callback_query.data == "yes"
    assert update.callback_query.message.text == "Geht es? 🌱"  # type: ignore[union-attr]
    await bot.answer_callback_query(query_id, "Danke")
    assert server.answered_callbacks == {query_id: "Danke"}
    await bot.edit_message_text("Gut.", ahorn.id, sent.message_id)
    assert (await ahorn.sees("Gut.")).edits[0].text == "Geht es? 🌱"
    assert heard.buttons == []
    await ahorn.hears_nothing(0.01)
    assert [m.from_bot for m in ahorn.transcript] == [False, True]
    assert server.violations == []


async def test_updates_come_again_until_their_offset_confirms_them(bot: Bot, ahorn: Person) -> None:
    for text in "abc":
        ahorn.writes(text)
    one, two, three = numbers(await bot.get_updates())
    assert numbers(await bot.get_updates(limit=2)) == [one, two]
    assert numbers(await bot.get_updates(offset=two)) == [two, three]
    assert numbers(await bot.get_updates(offset=-1)) == [three]
    assert await bot.get_updates(offset=three + 1) == ()


async def test_long_poll_waits_and_a_second_poll_ends_the_first(bot: Bot, ahorn: Person) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.1)
    async with Bot(TOKEN, base_url=bot.base_url.removesuffix(TOKEN)) as other:
        second = asyncio.create_task(other.get_updates(timeout=5))
        with pytest.raises(Conflict, match="terminated by other getUpdates"):
            await first
        ahorn.writes("da")
        assert [update.message.text for update in await second] == ["da"]  # type: ignore[union-attr]


async def test_only_allowed_updates_are_queued(bot: Bot, ahorn: Person) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    ahorn.writes("unsichtbar")
    assert await bot.get_updates() == ()


async def test_webhook_pushes_in_order_with_its_secret_and_repeats(
    server: TelegramServer, bot: Bot, ahorn: Person
) -> None:
    arrived: list[tuple[str | None, str]] = []
    statuses = [500, 200, 200]
    all_arrived = asyncio.Event()

    async def receive(request: web.BaseRequest) -> web.Response:
        update = Update.de_json(await request.json(), bot)
        arrived.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), update.message.text or ""))  # type: ignore[union-attr]
        if len(statuses) == 1:
            all_arrived.set()
        return web.Response(status=statuses.pop(0))

    runner = web.ServerRunner(web.Server(receive), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        ahorn.writes("eins")
        await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token="geheim-1")
        ahorn.writes("zwei")
        await all_arrived.wait()
        with pytest.raises(Conflict, match="webhook is active"):
            await bot.get_updates()
        info = await bot.get_webhook_info()
        assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
        await bot.delete_webhook()
    finally:
        await runner.cleanup()
    assert arrived == [("geheim-1", "eins"), ("geheim-1", "eins"), ("geheim-1", "zwei")]
    assert await bot.get_updates() == ()


async def test_updates_twice_out_of_order_and_numbered_anew(server: TelegramServer, bot: Bot, ahorn: Person) -> None:
    server.update_faults.deliver_twice()
    ahorn.writes("doppelt")
    (one,) = numbers(await bot.get_updates())
    assert numbers(await bot.get_updates(offset=one + 1)) == [one]
    server.update_faults.out_of_order()
    ahorn.writes("früher")
    ahorn.writes("später")
    assert numbers(await bot.get_updates(offset=one + 1, limit=1)) == [one + 2]
    assert numbers(await bot.get_updates(offset=one + 3)) == [one + 1]
    server.update_faults.restart_ids(start=77)
    ahorn.writes("nach einer Woche")
    assert numbers(await bot.get_updates(offset=one + 3)) == [77]
    assert await bot.get_updates(offset=78) == ()


async def test_faults_replace_the_answer_and_end(server: TelegramServer, bot: Bot, ahorn: Person) -> None:
    server.faults.too_many_requests(7, method="sendMessage", chat_id=ahorn.id)
    with pytest.raises(RetryAfter, match="0:00:07"):
        await bot.send_message(ahorn.id, "a")
    server.faults.server_error(when=lambda call: call.parameters.get("text") == "b")
    assert await bot.send_message(ahorn.id, "a")
    with pytest.raises(NetworkError, match="Internal Server Error"):
        await bot.send_message(ahorn.id, "b")
    server.faults.bad_gateway(times=2)
    for _ in range(2):
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await bot.send_message(ahorn.id, "c")
    server.faults.forbidden(method="sendMessage")
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(ahorn.id, "d")
    assert [m.text for m in ahorn.messages] == ["a"]
    assert server.statuses == {200: 2, 429: 1, 500: 1, 502: 2, 403: 1}


async def test_dropped_connections_before_and_after_acceptance(server: TelegramServer, bot: Bot, ahorn: Person) -> None:
    server.faults.drop_before()
    with pytest.raises(NetworkError):
        await bot.send_message(ahorn.id, "verloren")
    server.faults.drop_after()
    with pytest.raises(NetworkError):
        await bot.send_message(ahorn.id, "angenommen")
    assert [m.text for m in ahorn.messages] == ["angenommen"]


async def test_slow_answers_accept_the_message(server: TelegramServer, ahorn: Person) -> None:
    server.faults.slow(0.5, method="sendMessage")
    async with Bot(TOKEN, base_url=server.base_url, request=HTTPXRequest(read_timeout=0.1)) as hasty:
        with pytest.raises(TimedOut):
            await hasty.send_message(ahorn.id, "langsam")
    assert (await ahorn.hears()).text == "langsam"


async def test_blocking_closes_the_chat_and_tells_the_bot(bot: Bot, ahorn: Person) -> None:
    ahorn.blocks_bot()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ahorn.id, "a")
    ahorn.unblocks_bot()
    assert await bot.send_message(ahorn.id, "a")
    changes = [update.my_chat_member for update in await bot.get_updates()]
    assert [change.new_chat_member.status for change in changes if change] == ["kicked", "member"]


async def test_edits_that_telegram_refuses(server: TelegramServer, bot: Bot, ahorn: Person) -> None:
    sent = await bot.send_message(ahorn.id, "Frage", reply_markup=YES_NO)
    theirs = ahorn.writes("von mir")
    for number, text, problem in (
        (sent.message_id, "Frage", "Message is not modified"),
        (999, "neu", "Message to edit not found"),
        (theirs.message_id, "neu", "Message can't be edited"),
    ):
        with pytest.raises(BadRequest, match=problem):
            await bot.edit_message_text(text, ahorn.id, number, reply_markup=YES_NO)
    assert await bot.edit_message_reply_markup(ahorn.id, sent.message_id)
    assert await bot.delete_messages(ahorn.id, [sent.message_id, 999])
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(ahorn.id, sent.message_id)
    assert len(server.violations) == 4
    assert server.broken_limits == []


async def test_callbacks_are_answered_once_and_in_time(ahorn: Person, bot: Bot, server: TelegramServer) -> None:
    await bot.send_message(ahorn.id, "Frage", reply_markup=YES_NO)
    once, late = ahorn.taps(1), ahorn.taps("Nein")
    await bot.answer_callback_query(once)
    server.world.callback_seconds = 0
    for query_id in (once, late):
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.answer_callback_query(query_id)


async def test_files_go_both_ways(server: TelegramServer, bot: Bot, ahorn: Person) -> None:
    content = bytes(3_000_000)
    await bot.send_document(ahorn.id, content, filename="verlauf.csv", caption="Dein Verlauf")
    await bot.send_photo(ahorn.id, b"\x89PNG\r\n\x1a\n...")
    assert server.content(await ahorn.hears("Verlauf")) == content
    for message in (ahorn.sends_document(content=b"Brief"), ahorn.sends_photo("Bild", media_group_id="1")):
        assert message.file_id is not None
        loaded = await (await bot.get_file(message.file_id)).download_as_bytearray()
        assert bytes(loaded) == server.content(message)
    for send in (ahorn.sends_voice, ahorn.sends_sticker, ahorn.sends_location, ahorn.sends_contact):
        send()
    assert len(await bot.get_updates()) == 6


async def test_commands_by_scope_and_language(bot: Bot, ahorn: Person) -> None:
    await bot.set_my_commands([BotCommand("hilfe", "Hilfe")], language_code="de")
    await bot.set_my_commands([BotCommand("help", "Help")])
    assert ahorn.commands[0]["command"] == "hilfe"
    await bot.set_my_commands([BotCommand("pause", "Pause")], scope=BotCommandScopeChat(ahorn.id))
    assert ahorn.commands[0]["command"] == "pause"
    await bot.delete_my_commands(scope=BotCommandScopeChat(ahorn.id))
    assert (await bot.get_my_commands())[0].command == "help"
    assert await bot.set_my_description("Nachklang")
    assert await bot.set_my_short_description("Kurz")
    assert await bot.set_chat_menu_button()


async def test_groups_edits_and_replies(server: TelegramServer, bot: Bot, ahorn: Person) -> None:
    group = server.group("Gruppe", members=[ahorn])
    said = ahorn.writes_in(group, "Hallo", reply_to=None)
    await bot.send_message(group.id, "Nur einzeln.", reply_to_message_id=said.message_id)
    assert (await group.hears()).raw["reply_to_message"]["text"] == "Hallo"
    ahorn.edits(ahorn.writes("Tipfehler", forwarded=True).message_id, "Tippfehler")
    assert (await bot.get_chat(ahorn.id)).first_name == "Ahorn"
    await bot.leave_chat(group.id)
    with pytest.raises(Forbidden, match="not a member of the group chat"):
        await bot.send_chat_action(group.id, "typing")
    kinds = [next(key for key in update.to_dict() if key != "update_id") for update in await bot.get_updates()]
    assert kinds == ["my_chat_member", "message", "message", "edited_message", "my_chat_member"]


async def test_flood_limit_and_recording_can_be_switched(ahorn: Person, bot: Bot, server: TelegramServer) -> None:
    server.world.flood_limit_per_chat = 2
    server.log.recording = False
    results = await asyncio.gather(*(bot.send_message(ahorn.id, str(i)) for i in range(3)), return_exceptions=True)
    assert [type(result) for result in results].count(RetryAfter) == 1
    assert server.counts["sendMessage"] == 3
    assert [call.method for call in server.calls] == ["getMe"]


async def test_waiting_in_vain_fails_with_the_transcript(bot: Bot, ahorn: Person) -> None:
    await bot.send_message(ahorn.id, "Eins")
    with pytest.raises(AssertionError, match=r"no message matching 'Zwei'.*\n.*'Eins'"):
        await ahorn.hears("Zwei", timeout=0.01)
    with pytest.raises(AssertionError, match="expected silence"):
        await ahorn.hears_nothing(0.01)
    assert (await ahorn.hears()).text == "Eins"
