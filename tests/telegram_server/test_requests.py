"""Requests in every form, and every limit the server checks: what it answers and what it records."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from telegram import Bot
from telegram.error import InvalidToken

from tests.telegram_server import Person, TelegramServer


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as running:
        yield running


@pytest.fixture
def ahorn(server: TelegramServer) -> Person:
    return server.person("Ahorn")


async def ask(server: TelegramServer, method: str, **parameters: Any) -> dict[str, Any]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(server.base_url + server.token + "/" + method, json=parameters) as r,
    ):
        answer: dict[str, Any] = await r.json()
        return answer


def inline(*rows: Any) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


@pytest.mark.parametrize(
    ("parameters", "problem"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n"}, "message text is empty"),
        ({"text": "🌱" * 2049}, "message is too long"),
        ({"text": "a", "chat_id": 1}, "chat not found"),
        ({"text": "a", "colour": "green"}, "unknown parameter colour of sendMessage"),
        ({"text": "a", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"text": "<b>a</i>", "parse_mode": "HTML"}, 'Unmatched end tag at byte offset 4, expected "</b>"'),
        ({"text": "<b>a", "parse_mode": "HTML"}, "Can't find end tag"),
        ({"text": "a < b", "parse_mode": "HTML"}, "Unsupported start tag"),
        ({"text": "a.", "parse_mode": "MarkdownV2"}, "Character '.' is reserved"),
        ({"text": "*a", "parse_mode": "MarkdownV2"}, "Can't find end of Bold entity at byte offset 0"),
        ({"text": "ab", "entities": [{"type": "bold", "offset": 1, "length": 2}]}, "incorrect length 2"),
        ({"text": "🌱", "entities": [{"type": "bold", "offset": 1, "length": 1}]}, "middle of a character"),
        ({"text": "a", "reply_markup": inline({"text": "x"})}, "expected an Array of Arrays"),
        ({"text": "a", "reply_markup": inline([{"text": "x"}])}, "Text buttons are unallowed"),
        ({"text": "a", "reply_markup": inline([{"text": "", "callback_data": "x"}])}, "non-empty String"),
        ({"text": "a", "reply_markup": inline([{"text": "x", "callback_data": "ä" * 33}])}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "reply_markup": inline([{"text": "x", "callback_data": "x", "url": "x"}])}, "exactly one"),
        ({"text": "a", "reply_markup": inline([{"text": "x", "callback_data": "x"}] * 9)}, "more than 8"),
        ({"text": "a", "reply_markup": inline(*[[{"text": "x", "callback_data": "x"}]] * 101)}, "too long"),
        ({"text": "a", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ],
)
async def test_refused_messages(
    server: TelegramServer, ahorn: Person, parameters: dict[str, Any], problem: str
) -> None:
    answer = await ask(server, "sendMessage", **{"chat_id": ahorn.id, **parameters})
    assert (answer["ok"], answer["error_code"]) == (False, 400)
    assert problem in answer["description"]
    assert server.violations == [f"sendMessage: {answer['description']}"]
    assert ahorn.messages == []


@pytest.mark.parametrize(
    ("method", "parameters", "problem"),
    [
        ("setMyCommands", {"commands": [{"command": "Start", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": ""}]}, "DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [], "language_code": "deutsch"}, "invalid language code"),
        ("setMyCommands", {"commands": [], "scope": {"type": "chat"}}, "wrong fields for chat"),
        ("setWebhook", {"url": "https://example.org", "secret_token": "ä"}, "unallowed characters"),
        ("setWebhook", {"url": "http://example.org"}, "An HTTPS URL must be provided"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
        ("sendChatAction", {"chat_id": 1, "action": "dancing"}, "wrong parameter action"),
        ("getUpdates", {"allowed_updates": ["mesage"]}, "can't parse allowed_updates"),
        ("sendDocument", {"chat_id": 1, "document": "x", "caption": "x" * 1025}, "caption is too long"),
    ],
)
async def test_refused_calls(server: TelegramServer, method: str, parameters: dict[str, Any], problem: str) -> None:
    assert problem in (await ask(server, method, **parameters))["description"]
    assert len(server.broken_limits) == 1


async def test_wrong_token_and_unknown_method(server: TelegramServer) -> None:
    with pytest.raises(InvalidToken):
        await Bot("1:WRONG", base_url=server.base_url).__aenter__()
    assert (await ask(server, "dance"))["error_code"] == 404


@pytest.mark.parametrize("form", ["json", "urlencoded", "multipart", "query"])
async def test_parameters_are_accepted_in_every_form(server: TelegramServer, ahorn: Person, form: str) -> None:
    fields = {
        "chat_id": str(ahorn.id),
        "text": "über",
        "reply_markup": json.dumps(inline([{"text": "Ja", "callback_data": "y"}])),
    }
    multipart = aiohttp.FormData(default_to_multipart=True)
    for name, value in fields.items():
        multipart.add_field(name, value)
    ways: dict[str, dict[str, Any]] = {"json": {"json": fields}, "urlencoded": {"data": fields}}
    way = {**ways, "multipart": {"data": multipart}, "query": {"params": fields}}[form]
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{server.base_url}{server.token}/sendmessage", **way) as r,
    ):
        assert (await r.json())["ok"]
    assert (ahorn.messages[0].text, ahorn.messages[0].labels) == ("über", ["Ja"])
