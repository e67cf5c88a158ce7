"""Working times as people write them."""

from __future__ import annotations

import pytest

from bot.course.durations import duration, on_a_button, read_minutes
from bot.wording import Voice
from dialogs.engine.model import Register
from tests.builders import real_content

CONTENT = real_content()
NUMBERS = CONTENT.vocabulary.small_numbers
VOICE = Voice(CONTENT.texts, Register.STANDARD)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2", 120),
        ("2,5", 150),
        ("2.5", 150),
        ("2,5 h", 150),
        ("2h", 120),
        ("2 Std.", 120),
        ("2 Stunden", 120),
        ("zwei Stunden", 120),
        ("eine Stunde", 60),
        ("1 Stunde.", 60),
        ("1½", 90),
        ("½ h", 30),
        ("1 ½ Stunden", 90),
        ("90 min", 90),
        ("90 Minuten", 90),
        ("90m", 90),
        ("1:30", 90),
        ("01:05 Std", 65),
        ("2 h 30", 150),
        ("2 h 30 min", 150),
        ("2 Stunden und 30 Minuten", 150),
        ("  3\n", 180),
        ("500", 30_000),
        ("0", 0),
    ],
)
def test_times_are_read(text: str, minutes: int) -> None:
    assert read_minutes(text, NUMBERS) == minutes


@pytest.mark.parametrize(
    "text", ["", "viel", "2-3", "2 bis 3 Stunden", "-2", "1:75", "2 Tage", "🙂", "½½", "2,5,5", "9" * 50, "²", "٣ h 9"]
)
def test_anything_else_is_not(text: str) -> None:
    assert read_minutes(text, NUMBERS) is None


def test_times_are_said_as_people_read_them() -> None:
    assert [duration(minutes, VOICE) for minutes in (60, 90, 45, 0, -30)] == [
        "1 h",
        "1 h 30 min",
        "45 min",
        "0 h",
        "30 min",
    ]
    assert [on_a_button(minutes, VOICE) for minutes in (30, 60, 90)] == ["½ h", "1 h", "1½ h"]
    easy = Voice(CONTENT.texts, Register.EASY)
    assert [duration(minutes, easy) for minutes in (60, 121)] == ["1 Stunde", "2 Stunden und 1 Minute"]
    assert [on_a_button(minutes, easy) for minutes in (30, 60, 90)] == ["½ Stunde", "1 Stunde", "1½ Stunden"]
