"""Commands work at any moment, in the middle of a question too, and the question stays where it is."""

from __future__ import annotations

import pytest

from bot.commands import MENU_COMMANDS
from tests.bot.telegram.practice import Practice
from tests.bot.telegram.walking import OBSERVED, heard_so_far, parks
from tests.telegram_server import TelegramServer


@pytest.mark.parametrize("command", [*MENU_COMMANDS, "start", "help", "BESUCH", "warum@nachklang_test_bot"])
async def test_command_in_the_middle_of_a_question_loses_nothing(
    practice: Practice, server: TelegramServer, command: str
) -> None:
    ahorn = await practice.joins("Ahorn")
    await parks(ahorn)
    ahorn.writes(OBSERVED.format("eins"))
    await ahorn.hears(practice.progress(3, 6))
    before = practice.answers_of("Ahorn")
    ahorn.writes(f"/{command}")
    answered = await ahorn.hears(lambda message: bool(message.buttons or message.file_id))
    assert practice.says("hint_unknown_command") not in answered.text
    assert practice.answers_of("Ahorn", 0) == before
    ahorn.writes("/weiter")
    await ahorn.hears(practice.says("resumed", title="Nach dem Besuch", case="")[:12])
    assert server.violations == []


async def test_unknown_command_is_no_answer(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    await parks(ahorn)
    ahorn.writes("/kaffee")
    hint = await ahorn.hears(practice.says("hint_unknown_command"))
    assert practice.progress(2, 6) in hint.text
    assert set(practice.answers_of("Ahorn")) == {"geparkt"}


async def test_slash_in_a_sentence_is_an_answer(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    await parks(ahorn)
    text = OBSERVED.format("/ 3 von 4 Kolleginnen und/oder Kollegen /besuch")
    ahorn.writes(text)
    await ahorn.hears(practice.progress(3, 6))
    assert practice.answers_of("Ahorn")["gesehen"] == [text]


async def test_visit_cannot_be_begun_twice_by_an_impatient_finger(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    for _ in range(3):
        ahorn.writes("/besuch")
    heard = await heard_so_far(ahorn, practice.says("register_offered"))
    assert all(practice.progress(1, 6) in message.text for message in heard)
    assert len(heard) == 2, "the question, and once more with the hint"


async def test_discarding_asks_first_and_then_removes_every_answer(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    await parks(ahorn)
    ahorn.writes("/abbrechen")
    await ahorn.hears(practice.says("discard_warning", title="Nach dem Besuch"))
    assert set(practice.answers_of("Ahorn")) == {"geparkt"}
    ahorn.taps(practice.says("button_discard"))
    await ahorn.hears(practice.says("discarded"))
    assert practice.answers_of("Ahorn") == {}


async def test_register_changes_in_the_middle_and_the_answer_keeps_its_question(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    await parks(ahorn)
    ahorn.writes("/sprache")
    await ahorn.hears(practice.says("register_offered"))
    ahorn.taps(practice.says("register_leicht"))
    again = await ahorn.hears(practice.progress(2, 6))
    question = practice.app.content.catalogue.dialogs["nach_dem_besuch"].steps["gesehen"].question["leicht"][0]
    assert question in again.text
