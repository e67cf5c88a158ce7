"""`nachklang invite`: a link for one person, as text with a QR code or as JSON, and what it refuses."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App
from storage.database import transaction
from storage.facts import BOT_NAME, remember
from storage.invitations import Invitation, find_invitation
from tests.bot.called import Called, command, surroundings
from tests.telegram_server import TelegramServer

Call = Callable[..., Called]
INVITE = ("invite", "--role", "jobcoach", "--name", "Frau Birke")


@pytest.fixture
def database(app: App, case: int) -> str:
    """The address of a database that has the case Ahorn."""
    return app.engine.url.render_as_string()


def test_json_has_what_programs_need_and_the_token_opens_the_door(nachklang: Call, app: App, database: str) -> None:
    found = nachklang(*INVITE, "--days", "3", "--case", "ahorn", "--json", NACHKLANG_DATABASE_URL=database).json
    assert set(found) == {"link", "token", "role", "expires_at"}
    assert found["role"] == "jobcoach"
    assert found["link"].endswith(f"?start={found['token']}")
    expires_at = datetime.fromisoformat(found["expires_at"])
    with transaction(app.engine) as connection:
        invitation = find_invitation(connection, found["token"], expires_at - timedelta(seconds=1))
    assert isinstance(invitation, Invitation)
    assert (invitation.name, invitation.case_id) == ("Frau Birke", 1)


def test_no_two_tokens_are_the_same(nachklang: Call) -> None:
    tokens = {nachklang(*INVITE, "--json").json["token"] for _ in range(3)}
    assert len(tokens) == 3
    assert all(1 < len(token) <= 64 for token in tokens), "Telegram takes 64 characters after ?start="


def test_an_invitation_is_good_for_a_week(nachklang: Call) -> None:
    expires_at = datetime.fromisoformat(nachklang(*INVITE, "--json").json["expires_at"])
    left = expires_at - datetime.now(expires_at.tzinfo)
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)


def test_without_the_name_of_the_bot_it_says_what_to_do(nachklang: Call) -> None:
    called = nachklang(*INVITE)
    assert called.code == 0
    assert "https://t.me/<bot>?start=" in called.out
    assert "TELEGRAM_BOT_TOKEN" in called.out


def test_with_the_name_known_from_before_there_is_a_code_to_scan(nachklang: Call, app: App, database: str) -> None:
    with transaction(app.engine) as connection:
        remember(connection, BOT_NAME, "birke_bot")
    called = nachklang(*INVITE, NACHKLANG_DATABASE_URL=database)
    assert "https://t.me/birke_bot?start=" in called.out
    assert sum(line.count("█") for line in called.out.splitlines()) > 50


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--role", "chef", "--name", "Frau Birke"), "jobcoach"),
        (("--role", "sbv", "--name", "  "), "--name"),
        (("--role", "sbv", "--name", "x" * 61), "--name"),
        (("--role", "sbv"), "--name"),
        (("--role", "sbv", "--name", "Frau Birke", "--days", "0"), "--days"),
    ],
)
def test_what_makes_no_sense_is_refused(nachklang: Call, here: Path, arguments: tuple[str, ...], said: str) -> None:
    called = nachklang("invite", *arguments)
    assert called.code == 2
    assert said in called.sentence
    assert not (here / "nachklang.db").exists()


def test_an_unknown_case_is_named(nachklang: Call) -> None:
    called = nachklang(*INVITE, "--case", "Wacholder")
    assert called.code == 1
    assert "'Wacholder'" in called.sentence
    assert "nachklang cases" in called.sentence


async def test_the_name_of_the_bot_comes_from_telegram(here: Path) -> None:
    async with TelegramServer(username="ginster_bot") as server:
        environment = surroundings(TELEGRAM_BOT_TOKEN=server.token, TELEGRAM_API_BASE_URL=server.url)
        started = await asyncio.create_subprocess_exec(
            *command(*INVITE, "--json"), cwd=here, env=environment, stdout=asyncio.subprocess.PIPE
        )
        out, _ = await asyncio.wait_for(started.communicate(), 60)
    assert json.loads(out)["link"].startswith("https://t.me/ginster_bot?start=")
