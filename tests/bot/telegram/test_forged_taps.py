"""Callback data that nobody was offered: made up, or belonging to somebody else. It changes and reveals nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialogs.engine.inputs import Action
from tests.bot.telegram.practice import Practice
from tests.bot.telegram.walking import OBSERVED, begins_visit, parks, tokens
from tests.telegram_server import ChatMessage, TelegramServer

FORGED = (
    "x",
    ".",
    "c",
    "c.1",
    "c.1.1.c",
    "c.1.1.zz.ja",
    "c.-1.1.c.ja",
    "c.1.99.c.ja",
    "c.999999.1.c.ja",
    "c.99999999999999999999999.1.c.ja",
    "c.1.99999999999999999999999.c.ja",
    "c.1.1.c.kein_knopf",
    "c.1.1.s.ja",
    "c.1.1.d.",
    "c.1.1.y.",
    "c.1.1.f.gesehen",
    "m.",
    "m.nope.",
    "m.thema.",
    "m.thema.1-nope",
    "m.thema.99999999999999999999999-idee",
    "m.neu.2-nach_dem_besuch",
    "m.fall.99999999999999999999999",
    "m.phase.1-nope",
    "m.phase.1-team",
    "m.weiter.99999999999999999999999",
    "m.sprache.klingonisch",
    "\x00\ufeff😀" * 4,
    "ä" * 32,
)


async def test_made_up_data_is_answered_kindly_and_changes_nothing(practice: Practice, server: TelegramServer) -> None:
    ahorn = await practice.joins("Ahorn")
    question = await begins_visit(ahorn)
    choice = tokens(question, Action.CHOOSE)[0]
    queries = []
    for data in FORGED:
        newest, edits = ahorn.messages[-1].message_id, len(question.edits)
        queries.append(ahorn.taps_data(data, question))
        answered = await ahorn.sees(answering(question, newest, edits))
        assert answered.text != practice.says("sorry"), data
        assert answered.buttons, f"{data} leaves a way on"
        practice.clock.forward(seconds=10)
    assert practice.answers_of("Ahorn") == {}
    ahorn.writes("/weiter")
    await ahorn.hears(practice.progress(1, 6))
    ahorn.taps_data(choice, question)
    await ahorn.hears(practice.progress(2, 6))
    await practice.stops()
    assert set(queries) <= set(server.answered_callbacks)


async def test_data_of_another_persons_conversation_reveals_nothing(practice: Practice) -> None:
    ahorn, begonie = await practice.joins("Ahorn"), await practice.joins("Begonie")
    await parks(ahorn)
    ahorn.writes(OBSERVED.format("GEHEIM"))
    question = await ahorn.hears(practice.progress(3, 6))
    before = practice.answers_of("Ahorn")
    conversation, turn = tokens(question, Action.SKIP)[0].split(".")[1:3]
    for action in Action:
        begonie.taps_data(f"c.{conversation}.{turn}.{action}.gesehen", begonie.messages[-1])
        assert (await begonie.hears()).text == practice.says("hint_closed"), action
        practice.clock.forward(seconds=10)
    assert practice.answers_of("Ahorn") == before
    assert practice.answers_of("Begonie") == {}


def answering(question: ChatMessage, newest: int, edits: int) -> Callable[[ChatMessage], bool]:
    """A message after the newest one, or the question itself, edited."""
    return lambda found: found.message_id > newest or (found is question and len(found.edits) > edits)


@pytest.mark.parametrize("data", ["m.weiter.1", "m.fall.1", "m.besuch.1", "m.phase.1-gestaltung", "m.thema.1-idee"])
async def test_menu_data_about_another_persons_case_reveals_nothing(practice: Practice, data: str) -> None:
    ahorn = await practice.joins("Ahorn")
    ahorn.writes("/faelle")
    theirs = (await ahorn.hears()).labels[0]
    await parks(ahorn)
    ahorn.writes("/pause")
    await ahorn.hears(practice.says("paused"))
    begonie = await practice.joins("Begonie")
    begonie.taps_data(data, begonie.messages[-1])
    heard = await begonie.hears()
    assert theirs not in heard.text
    assert all(theirs not in label for label in heard.labels)
    assert practice.answers_of("Begonie") == {}
