"""How commands open the installation: with settings, quiet logs, and everything closed at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.app import App, build_app
from bot.logs import set_up_logging
from bot.settings import settings_here


@contextmanager
def opened_app() -> Iterator[App]:
    """The app for one command. Raises what `settings_here` and `build_app` raise."""
    settings = settings_here()
    set_up_logging("ERROR")
    app = build_app(settings)
    try:
        yield app
    finally:
        app.close()
