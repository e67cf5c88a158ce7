"""Turning points: marked in a sentence, read by the team alone, moved and taken back by whoever marked them."""

from __future__ import annotations

from bot.app import App
from bot.messages import IncomingKind
from storage.audit import AuditEvent
from storage.course import turning_points_of
from storage.database import transaction
from storage.erasing import erase_person
from tests.bot.casework.circle import Neighbour
from tests.bot.course.framing import CASE, COACH
from tests.bot.rooms.acting import logged, readings
from tests.journey import said

TURN = "Der Schichtplan wurde anders."


def kept(app: App) -> list[tuple[str, str]]:
    with transaction(app.engine) as connection:
        return [(point.turned_on.isoformat(), point.words) for point in turning_points_of(connection, CASE)]


def mark(chat: Neighbour, words: str = TURN) -> None:
    chat.writes("/wendepunkt")
    chat.writes(words)


def test_one_sentence_is_enough(app: App, chat: Neighbour, service: Neighbour) -> None:
    chat.writes("/wendepunkt")
    assert "Mitlesen kann das Team, derzeit: IFD (1 Person)." in chat.last.text  # before anything is written
    chat.writes(TURN)
    assert chat.last.text.startswith(f"Festgehalten für heute (Montag, 2.3.2026), Fall Ahorn:\n{TURN}\n")
    assert kept(app) == [("2026-03-02", TURN)]
    assert logged(app, CASE, AuditEvent.RELEASED) == [{"turning_point": 1}]


def test_the_team_reads_it_by_role_and_that_is_logged_once(app: App, chat: Neighbour, service: Neighbour) -> None:
    mark(chat)
    service.writes("/wendepunkt")
    assert f"• 2.3.2026, Jobcoach: {TURN}" in service.last.text
    service.taps("2.3.2026 Der Schichtplan wurd…")
    assert service.last.text.endswith(TURN)
    assert service.labels() == ["Wendepunkte"]
    assert [(entry.actor, entry.subject) for entry in readings(app, CASE)] == [(2, COACH)]


def test_nobody_else_reads_or_marks_it(
    app: App, chat: Neighbour, coachee: Neighbour, employer: Neighbour, funding: Neighbour
) -> None:
    mark(chat)
    for somebody in (coachee, employer, funding):
        somebody.writes("/wendepunkt")
        somebody.sends(IncomingKind.TAP, f"m.wendepunkt.{CASE}-1")
        assert not [text for text in somebody.texts() if TURN in text]
        assert said(app, "hint_not_allowed") in somebody.last.text


def test_it_was_another_day(app: App, chat: Neighbour) -> None:
    mark(chat)
    chat.taps("Das war gestern")
    assert kept(app) == [("2026-03-01", TURN)]
    chat.taps("Anderer Tag")
    chat.taps("Freitag, 27.2.")
    assert kept(app) == [("2026-02-27", TURN)]
    chat.taps("Anderer Tag")
    chat.writes("12.12.")
    assert kept(app) == [("2025-12-12", TURN)]
    chat.taps("Anderer Tag")
    chat.writes("gestern")
    assert kept(app) == [("2026-03-01", TURN)]


def test_a_day_that_is_still_to_come(app: App, chat: Neighbour) -> None:
    mark(chat)
    chat.taps("Anderer Tag")
    heard = chat.writes("morgen")
    assert heard[0].text == said(app, "turning_day_unclear")
    chat.writes("28.2.")
    assert kept(app) == [("2026-02-28", TURN)]


def test_taking_back(app: App, chat: Neighbour) -> None:
    mark(chat)
    chat.taps("Zurücknehmen")
    assert kept(app) == []
    assert logged(app, CASE, AuditEvent.TAKEN_BACK) == [{"turning_point": 1}]
    chat.taps("Zurücknehmen")
    assert said(app, "hint_old_button") in chat.last.text


def test_nobody_changes_what_others_marked(app: App, chat: Neighbour, service: Neighbour) -> None:
    mark(chat)
    for rest in ("zurueck-1", "tag-1", "tag-1-20260301", "zurueck-99", "99", "tag-1-20270101", "x", "seite-7"):
        service.sends(IncomingKind.TAP, f"m.wendepunkt.{CASE}-{rest}")
        service.clock.move(seconds=10)
        assert said(app, "hint_old_button") in service.last.text
    assert kept(app) == [("2026-03-02", TURN)]


def test_words_that_say_who_somebody_is_are_asked_about_first(app: App, chat: Neighbour) -> None:
    mark(chat, "Frau Müller hat gekündigt")
    assert "„Müller“ → [Name]" in chat.last.text
    assert kept(app) == []
    chat.taps("Ersetzen")
    assert kept(app) == [("2026-03-02", "Frau [Name] hat gekündigt")]
    chat.taps("Ersetzen")
    assert said(app, "hint_old_button") in chat.last.text
    assert len(kept(app)) == 1


def test_they_can_be_left_as_they_are_or_written_anew(app: App, chat: Neighbour) -> None:
    mark(chat, "Frau Müller hat gekündigt")
    chat.writes("Die Leitung hat gewechselt")
    mark(chat, "Herr Meier bleibt")
    chat.taps("So lassen")
    assert [words for _, words in kept(app)] == ["Die Leitung hat gewechselt", "Herr Meier bleibt"]


def test_unusual_words(app: App, chat: Neighbour) -> None:
    mark(chat, "\x07\u200b😀😀")
    assert chat.last.text == said(app, "turning_point_empty")
    chat.writes("Alles <b>neu</b> & {anders}\nim\x00 Lager")
    chat.writes("/wendepunkt")
    chat.writes("שלום עולם")
    chat.writes("/wendepunkt")
    chat.writes("Wort " * 800)
    words = [words for _, words in kept(app)]
    assert words == ["Alles <b>neu</b> & {anders} im Lager", "שלום עולם", ("Wort " * 800).strip()]
    chat.writes("/wendepunkt")
    assert max(map(len, chat.last.text.splitlines()[:-1])) < 120
    heard = chat.sends(IncomingKind.TAP, f"m.wendepunkt.{CASE}-3")
    assert "".join(message.text for message in heard).endswith(("Wort " * 800).strip())


def test_many_are_shown_by_pages(app: App, chat: Neighbour) -> None:
    for number in range(8):
        mark(chat, f"Wendung {number}")
    chat.writes("/wendepunkt")
    assert "Wendung 7" in chat.last.text
    assert "Wendung 1" not in chat.last.text
    chat.taps("Ältere")
    assert "Wendung 1" in chat.last.text


def test_it_goes_with_whoever_marked_it(app: App, chat: Neighbour, service: Neighbour) -> None:
    mark(chat)
    with transaction(app.engine) as connection:
        erase_person(connection, COACH, app.clock())
    service.writes("/wendepunkt")
    assert TURN not in service.last.text
