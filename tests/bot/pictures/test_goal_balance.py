"""The balance of the goals: as many boxes as goals, and a question when one family crowds out another."""

from __future__ import annotations

import pytest

from bot.pictures.gallery import alternative_of
from bot.pictures.marks import BLUE, GREEN, VERMILION
from bot.pictures.model import GoalBalance, GoalCategory
from tests.bot.pictures.samples import BALANCE, SVG, UNUSUAL, WORDS, drawn_words, parsed


def boxes(balance: GoalBalance) -> list[str | None]:
    return [element.get("fill") for element in parsed(balance).iter(f"{SVG}rect") if element.get("rx")]


def test_the_alternative_in_full() -> None:
    assert alternative_of(BALANCE, WORDS).splitlines() == [
        "Ziele im Fall „Ahorn“",
        "6 insgesamt. Jedes Kästchen ist ein Ziel.",
        "Personenorientierte Ziele: 5",
        "– Selbstvertrauen: 3",
        "– Abläufe beherrschen: 2",
        "Kontextorientierte Ziele: 1",
        "– Arbeitsplatz gestalten: 1",
        "Übergreifende Ziele: 0",
        "Die meisten Ziele richten sich an die Person. Was könnte sich im Betrieb ändern?",
    ]


def test_a_box_for_each_goal() -> None:
    assert boxes(BALANCE) == [BLUE] * 5 + [VERMILION]
    assert boxes(GoalBalance("Farn", overall=(GoalCategory("Arbeit sichern", 31),))) == [GREEN] * 31


@pytest.mark.parametrize(
    ("person", "context", "asked"), [(5, 1, True), (3, 1, True), (2, 0, True), (2, 1, False), (1, 0, False)]
)
def test_the_question_comes_when_the_person_crowds_out_the_context(person: int, context: int, asked: bool) -> None:
    balance = GoalBalance("Farn", (GoalCategory("Mut", person),), (GoalCategory("Platz", context),))
    question = WORDS.say("balance_hint")
    assert (question in alternative_of(balance, WORDS)) is asked
    assert (question.split()[1] in " ".join(drawn_words(balance)).split()) is asked


def test_no_goals_at_all() -> None:
    empty = UNUSUAL["balance without goals"]
    assert WORDS.say("no_goals") in drawn_words(empty)
    assert WORDS.say("no_goals") in alternative_of(empty, WORDS)
