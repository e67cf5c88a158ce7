"""Telegram, with python-telegram-bot as transport only."""
