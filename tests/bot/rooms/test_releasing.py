"""One answer: the exact text and who will read it come first, then a release, and it can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.app import App
from bot.messages import IncomingKind
from bot.rights import MATRIX, PROFESSIONALS
from bot.rooms.releasing import offered_rooms
from dialogs.engine.model import Role
from storage.audit import AuditEvent
from storage.database import transaction
from storage.members import memberships_of
from storage.releases import Room
from tests.bot.rooms.acting import HOLDS, SAME_PICTURE, TITLE, logged, open_answer, reflect, release, tap
from tests.journey import Chat, said

WORDS = "Wir rufen einander an, bevor es brennt."


@pytest.fixture(autouse=True)
def _others(service: Chat, coachee: Chat, employer: Chat, funding: Chat) -> None:
    """The case is full of people."""


def test_after_a_reflection_something_can_be_released(chat: Chat, case: int) -> None:
    reflect(chat, case, WORDS, "3")
    assert "Etwas freigeben" in chat.labels()
    chat.taps("Etwas freigeben")
    assert chat.labels() == [f"🔒 {HOLDS}", f"🔒 {SAME_PICTURE}"[:32], "Alles dem Team freigeben"]


def test_after_nothing_was_said_there_is_nothing_to_release(chat: Chat, case: int) -> None:
    reflect(chat, case)
    assert "Etwas freigeben" not in chat.labels()
    assert tap(chat, f"m.freigeben.{case}") == said(chat.app, "release_nothing", case="Ahorn")


def test_before_releasing_the_exact_text_and_the_readers_are_shown(chat: Chat, case: int) -> None:
    reflect(chat, case, WORDS, "3")
    shown = open_answer(chat, HOLDS)
    assert WORDS in shown
    assert "🔒 Diese Antwort ist privat" in shown
    assert "👥 Team: IFD (1 Person)" in shown
    assert "🤝 Coachee: Coachee (1 Person)" in shown
    assert "alle, die den Bericht bekommen" in shown
    assert "Arbeitgeber und Leistungsträger sehen diese Antwort in der Team-Sicht nie" in shown
    assert chat.labels() == [
        "👥 Dem Team freigeben",
        "📄 Für den Bericht freigeben",
        "🤝 Mit Coachee teilen",
        "Zurück zu den Antworten",
    ]


def test_released_to_several_rooms_and_taken_back_from_all(chat: Chat, app: App, case: int) -> None:
    reflect(chat, case, WORDS, "3")
    assert release(chat, HOLDS) == said(app, "release_done", name=HOLDS, room="👥 Team")
    release(chat, HOLDS, "📄 Für den Bericht freigeben")
    assert "Freigegeben: 👥 Team, 📄 Bericht" in open_answer(chat, HOLDS)
    chat.taps("Zurück zu den Antworten")
    assert f"👥📄 {HOLDS}" in chat.labels()
    open_answer(chat, HOLDS)
    chat.taps("🔒 Zurücknehmen")
    assert chat.last.text == said(app, "release_taken_back", name=HOLDS)
    assert "🔒 Diese Antwort ist privat" in open_answer(chat, HOLDS)
    assert [entry["room"] for entry in logged(app, case, AuditEvent.RELEASED)] == ["team", "bericht"]
    taken_back = logged(app, case, AuditEvent.TAKEN_BACK)
    assert {entry["room"] for entry in taken_back} == {"team", "bericht"}
    assert {name for entry in taken_back for name in entry} == {"answer", "room"}


def test_taking_back_twice_and_releasing_twice_changes_nothing(chat: Chat, app: App, case: int) -> None:
    reflect(chat, case, WORDS)
    open_answer(chat, HOLDS)
    button = chat.button("👥 Dem Team freigeben").token
    tap(chat, button)
    assert tap(chat, button).startswith(said(app, "release_already"))
    back = chat.button("🔒 Zurücknehmen").token
    tap(chat, back)
    assert tap(chat, back) == said(app, "release_not_there", name=HOLDS)
    assert len(logged(app, case, AuditEvent.RELEASED)) == len(logged(app, case, AuditEvent.TAKEN_BACK)) == 1


def change(chat: Chat, name: str, text: str) -> None:
    chat.writes("/aendern")
    chat.taps(name)
    chat.writes(text)
    if "Passt so" in chat.labels():
        chat.taps("Passt so")
    chat.taps("Stimmt so")


def test_an_answer_changed_since_the_button_was_shown_is_shown_again_instead(
    chat: Chat, app: App, case: int, service: Chat
) -> None:
    reflect(chat, case, WORDS)
    open_answer(chat, HOLDS)
    button = chat.button("👥 Dem Team freigeben").token
    change(chat, HOLDS, "Eigentlich hält uns nichts.")
    again = tap(chat, button)
    assert again.startswith(said(app, "release_changed"))
    assert "Eigentlich hält uns nichts." in again
    assert logged(app, case, AuditEvent.RELEASED) == []
    assert tap(service, f"m.teamsicht.{case}") == said(app, "team_nothing", case="Ahorn")
    chat.taps("👥 Dem Team freigeben")
    assert TITLE in tap(service, f"m.teamsicht.{case}")


def test_after_a_change_others_read_the_released_text_until_the_new_one_is_released(
    chat: Chat, case: int, service: Chat
) -> None:
    reflect(chat, case, WORDS, "3")
    release(chat, HOLDS)
    change(chat, HOLDS, "Eigentlich hält uns nichts.")
    shown = open_answer(chat, HOLDS)
    assert "Geändert seit der Freigabe" in shown
    assert WORDS in shown
    assert "Eigentlich hält uns nichts." in shown
    assert read_by(service, case) == WORDS
    chat.taps("👥 Dem Team freigeben")
    assert read_by(service, case) == "Eigentlich hält uns nichts."
    open_answer(chat, HOLDS)
    chat.taps("🔒 Zurücknehmen")
    tap(service, f"m.teamsicht.{case}")
    assert service.last.text == said(chat.app, "team_nothing", case="Ahorn")


def read_by(reader: Chat, case: int) -> str:
    """The last line of what somebody reads about the first question."""
    tap(reader, f"m.teamsicht.{case}-zusammenarbeit")
    first = next(label for label in reader.labels() if HOLDS in label)
    reader.taps(first)
    return reader.last.text.splitlines()[-1]


def test_an_answer_that_fell_away_but_is_still_read_can_be_taken_back(chat: Chat, case: int, service: Chat) -> None:
    reflect(chat, case, "Ich weiß schon viel", WORDS, dialog="vorgeschichte")
    release(chat, "Was bis heute nachwirkt")
    chat.writes("/aendern")
    chat.taps("Vorwissen")
    chat.taps("Ich weiß noch fast nichts")
    chat.taps("Ja, ändern")
    shown = open_answer(chat, "Was bis heute nachwirkt")
    assert "Diese Antwort steht nicht mehr in Ihrer Reflexion" in shown
    assert WORDS in shown
    assert chat.labels() == ["🔒 Zurücknehmen", "Zurück zu den Antworten"]
    chat.taps("🔒 Zurücknehmen")
    assert tap(service, f"m.teamsicht.{case}") == said(chat.app, "team_nothing", case="Ahorn")


def test_what_is_discarded_is_gone_for_everybody(chat: Chat, app: App, case: int, service: Chat) -> None:
    reflect(chat, case, WORDS, "3")
    release(chat, HOLDS)
    chat.writes("/aendern")
    chat.writes("/abbrechen")
    chat.taps("Ja, alles verwerfen")
    assert chat.last.text == said(app, "discarded")
    assert tap(service, f"m.teamsicht.{case}") == said(app, "team_nothing", case="Ahorn")
    assert tap(chat, f"m.freigeben.{case}") == said(app, "release_nothing", case="Ahorn")


def test_taking_back_needs_no_consent_but_releasing_does(chat: Chat, app: App, case: int) -> None:
    reflect(chat, case, WORDS, "3")
    release(chat, HOLDS)
    tap(chat, "m.widerrufen.")
    open_answer(chat, HOLDS)
    assert "Ihre Rechte" in tap(chat, chat.button("📄 Für den Bericht freigeben").token)
    open_answer(chat, HOLDS)
    chat.taps("🔒 Zurücknehmen")
    assert chat.last.text == said(app, "release_taken_back", name=HOLDS)
    assert len(logged(app, case, AuditEvent.RELEASED)) == 1


def test_nobody_releases_what_is_not_hers(chat: Chat, app: App, case: int, service: Chat) -> None:
    reflect(chat, case, WORDS, "3")
    open_answer(chat, HOLDS)
    for label in ("👥 Dem Team freigeben", "📄 Für den Bericht freigeben"):
        assert tap(service, chat.button(label).token).startswith(said(app, "hint_old_button"))
        service.pause = 60
    chat.taps("👥 Dem Team freigeben")
    taken = chat.button("🔒 Zurücknehmen").token
    for token in (taken, taken.replace("zuruecknehmen", "freigeben_antwort")):
        assert WORDS not in tap(service, token)
    assert len(logged(app, case, AuditEvent.RELEASED)) == 1
    assert logged(app, case, AuditEvent.TAKEN_BACK) == []


@pytest.mark.parametrize("rest", ["x", "-", "999999", "999999-team", "1-privat", "1-x", "seite-", "seite-9", "²-team"])
@pytest.mark.parametrize(
    "command", ["freigeben", "freigeben_antwort", "freigeben_an", "zuruecknehmen", "alle_zeigen", "alle_freigeben"]
)
def test_made_up_buttons_do_nothing(chat: Chat, app: App, case: int, command: str, rest: str) -> None:
    reflect(chat, case, None, "3")
    tap(chat, f"m.{command}.{case}-{rest}")
    assert logged(app, case, AuditEvent.RELEASED) == logged(app, case, AuditEvent.TAKEN_BACK) == []


def test_long_texts_are_shown_to_the_last_word_before_they_are_released(chat: Chat, case: int) -> None:
    words = " ".join(f"Wort{number}" for number in range(900))
    reflect(chat, case, words)
    shown = chat.sends(IncomingKind.TAP, f"m.freigeben.{case}")
    chat.sends(IncomingKind.TAP, shown[-1].rows[0][0].token)
    messages = chat.taps(f"🔒 {HOLDS}")
    assert all(len(message.text) <= 2_000 for message in messages)
    assert words in "".join(message.text for message in messages)
    assert [bool(message.rows) for message in messages] == [False] * (len(messages) - 1) + [True]


def test_many_reflections_come_by_pages_the_newest_first(chat: Chat, case: int) -> None:
    for number in range(8):
        chat.clock.move(days=1)
        reflect(chat, case, f"Zum {number}. Mal.")
    tap(chat, f"m.freigeben.{case}")
    assert chat.labels() == [*(f"Zusammenarbeit im Team · {day}.3." for day in (10, 9, 8, 7, 6, 5)), "Ältere"]
    chat.taps("Ältere")
    assert [label[-4:] for label in chat.labels()] == ["4.3.", "3.3.", "uere"]


@pytest.mark.parametrize("role", list(MATRIX))
def test_only_professionals_share_with_the_coachee(app: App, person: int, case: int, role: Role) -> None:
    with transaction(app.engine) as connection:
        (membership, *_) = memberships_of(connection, person)
    offered = offered_rooms(replace(membership, role=role))
    assert (Room.COACHEE in offered) is (role in PROFESSIONALS)
    assert {Room.TEAM, Room.REPORT} <= set(offered)
