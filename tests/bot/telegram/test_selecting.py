"""Questions with several answers: marks come and go on the message itself."""

from __future__ import annotations

from dialogs.engine.inputs import Action
from dialogs.engine.model import Step
from tests.bot.telegram.practice import Practice
from tests.bot.telegram.walking import OBSERVED, asks, heard_so_far, taps, taps_menu, tokens
from tests.telegram_server import ChatMessage, Person, TelegramServer


async def asked_for_several(practice: Practice, person: Person) -> tuple[ChatMessage, Step]:
    """Walks through "Die Vorgeschichte" until several answers can be marked."""
    person.writes("/themen")
    offered = await person.hears(practice.says("phase_initiierung"))
    taps_menu(person, offered, "thema", "vorgeschichte")
    message = await person.hears(asks)
    while not tokens(message, Action.SELECT):
        if tokens(message, Action.CHOOSE):
            taps(person, message, Action.CHOOSE)
        else:
            person.writes(OBSERVED.format("davor"))
        message = await person.hears(asks)
    return message, practice.app.content.catalogue.dialogs["vorgeschichte"].steps["kenner"]


async def marked(person: Person, question: ChatMessage, count: int) -> None:
    await person.sees(lambda found: found is question and len(tokens(found, Action.UNSELECT)) == count)


async def test_marks_are_set_and_taken_back_without_a_new_message(practice: Practice, server: TelegramServer) -> None:
    ahorn = await practice.joins("Ahorn")
    question, step = await asked_for_several(practice, ahorn)
    said = len(ahorn.messages)
    for number, expected in ((2, 1), (0, 2)):
        taps(ahorn, question, Action.SELECT, number)
        await marked(ahorn, question, expected)
    taps(ahorn, question, Action.UNSELECT, 1)
    await marked(ahorn, question, 1)
    taps(ahorn, question, Action.SELECT, 0)
    await marked(ahorn, question, 2)
    assert len(ahorn.messages) == said
    taps(ahorn, question, Action.SELECTION_DONE)
    await ahorn.hears(asks)
    labels = [option.label["standard"] for option in step.options]
    assert practice.answers_of("Ahorn")["kenner"] == [f"{labels[0]}, {labels[1]}"]
    assert server.violations == []


async def test_double_tap_marks_once(practice: Practice, server: TelegramServer) -> None:
    ahorn = await practice.joins("Ahorn")
    question, _ = await asked_for_several(practice, ahorn)
    first = tokens(question, Action.SELECT)[0]
    for _ in range(3):
        ahorn.taps_data(first, question)
    assert await heard_so_far(ahorn, practice.says("register_offered")) == []
    await marked(ahorn, question, 1)
    assert server.violations == []


async def test_nothing_marked_is_said_and_not_stored(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    question, _ = await asked_for_several(practice, ahorn)
    taps(ahorn, question, Action.SELECTION_DONE)
    again = await ahorn.hears(practice.says("refused_nothing_selected"))
    assert tokens(again, Action.SELECT)
    assert "kenner" not in practice.answers_of("Ahorn")


async def test_option_that_stands_alone_takes_the_other_marks_away(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    question, step = await asked_for_several(practice, ahorn)
    taps(ahorn, question, Action.SELECT, 0)
    await marked(ahorn, question, 1)
    alone = next(option for option in step.options if option.alone)
    ahorn.taps(f"☐ {alone.label['standard']}", question)
    await ahorn.sees(lambda found: found is question and f"☑ {alone.label['standard']}" in found.labels)
    await marked(ahorn, question, 1)


async def test_same_mark_from_a_stale_screen_keeps_the_mark(practice: Practice, server: TelegramServer) -> None:
    ahorn = await practice.joins("Ahorn")
    question, _ = await asked_for_several(practice, ahorn)
    stale = tokens(question, Action.SELECT)
    for token in (stale[0], stale[1], stale[0]):
        ahorn.taps_data(token, question)
    assert await heard_so_far(ahorn, practice.says("register_offered")) == []
    await marked(ahorn, question, 2)
    assert [found for found in server.violations if "not modified" not in found] == []
