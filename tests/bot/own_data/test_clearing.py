"""Clearing the chat: offered where messages have numbers, deletes the last two days, says what it did not do."""

from __future__ import annotations

import pytest

from bot.app import App, handle_waiting, keep
from bot.messages import Incoming, IncomingKind, Outgoing
from storage import outbox
from storage.database import transaction
from storage.outbox import Fate, Outcome
from tests.journey import Chat, Clock, add_case, add_person, said

CHANNEL = "telegram"
CLEAR = "Diesen Chat leeren"


class NumberedChat:
    """A chat whose messages have numbers, as Telegram's have; its own and the bot's count together."""

    def __init__(self, app: App, clock: Clock, address: str) -> None:
        self.app, self.clock, self.address = app, clock, address
        self.newest = 100
        self.heard: list[Outgoing] = []

    def writes(self, text: str) -> list[Outgoing]:
        self.newest += 1
        return self._sends(IncomingKind.TEXT, text, str(self.newest))

    def taps(self, label: str) -> list[Outgoing]:
        return self._sends(IncomingKind.TAP, self._token(label), None)

    def _token(self, label: str) -> str:
        buttons = (button for message in reversed(self.heard) for row in message.rows for button in row)
        return next(button.token for button in buttons if button.label == label)

    def _sends(self, kind: IncomingKind, text: str, number: str | None) -> list[Outgoing]:
        self.clock.move(seconds=20)
        incoming = Incoming(CHANNEL, self.address, str(self.clock.now), kind, text, own_message=number)
        keep(self.app, CHANNEL, [incoming])
        handle_waiting(self.app, CHANNEL, 10)
        heard = self._delivered()
        self.heard += heard
        return heard

    def _delivered(self) -> list[Outgoing]:
        heard: list[Outgoing] = []
        while True:
            with transaction(self.app.engine) as connection:
                claimed = outbox.claim(connection, CHANNEL, self.clock.now, 50)
                for item in claimed:
                    message = Outgoing.from_json(item.payload)
                    heard.append(message)
                    self.newest += 1
                    number = str(self.newest) if message.text else None
                    outbox.record(connection, [Outcome(item.id, Fate.SENT, message=number)], self.clock.now)
            if not claimed:
                return heard


@pytest.fixture
def numbered(app: App, clock: Clock) -> NumberedChat:
    person = add_person(app, "Frau Linde", "7", CHANNEL)
    add_case(app, person, "Ahorn")
    return NumberedChat(app, clock, "7")


def labels(messages: list[Outgoing]) -> list[str]:
    return [button.label for message in messages for row in message.rows for button in row]


def test_one_tap_deletes_what_came_and_went_oldest_first(app: App, numbered: NumberedChat) -> None:
    numbered.writes("/hilfe")  # 101, answered by 102 and 103
    numbered.writes("/datenschutz")  # 104, answered by 105
    clearing, receipt = numbered.taps(CLEAR)
    assert clearing == Outgoing("", clears=("101", "102", "103", "104", "105"))
    assert receipt.text == said(app, "chat_cleared")


def test_what_is_older_than_two_days_stays(app: App, numbered: NumberedChat, clock: Clock) -> None:
    numbered.writes("/hilfe")
    clock.move(hours=48)
    numbered.writes("/datenschutz")
    assert numbered.taps(CLEAR)[0].clears == ("104", "105")


def test_an_old_button_has_nothing_left_to_delete(app: App, numbered: NumberedChat, clock: Clock) -> None:
    numbered.writes("/datenschutz")
    clock.move(days=20)
    heard = numbered.taps(CLEAR)
    assert [message.clears for message in heard] == [()]
    assert heard[0].text.startswith(said(app, "hint_nothing_to_clear"))


def test_other_peoples_chats_are_left_alone(app: App, numbered: NumberedChat, clock: Clock) -> None:
    add_person(app, "Herr Eibe", "8", CHANNEL)
    other = NumberedChat(app, clock, "8")
    other.newest = 500
    other.writes("/hilfe")
    numbered.writes("/datenschutz")
    assert all(int(number) < 500 for number in numbered.taps(CLEAR)[0].clears)


def test_the_open_question_comes_again_because_it_was_deleted_too(app: App, numbered: NumberedChat) -> None:
    numbered.writes("/besuch")
    numbered.writes("/datenschutz")
    _, receipt = numbered.taps(CLEAR)
    assert receipt.text.startswith(said(app, "chat_cleared"))
    assert "Frage 1" in receipt.text


def test_it_is_offered_at_the_end_of_a_reflection(numbered: NumberedChat) -> None:
    numbered.writes("/besuch")
    numbered.taps("Ja, ich stehe")
    for _ in range(5):
        numbered.taps("Überspringen")
    assert CLEAR in labels(numbered.taps("Stimmt so"))


def test_it_is_not_offered_where_messages_have_no_numbers(chat: Chat) -> None:
    chat.writes("/datenschutz")
    assert CLEAR not in chat.labels()


def test_what_was_said_stays_stored(app: App, numbered: NumberedChat) -> None:
    numbered.writes("/besuch")
    numbered.taps("Ja, ich stehe")
    numbered.writes("/datenschutz")
    numbered.taps(CLEAR)
    document = numbered.writes("/meine_daten")[0].attachment
    assert document is not None
    assert "Ja, ich stehe" in document.content.decode()
