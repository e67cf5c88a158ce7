"""How commands open the installation: with settings, quiet logs, and everything closed at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bot.app import App, build_app
from bot.logs import set_up_logging
from bot.settings import settings_here


@contextmanager
def opened_app() -> Iterator[App]:
    """The app for one command. Raises what `settings_here` and `build_app` raise.

    A new key file is named once, on standard error, so that output for programs stays clean.
    """
    settings = settings_here()
    set_up_logging("ERROR")
    app = build_app(settings)
    store = app.vault.store
    if store.made_key_file:
        print(f"A new master key is in {store.keys_place}; `nachklang recovery-sheet` prints it.", file=sys.stderr)
    try:
        yield app
    finally:
        app.close()
