"""Every command without a hitch: help, exit codes, one sentence with the remedy, and JSON for programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot.called import Called

Call = Callable[..., Called]
NEEDS_DATABASE = (("cases",), ("export", "--all"), ("migrate",), ("invite", "--role", "sbv", "--name", "Herr Dorn"))
COMMANDS = ("chat", "run", "invite", "cases", "export", "check", "migrate", "doctor")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(nachklang: Call, command: str) -> None:
    called = nachklang(command, "--help")
    assert called.code == 0
    assert f"nachklang {command}" in called.out


def test_help_lists_all_commands(nachklang: Call) -> None:
    assert [command for command in COMMANDS if command not in nachklang("--help").out] == []


@pytest.mark.parametrize("arguments", [("brew",), ("cases", "--tea"), ("export", "Ahorn", "--all"), ("export",)])
def test_a_mistyped_call_ends_with_two(nachklang: Call, arguments: tuple[str, ...]) -> None:
    called = nachklang(*arguments)
    assert called.code == 2
    assert "Traceback" not in called.err


@pytest.mark.parametrize("arguments", [*NEEDS_DATABASE, ("chat",), ("run",)])
def test_settings_that_cannot_be_used_end_with_two_and_name_all_of_them(
    nachklang: Call, arguments: tuple[str, ...]
) -> None:
    called = nachklang(*arguments, NACHKLANG_TIMEZONE="Berlin", NACHKLANG_LOG_LEVEL="LOUD")
    assert called.code == 2
    assert "NACHKLANG_TIMEZONE" in called.sentence
    assert "NACHKLANG_LOG_LEVEL" in called.sentence


@pytest.mark.parametrize("arguments", [*NEEDS_DATABASE, ("chat",)])
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    nachklang: Call, here: Path, arguments: tuple[str, ...]
) -> None:
    (here / "nachklang.db").write_text("Dear diary", "utf-8")
    called = nachklang(*arguments)
    assert called.code == 1
    assert "database" in called.sentence
    assert (here / "nachklang.db").read_text("utf-8") == "Dear diary"


@pytest.mark.parametrize("arguments", NEEDS_DATABASE)
def test_a_folder_that_is_not_there_is_explained(nachklang: Call, arguments: tuple[str, ...]) -> None:
    called = nachklang(*arguments, NACHKLANG_DATABASE_URL="sqlite:///not/there/n.db")
    assert called.code == 1
    assert "Check" in called.sentence


def test_run_without_a_token_says_where_to_get_one(nachklang: Call) -> None:
    called = nachklang("run")
    assert called.code == 1
    assert "@BotFather" in called.sentence


def test_migrate_says_from_where_to_where(nachklang: Call) -> None:
    assert nachklang("migrate", "--json").json["before"] is None
    again = nachklang("migrate", "--json").json
    assert again["before"] == again["after"]
    assert "newest layout already" in nachklang("migrate").out


def test_cases_before_there_is_one(nachklang: Call) -> None:
    assert "There is no case yet" in nachklang("cases").out
    assert nachklang("cases", "--json").json == []
