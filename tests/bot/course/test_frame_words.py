"""How the frame stands, in the chat."""

from __future__ import annotations

from datetime import date, timedelta

from bot.app import App
from dialogs.engine.model import Register
from storage.database import transaction
from storage.people import set_register
from tests.bot.casework.circle import Neighbour
from tests.bot.course.framing import BEGUN_ON, COACH, ENDS_ON, agree, work
from tests.journey import Clock, said


def test_everything_in_a_few_lines(app: App, chat: Neighbour) -> None:
    agree(app, 50)
    work(app, *((BEGUN_ON + timedelta(weeks=week), 2) for week in range(8)))
    chat.writes("/rahmenstand")
    assert chat.last.text.splitlines() == [
        "Stunden und Zeit im Fall Ahorn, Stand Montag, 2.3.2026",
        "Bewilligt: 50 h",
        "Genutzt: 16 h",
        "Übrig: 34 h",
        "Geplantes Ende: Montag, 29.6.2026, noch 17 Wochen",
        "Bisher im Schnitt: 2 h pro Woche",
        "Zuletzt: 1 h 48 min pro Woche",
    ]
    assert chat.labels() == ["Stunden notieren", "Eckdaten", "Passt der Rahmen noch?", "Als Bild", "Zum Fall"]
    chat.taps("Passt der Rahmen noch?")
    assert "Stunden und Dauer prüfen" in chat.last.text


def test_the_hint_names_the_day_by_which_to_ask(app: App, chat: Neighbour) -> None:
    agree(app, 40)
    work(app, *((BEGUN_ON + timedelta(weeks=week), 3) for week in range(8)))
    chat.writes("/rahmenstand")
    assert chat.last.text.splitlines()[-1] == (
        "Geht es weiter wie zuletzt, reichen die Stunden etwa bis Dienstag, 14.4.2026. Falls mehr Stunden oder Zeit "
        "nötig werden: Fragen Sie am besten bis Dienstag, 3.3.2026 nach einer Verlängerung, denn die Entscheidung "
        "braucht oft einige Wochen."
    )


def test_hours_beyond_the_frame(app: App, chat: Neighbour) -> None:
    agree(app, 10)
    work(app, (date(2026, 2, 2), 12))
    chat.writes("/rahmenstand")
    assert "Mehr als bewilligt: 2 h" in chat.last.text
    assert (
        "Die bewilligten Stunden sind aufgebraucht. Falls es weitergehen soll: Fragen Sie am besten gleich"
        in chat.last.text
    )


def test_the_planned_end_is_over(app: App, chat: Neighbour, clock: Clock) -> None:
    agree(app, 50)
    work(app, (date(2026, 3, 2), 1))
    clock.move(days=200)
    chat.writes("/rahmenstand")
    assert f"Geplantes Ende: Montag, {ENDS_ON.day}.{ENDS_ON.month}.{ENDS_ON.year}\n" in chat.last.text
    assert "Das geplante Ende ist erreicht. Falls es weitergehen soll" in chat.last.text


def test_nothing_is_written_down_yet(app: App, chat: Neighbour) -> None:
    chat.writes("/rahmenstand")
    assert chat.last.text.splitlines()[1:] == ["Bewilligt: noch offen", "Genutzt: 0 h", "Geplantes Ende: noch offen"]
    assert "Als Bild" not in chat.labels()


def test_the_representative_looks_and_changes_nothing(app: App, representative: Neighbour) -> None:
    agree(app, 50)
    representative.writes("/rahmenstand")
    assert representative.labels() == ["Passt der Rahmen noch?", "Als Bild", "Zum Fall"]


def test_it_is_not_for_everybody(coachee: Neighbour, employer: Neighbour, funding: Neighbour) -> None:
    for somebody in (coachee, employer, funding):
        somebody.writes("/rahmenstand")
        assert somebody.last.text.startswith(said(somebody.app, "hint_not_allowed"))


def test_in_easy_words(app: App, chat: Neighbour) -> None:
    with transaction(app.engine) as connection:
        set_register(connection, COACH, Register.EASY)
    agree(app, 40)
    work(app, (date(2026, 2, 2), 38))
    chat.writes("/rahmenstand")
    assert "So viel ist übrig: 2 Stunden\n" in chat.last.text
    assert "%" not in chat.last.text
