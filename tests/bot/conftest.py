"""An app with a clock that stands still and a job coach who chats with it; and the command line in an empty folder."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.app import App
from bot.cli import main
from dialogs.engine.model import Phase
from tests.bot.called import Called
from tests.journey import Chat, Clock, add_case, add_person, open_app


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> Iterator[App]:
    opened = open_app(tmp_path, clock)
    yield opened
    opened.close()


@pytest.fixture
def person(app: App) -> int:
    return add_person(app, "Frau Linde", "7")


@pytest.fixture
def case(app: App, person: int) -> int:
    return add_case(app, person, "Ahorn", phase=Phase.SHAPING)


@pytest.fixture
def chat(app: App, clock: Clock, case: int) -> Chat:
    return Chat(app, clock, "7")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory with nothing of Nachklang set in the environment."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in list(os.environ):
        if name.startswith(("NACHKLANG_", "TELEGRAM_")):
            monkeypatch.delenv(name)
    return folder


@pytest.fixture
def nachklang(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[..., Called]]:
    """Calls the command line as a shell would, but in this process."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def call(*arguments: str, **environment: str) -> Called:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.argv", ["nachklang", *arguments])
        capsys.readouterr()
        code: object = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code
        said = capsys.readouterr()
        return Called(code if isinstance(code, int) else 0 if code is None else 1, said.out, said.err)

    yield call
    root.handlers, root.level = handlers, level
