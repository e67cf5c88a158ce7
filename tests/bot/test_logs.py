"""Logs carry event names and places, never messages of exceptions and nothing the libraries would say."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from bot.app import place_of
from bot.logs import QUIET, set_up_logging

SECRET = "Sanddornbeere"


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in QUIET}
    yield
    root.handlers, root.level = handlers, level
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


def test_events_are_logged_from_the_level_on(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO")
    logging.getLogger("bot.delivery").info("send_postponed outbox=3")
    logging.getLogger("bot.delivery").debug("too much")
    assert "INFO bot.delivery send_postponed outbox=3" in (said := capsys.readouterr().err)
    assert "too much" not in said


def test_no_exception_brings_its_message(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("DEBUG")
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        logging.getLogger("bot").exception("input_failed at=%s", place_of(error))
    said = capsys.readouterr().err
    assert "ValueError@test_logs.py" in said
    assert SECRET not in said


@pytest.mark.parametrize("library", QUIET)
def test_libraries_say_nothing_at_any_level(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("DEBUG")
    logging.getLogger(f"{library}.inner").error("HTTP Request: POST https://api.telegram.org/bot%s/getMe", SECRET)
    assert capsys.readouterr().err == ""
