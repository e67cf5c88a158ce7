"""Pings in the chat: wanted after a visit, planned with a next step, put off, repeated once, muted and woken again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.app import App
from storage.database import transaction
from storage.pings import PingKind, habit_of, open_pings, plan_ping
from tests.bot.follow_up.aftercare import ticks
from tests.journey import Chat, Clock, take_out

MONDAY = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)  # 14:00 in Berlin


@pytest.fixture
def clock() -> Clock:
    return Clock(MONDAY)


def hears(app: App, chat: Chat) -> list[str]:
    """What a tick says now; the buttons can be tapped afterwards."""
    ticks(app)
    messages = take_out(app, chat.address)
    chat.heard += messages
    return [message.text for message in messages]


def reflects(chat: Chat, step: str) -> None:
    """A visit of which only the next step is told."""
    chat.writes("/besuch")
    chat.taps("Ja, ich stehe")
    for _ in range(4):
        chat.taps("Überspringen")
    chat.writes(step)
    while not any(label.startswith("Stimmt") for label in chat.labels()):
        chat.taps(next(label for label in ("Passt so", "Überspringen") if label in chat.labels()))
    chat.taps(next(label for label in chat.labels() if label.startswith("Stimmt")))


def test_a_reminder_after_a_visit_comes_at_the_minute_and_leads_into_the_questions(
    app: App, clock: Clock, chat: Chat
) -> None:
    chat.writes("/spaeter")
    assert "14:45" not in chat.last.text
    (said,) = chat.taps("In 45 Minuten")
    assert "am Montag" in said.text
    clock.move(minutes=44)
    assert hears(app, chat) == []
    clock.move(minutes=1)
    (asked,) = hears(app, chat)
    assert "drei Minuten" in asked
    chat.taps("Jetzt beginnen")
    assert "Ja, ich stehe" in chat.labels()
    clock.move(days=1)
    assert hears(app, chat) == []


def test_it_comes_even_in_the_evening_because_she_asked_for_it(app: App, clock: Clock, chat: Chat) -> None:
    clock.now = datetime(2026, 6, 1, 17, 30, tzinfo=UTC)
    chat.writes("/spaeter")
    chat.taps("In 45 Minuten")
    clock.move(minutes=46)
    assert len(hears(app, chat)) == 1


def test_an_ignored_one_comes_once_more_on_the_next_working_day_and_then_no_more(
    app: App, clock: Clock, chat: Chat
) -> None:
    clock.now = datetime(2026, 6, 5, 12, 0, tzinfo=UTC)  # a Friday
    chat.writes("/spaeter")
    chat.taps("In 45 Minuten")
    clock.move(hours=1)
    assert len(hears(app, chat)) == 1
    clock.now = datetime(2026, 6, 8, 6, 29, tzinfo=UTC)
    assert hears(app, chat) == []
    clock.move(minutes=1)
    (again,) = hears(app, chat)
    assert "Danach frage ich nicht mehr" in again
    for _ in range(5):
        clock.move(days=1)
        assert hears(app, chat) == []


def test_after_three_ignored_in_a_row_it_falls_silent_and_says_so_once(
    app: App, clock: Clock, chat: Chat, person: int, case: int
) -> None:
    said = []
    for _ in range(3):
        with transaction(app.engine) as connection:
            plan_ping(connection, person, case, PingKind.VISIT, clock.now)
        for _ in range(4):
            said += hears(app, chat)
            clock.move(days=1)
        clock.now = clock.now.replace(hour=12)
        while clock.now.weekday():
            clock.move(days=1)
    assert [text for text in said if "letzten drei" in text] == said[-1:]
    assert hears(app, chat) == []
    with transaction(app.engine) as connection:
        assert habit_of(connection, person).muted == {PingKind.VISIT}
    chat.taps("Wieder erinnern")
    with transaction(app.engine) as connection:
        assert habit_of(connection, person).muted == frozenset()


def test_a_next_step_comes_back_on_its_day_in_her_own_words(app: App, clock: Clock, chat: Chat) -> None:
    reflects(chat, "Ich rufe am Freitag bei Frau Mohn an")
    assert hears(app, chat) == []
    clock.now = datetime(2026, 6, 5, 6, 29, tzinfo=UTC)
    assert hears(app, chat) == []
    clock.move(minutes=1)
    (reminded,) = hears(app, chat)
    assert "Ich rufe am Freitag bei Frau Mohn an" in reminded
    (said, *_) = chat.taps("Erledigt")
    assert "geklappt" in said.text
    clock.move(days=3)
    assert hears(app, chat) == []


def test_it_can_be_put_off_moved_and_muted(app: App, clock: Clock, chat: Chat, person: int) -> None:
    reflects(chat, "Ich rufe am Freitag an")
    clock.now = datetime(2026, 6, 5, 6, 30, tzinfo=UTC)
    assert hears(app, chat)
    chat.taps("In 1 Stunde")
    clock.move(minutes=59)
    assert hears(app, chat) == []
    clock.move(minutes=1)
    assert hears(app, chat)
    chat.taps("Anderer Tag")
    assert len(chat.labels()) == 5
    chat.taps(chat.labels()[1])
    clock.now = datetime(2026, 6, 9, 6, 30, tzinfo=UTC)
    (late,) = hears(app, chat)
    assert "Ich rufe am Freitag an" in late
    chat.taps("Nicht mehr erinnern")
    reflects(chat, "Ich rufe am Freitag an")
    with transaction(app.engine) as connection:
        assert open_pings(connection, person, PingKind.NEXT_STEP) == []


def test_a_button_of_a_ping_that_is_over_says_so(app: App, clock: Clock, chat: Chat) -> None:
    reflects(chat, "Ich rufe am Freitag an")
    clock.now = datetime(2026, 6, 5, 6, 30, tzinfo=UTC)
    hears(app, chat)
    chat.taps("Erledigt")
    before = len(chat.heard)
    chat.taps("Nicht mehr erinnern")
    assert "geklappt" not in chat.heard[before].text


def test_what_is_days_late_is_not_said_any_more(app: App, clock: Clock, chat: Chat) -> None:
    reflects(chat, "Ich rufe am Freitag an")
    clock.now = datetime(2026, 6, 9, 8, 0, tzinfo=UTC)
    assert hears(app, chat) == []
