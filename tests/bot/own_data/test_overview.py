"""What is in force, taking it back as easily as giving it, and that nobody else notices a no."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import App, handle_now
from bot.messages import Incoming, IncomingKind, Outgoing
from dialogs.engine.model import Register, Role
from storage import tables
from storage.database import transaction
from storage.invitations import create_invitation
from storage.people import set_register
from tests.journey import CHANNEL, Chat, Clock, add_case, add_person, join_case, open_app, said, take_out

WITHDRAW = "Einwilligung zurücknehmen"


def texts(messages: list[Outgoing]) -> list[str]:
    return [message.text for message in messages]


def test_professionals_see_one_consent_for_all_their_cases(app: App, chat: Chat, person: int) -> None:
    add_case(app, person, "Birke")
    chat.writes("/datenschutz")
    assert "• Alle Ihre Fälle, seit Montag, 2.3.2026. Wozu: " in chat.last.text
    assert chat.labels()[0] == WITHDRAW
    assert chat.labels()[1:] == ["Information noch einmal lesen", "Meine Daten ansehen", "Alles über mich löschen"]


def test_others_see_a_line_for_each_case(app: App, clock: Clock, case: int) -> None:
    coachee = add_person(app, "Frau Weide", "5")
    join_case(app, case, coachee, Role.COACHEE)
    birch = add_case(app, coachee, "Birke", Role.COLLEAGUES, consents=False)
    other = Chat(app, clock, "5")
    other.writes("/datenschutz")
    assert "• Fall Ahorn, seit" in other.last.text
    assert "Birke" not in other.last.text
    other.sends(IncomingKind.TAP, f"m.einverstanden.{birch}-")
    other.writes("/datenschutz")
    assert "• Fall Birke, seit" in other.last.text


def test_without_consent_it_says_so_and_offers_the_information(app: App, clock: Clock) -> None:
    add_case(app, add_person(app, "Frau Weide", "5"), "Birke", Role.COACHEE, consents=False)
    other = Chat(app, clock, "5")
    other.writes("/datenschutz")
    assert other.last.text == said(app, "data_protection_without")
    assert other.labels() == ["Information noch einmal lesen", "Meine Daten ansehen", "Alles über mich löschen"]
    other.taps("Information noch einmal lesen")
    assert other.last.text == said(app, "consent_asked", case="Birke")


def test_in_easy_language(app: App, chat: Chat, person: int) -> None:
    with transaction(app.engine) as connection:
        set_register(connection, person, Register.EASY)
    chat.writes("/datenschutz")
    assert chat.last.text.startswith("Ihre Daten gehören Ihnen.\nDas haben Sie erlaubt:")


def test_one_tap_gives_and_one_tap_takes_back(app: App, chat: Chat) -> None:
    chat.writes("/datenschutz")
    chat.taps(WITHDRAW)
    assert chat.last.text == said(app, "consent_withdrawn")
    assert chat.labels() == ["Noch einmal lesen", "Alles über mich löschen"]
    chat.taps("Noch einmal lesen")
    chat.taps("Ja, einverstanden")
    assert chat.last.text == said(app, "consent_given")
    assert "Frage 1" in chat.writes("/besuch")[-1].text


def test_taking_back_stops_everything_that_was_planned(app: App, chat: Chat, clock: Clock) -> None:
    chat.writes("/besuch")
    question = chat.button("Ja, ich stehe").token
    chat.writes("/datenschutz")
    for number, text in enumerate(("/weiter", "/hilfe", "/warum")):  # nothing of this is sent yet
        clock.move(seconds=10)
        handle_now(app, Incoming(CHANNEL, "7", f"queued-{number}", IncomingKind.TEXT, text))
    clock.move(seconds=10)
    handle_now(app, Incoming(CHANNEL, "7", "withdraws", IncomingKind.TAP, chat.button(WITHDRAW).token))
    assert texts(take_out(app, "7")) == [said(app, "consent_withdrawn")]

    with transaction(app.engine) as connection:
        assert connection.execute(select(tables.conversations.c.status)).scalars().all() == ["paused"]
    asked = said(app, "consent_asked", case="Ahorn")
    assert texts(chat.writes("Er hat heute allein angefangen.")) == [said(app, "nothing_open")]
    assert texts(chat.writes("/weiter"))[-1] == asked
    assert texts(chat.writes("/besuch"))[-1] == asked
    assert texts(chat.sends(IncomingKind.TAP, question))[-1] == asked
    with transaction(app.engine) as connection:
        assert connection.execute(select(tables.answers)).all() == []


def test_after_a_new_yes_the_resting_reflection_goes_on(app: App, chat: Chat) -> None:
    chat.writes("/besuch")
    chat.taps("Ja, ich stehe")
    chat.writes("/datenschutz")
    chat.taps(WITHDRAW)
    chat.taps("Noch einmal lesen")
    chat.taps("Ja, einverstanden")
    assert "Frage 2" in chat.writes("/weiter")[-1].text


@pytest.mark.parametrize("role", [Role.COACHEE, Role.EMPLOYER, Role.FUNDING_BODY])
def test_a_refusal_is_invisible_for_everybody_else(tmp_path: Path, role: Role) -> None:
    """The coach hears and sees the same, to the letter, whatever the other one answers."""

    def heard_by_coach(answer: str) -> list[str]:
        folder = tmp_path / answer[:2]
        folder.mkdir()
        clock = Clock()
        app = open_app(folder, clock)
        coach_id = add_person(app, "Frau Linde", "7")
        case = add_case(app, coach_id, "Ahorn")
        now, later = clock(), clock() + timedelta(days=7)
        with transaction(app.engine) as connection:
            create_invitation(connection, "token", role, "Weide", case, now, later, invited_by=coach_id)
        coach, other = Chat(app, clock, "7"), Chat(app, clock, "5")
        handle_now(app, Incoming(CHANNEL, "5", "comes", IncomingKind.TEXT, "/start token"))
        told = take_out(app, "7")
        clock.move(seconds=30)
        other.sends(IncomingKind.TAP, f"m.{answer}.{case}-")
        told += take_out(app, "7")
        told += [*coach.writes("/mitglieder"), *coach.writes("/faelle"), *coach.writes("/meine_daten")]
        app.close()
        return [f"{message.text} {message.attachment and message.attachment.content.decode()}" for message in told]

    consented, refused = heard_by_coach("einverstanden"), heard_by_coach("nicht_einverstanden")
    assert len(consented) >= 5
    assert consented == refused
