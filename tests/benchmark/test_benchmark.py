"""The benchmark in small: it runs, and what it says about order and loss holds for a few people at once."""

from __future__ import annotations

from dataclasses import replace

from tests.benchmark.contest import contest
from tests.benchmark.load import ANSWERS_A_REFLECTION, Load
from tests.benchmark.people import Player
from tests.benchmark.tables import contest_table

SMALL = Load(people=3, answers=ANSWERS_A_REFLECTION, delay=0.01, seconds=60.0)


async def test_both_bots_lead_several_people_through_and_nothing_is_lost_or_out_of_order() -> None:
    found = await contest(SMALL, 1, echo_seconds=60.0)
    assert (found.nachklang.through, found.echo.through) == (3, 3)
    assert (found.nachklang.answers, found.echo.answers) == (21, 21)
    assert found.nachklang.disorder == found.echo.disorder == []
    assert found.lost == 0
    assert "each person in order: yes; answers lost, doubled or out of order on disk: 0" in contest_table(
        SMALL, found, 1
    )


def test_a_person_notices_an_echo_of_something_else() -> None:
    person = Player(1, replace(SMALL, echo=True), "Hallo")
    person.begin()
    person.hears({"text": "Tschüss"})
    assert person.disorder == ["an echo of something else"]


def test_a_person_notices_a_question_that_was_asked_before() -> None:
    question = {"text": "?", "reply_markup": {"inline_keyboard": [[{"text": "Morgen", "callback_data": "c.1.4.c.x"}]]}}
    person = Player(1, SMALL, "/start")
    for _ in range(2):
        person.begin()
        person.hears(question)
    assert person.disorder == ["a question that was asked before"]


def test_a_person_notices_a_question_that_nobody_asked_for() -> None:
    question = {"text": "?", "reply_markup": {"inline_keyboard": [[{"text": "Morgen", "callback_data": "c.1.4.c.x"}]]}}
    person = Player(1, SMALL, "/start")
    assert not person.hears({"text": "Und noch etwas"})
    assert not person.hears(question)
    assert person.disorder == ["a message that nobody asked for"]
