"""Nobody who types meets the limit; a flood is answered once a minute with a friendly no, and with nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.pace import Pace, Verdict
from tests.journey import MONDAY_EVENING, Chat, Clock, add_case, add_person, open_app, said

MOST = 5


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> Iterator[App]:
    opened = open_app(tmp_path, clock, NACHKLANG_MESSAGES_PER_MINUTE=str(MOST))
    yield opened
    opened.close()


@pytest.fixture
def hasty(app: App, clock: Clock) -> Chat:
    """Somebody who sends something each second."""
    add_case(app, add_person(app, "Frau Linde", "7"), "Ahorn")
    return Chat(app, clock, "7", pause=1)


def test_what_comes_too_fast_is_answered_once_and_not_taken(hasty: Chat) -> None:
    hasty.writes("/besuch")
    hasty.taps("Ja, ich stehe")
    for _ in range(MOST - 2):
        hasty.writes("/warum")
    assert [message.text for message in hasty.writes("Er sagte „gut“ und ging.")] == [said(hasty.app, "too_fast")]
    for _ in range(20):
        assert hasty.writes("/hilfe") == []
    hasty.clock.move(minutes=1)
    assert "Frage 2 von 6" in hasty.writes("/weiter")[0].text, "nothing was taken for an answer meanwhile"


def test_one_persons_haste_is_nobody_elses(hasty: Chat, app: App, clock: Clock) -> None:
    add_case(app, add_person(app, "Herr Dorn", "8"), "Birke")
    for _ in range(MOST + 3):
        hasty.writes("/hilfe")
    assert Chat(app, clock, "8").writes("/hilfe")[0].text == said(app, "help")


def test_the_window_moves_with_the_clock() -> None:
    pace, now = Pace(2), MONDAY_EVENING
    assert [pace.judge(1, now), pace.judge(1, now + timedelta(seconds=40))] == [Verdict.FINE] * 2
    assert pace.judge(1, now + timedelta(seconds=59)) is Verdict.TELL
    assert pace.judge(1, now + timedelta(seconds=60)) is Verdict.FINE, "the first one is a minute old"
    assert pace.judge(1, now + timedelta(seconds=61)) is Verdict.DROP, "told two seconds ago"
    assert pace.judge(1, now + timedelta(seconds=99)) is Verdict.DROP
    assert pace.judge(1, now + timedelta(seconds=119)) is Verdict.FINE
    assert pace.judge(1, now + timedelta(seconds=119)) is Verdict.TELL
