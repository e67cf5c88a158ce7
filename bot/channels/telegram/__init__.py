"""Telegram, with python-telegram-bot as transport only."""

import os

# The library's own switch for durations as timedelta, its future default; without it every 429 warns.
os.environ.setdefault("PTB_TIMEDELTA", "true")
