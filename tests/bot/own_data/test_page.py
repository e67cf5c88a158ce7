"""The words of the page: both registers, all used, one for everything that can be in the log."""

from __future__ import annotations

import re

from bot.own_data.page import TEMPLATES, WORDS
from dialogs.engine.model import Register
from dialogs.engine.state import Status
from storage.audit import AuditEvent
from storage.releases import RELEASED

TEMPLATE = (TEMPLATES / "meine-daten.html.jinja").read_text(encoding="utf-8")
CODE = "\n".join(file.read_text(encoding="utf-8") for file in sorted(TEMPLATES.parent.glob("*.py")))
PUT_TOGETHER = {
    *(f"log_{event}" for event in AuditEvent),
    *(f"status_{status}" for status in Status),
    *(f"language_{register}" for register in Register),
    *(f"room_{room}" for room in RELEASED),
}


def test_every_word_is_there_in_both_registers() -> None:
    assert {key: sorted(texts) for key, texts in WORDS.items() if sorted(texts) != sorted(Register)} == {}
    assert [key for key, texts in WORDS.items() if not all(text.strip() for text in texts.values())] == []


def test_both_registers_fill_in_the_same() -> None:
    def places(text: str) -> set[str]:
        return set(re.findall(r"{(\w+)}", text))

    assert [key for key, texts in WORDS.items() if places(texts["standard"]) != places(texts["leicht"])] == []


def test_the_words_are_those_that_are_asked_for() -> None:
    asked = set(re.findall(r"\bwords\.(\w+)", TEMPLATE)) | set(re.findall(r'words\["(\w+)"\]', CODE))
    assert asked | PUT_TOGETHER == WORDS.keys()
