"""`nachklang chat`: the conversation in the terminal."""

from __future__ import annotations

import signal
from types import FrameType

from bot.app import build_app
from bot.channels.terminal import CHANNEL
from bot.logs import set_up_logging
from bot.settings import settings_here
from bot.terminal_chat import TerminalChat
from storage.process_lock import only_process


def chat() -> None:
    """Talk in the terminal, with the same dialogs and the same database. Works through a pipe, too."""
    settings = settings_here()
    set_up_logging("ERROR")
    signal.signal(signal.SIGTERM, _interrupt)
    app = build_app(settings)
    try:
        with only_process(app.engine, CHANNEL):
            TerminalChat(app).run()
    finally:
        app.close()


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
