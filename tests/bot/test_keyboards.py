"""The days and levels that are offered as buttons."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.keyboards import Keyboard, days_of_a_review
from bot.tokens import TurnToken, read_token
from bot.wording import Voice
from dialogs.engine.inputs import Action, Tap
from dialogs.engine.model import Register, Role
from dialogs.engine.state import State
from tests.builders import real_content

TODAY = date(2026, 3, 4)  # a Wednesday
VOICE = Voice(real_content().texts, Register.STANDARD)


def labels(dialog: str, step: str) -> list[str]:
    led = real_content().dialogs[dialog]
    rows = Keyboard(VOICE, 1, 1).question(led, State(role=Role.JOB_COACH), led.steps[step], TODAY, first=True)
    return [button.label for row in rows for button in row if button.answer]


def test_the_next_interim_review_is_proposed_two_to_three_months_ahead() -> None:
    assert labels("zwischenergebnis", "naechster_termin") == ["Mittwoch, 6.5.", "Mittwoch, 20.5.", "Mittwoch, 3.6."]


def test_the_next_step_is_proposed_for_the_coming_days() -> None:
    assert labels("nach_dem_besuch", "tag")[0] == "Donnerstag, 5.3."


@pytest.mark.parametrize("later", range(7))
def test_reviews_are_proposed_on_working_days(later: int) -> None:
    days = days_of_a_review(TODAY + timedelta(days=later))
    assert len(set(days)) == 3
    assert all(day.weekday() < 5 for day in days)


def test_levels_below_zero_are_offered_from_the_lowest_and_come_back_as_they_are() -> None:
    assert labels("ziel_pruefen_gas", "stand") == ["-2", "-1", "0", "1", "2"]
    token = TurnToken(1, 1, Tap(Action.CHOOSE, "-2"))
    assert read_token(str(token)) == token
