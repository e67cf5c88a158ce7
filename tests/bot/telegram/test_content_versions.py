"""A conversation ends on the content it began with, though the content was changed and the process restarted."""

from __future__ import annotations

import shutil
from pathlib import Path

from dialogs.catalogue.loader import CONTENT
from dialogs.engine.inputs import Action
from tests.bot.telegram.practice import Practice
from tests.bot.telegram.stored import conversations_of
from tests.bot.telegram.walking import OBSERVED, asks, begins_visit, is_review, parks, taps
from tests.telegram_server import TelegramServer

NEW_WORDS = "Ganz neu gefragt:"


async def test_conversation_finishes_on_its_version_after_an_upgrade(server: TelegramServer, tmp_path: Path) -> None:
    async with Practice(server, tmp_path) as practice:
        ahorn = await practice.joins("Ahorn")
        await parks(ahorn)
        old = practice.app.content.catalogue.dialogs["nach_dem_besuch"]
    practice.content = changed_content(tmp_path)
    async with practice:
        new = practice.app.content.catalogue.dialogs["nach_dem_besuch"]
        assert new.content_hash != old.content_hash
        ahorn.writes(OBSERVED.format("eins"))
        message = await ahorn.hears(practice.progress(3, 6))
        while not is_review(message):
            assert NEW_WORDS not in message.text
            taps(ahorn, message, Action.SKIP)
            message = await ahorn.hears(asks)
        taps(ahorn, message, Action.CONFIRM)
        await ahorn.hears(lambda found: not asks(found))
        taps(ahorn, await begins_visit(ahorn), Action.CHOOSE)
        assert NEW_WORDS in (await ahorn.hears(asks)).text
        first, second = conversations_of(practice.app.engine, "Ahorn")
    assert (first["status"], first["content_version"]) == ("finished", old.content_hash)
    assert [item["step"] for item in first["answers"]][:2] == ["geparkt", "gesehen"]
    assert second["content_version"] == new.content_hash


async def test_button_under_a_question_asked_before_the_upgrade_still_works(
    server: TelegramServer, tmp_path: Path
) -> None:
    async with Practice(server, tmp_path) as practice:
        ahorn = await practice.joins("Ahorn")
        question = await begins_visit(ahorn)
    practice.content = changed_content(tmp_path)
    async with practice:
        taps(ahorn, question, Action.CHOOSE)
        assert NEW_WORDS not in (await ahorn.hears(practice.progress(2, 6))).text


def changed_content(folder: Path) -> Path:
    """The content with other words in all questions of the visit in both registers."""
    changed = folder / "content"
    shutil.copytree(CONTENT, changed)
    file = changed / "nach_dem_besuch" / "dialog.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    new = [f'  "{NEW_WORDS} {line[3:]}' if line.startswith('  "') else line for line in lines]
    file.write_text("\n".join(new), encoding="utf-8")
    return changed
