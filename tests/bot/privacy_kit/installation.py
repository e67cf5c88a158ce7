"""Facts and documents of an installation with given settings."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

from bot.privacy_kit.documents import Document, documents_of
from bot.privacy_kit.facts import KitFacts, facts_of
from bot.settings import read_settings

MADE_ON = date(2026, 11, 22)
TOKEN = "123456:ABC-secret"


def facts(**environment: str) -> KitFacts:
    """What the kit says with these settings and a Telegram bot."""
    settings = read_settings({"TELEGRAM_BOT_TOKEN": TOKEN, **environment}, Path("/nowhere"))
    return facts_of(settings, "1.2.3", MADE_ON)


def kit(**environment: str) -> dict[str, Document]:
    """The documents by their numbers."""
    return {document.number: document for document in documents_of(facts(**environment))}


def readable(page: str) -> str:
    """What a person reads of a web page or of Markdown, with plain spaces."""
    shown = html.unescape(re.sub("<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL))
    return " ".join(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown).split())
