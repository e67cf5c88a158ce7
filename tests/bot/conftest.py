"""An app on a database of its own, with a clock that stands still, and a job coach in one case who chats with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import App
from dialogs.engine.model import Phase
from tests.journey import Chat, Clock, add_case, add_person, open_app


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> Iterator[App]:
    opened = open_app(tmp_path, clock)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def person(app: App) -> int:
    return add_person(app, "Frau Linde", "7")


@pytest.fixture
def case(app: App, person: int) -> int:
    return add_case(app, person, "Ahorn", phase=Phase.SHAPING)


@pytest.fixture
def chat(app: App, clock: Clock, case: int) -> Chat:
    return Chat(app, clock, "7")
