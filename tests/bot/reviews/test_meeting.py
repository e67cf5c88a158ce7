"""Side by side for the meeting: what was released, under four questions, by role and day; without numbers; logged."""

from __future__ import annotations

import pytest

from bot.app import App
from dialogs.engine.model import Role
from storage.audit import AuditEvent
from storage.database import transaction
from storage.members import end_membership
from storage.releases import Place, Room, own_statements, release, take_back
from tests.bot.casework.circle import Circle, Neighbour
from tests.bot.reviews.acting import CASE, answer, ask_everybody, logged, release_all, tap
from tests.bot.reviews.conftest import joins
from tests.journey import said

COACH = ("6", "Er kommt pünktlich.", "Ein Platz in der Werkstatt.", "Die Gespräche vor der Schicht.", "Ich frage nach.")
FIRM = ("Etwas besser", "Die Pausen sind ruhiger.", None, "Die Übergabe am Morgen.", "Ein Plan für die Woche.")
HERS = ("🙂 Besser", "Ich kann allein packen.", "Die Pausen.", "Etwas ändern", "Mehr Zeit am Morgen.")


@pytest.fixture
def answered(linde: Neighbour, ulme: Neighbour, wicke: Neighbour) -> None:
    """All three sides answered; the coach and the firm released everything, the coachee nothing."""
    ask_everybody(linde)
    linde.taps("Selbst antworten")
    answer(linde, *COACH)
    release_all(linde)
    ulme.taps("Jetzt antworten")
    answer(ulme, *FIRM)
    release_all(ulme)
    wicke.taps("Jetzt antworten")
    answer(wicke, *HERS)


def all_questions(person: Neighbour) -> str:
    shown = [tap(person, f"m.zwischen_vergleich.{CASE}")]
    person.taps("Antworten zu Frage 1")
    for number in (2, 3, 4):
        shown.append(person.last.text)
        person.taps(f"Frage {number} »")
    return "\n".join([*shown, person.last.text])


def test_the_overview_is_short_enough_to_take_into_the_meeting(answered: None, linde: Neighbour) -> None:
    shown = tap(linde, f"m.zwischen_vergleich.{CASE}")
    assert shown.startswith("4 Fragen für das Gespräch")
    assert shown.splitlines()[3].startswith("1. Sind wir einer Arbeitssituation näher")
    assert shown.splitlines()[-1] == "Freigegeben haben: Sie (Jobcoach), Arbeitgeber"
    assert len(shown) < 600


def test_each_question_shows_what_every_side_released(answered: None, linde: Neighbour) -> None:
    tap(linde, f"m.zwischen_vergleich.{CASE}")
    linde.taps("Antworten zu Frage 1")
    assert linde.last.text.endswith(
        "Sie (Jobcoach), 2.3.2026:\nEr kommt pünktlich.\n\n"
        "Arbeitgeber, 2.3.2026:\nEtwas besser\nDie Pausen sind ruhiger."
    )
    assert linde.labels()[0] == "Frage 2 »"
    linde.taps("Frage 2 »")
    assert "Ein Platz in der Werkstatt." in linde.last.text
    assert "Arbeitgeber" not in linde.last.text
    linde.taps("Frage 3 »")
    assert "Die Übergabe am Morgen." in linde.last.text
    linde.taps("Frage 4 »")
    assert "Ein Plan für die Woche." in linde.last.text
    assert "Ergebnis festhalten" in linde.labels()
    linde.taps("« Frage 3")
    assert "Die Übergabe am Morgen." in linde.last.text


def test_nothing_private_and_no_number_is_shown(answered: None, linde: Neighbour) -> None:
    shown = all_questions(linde)
    assert "6 von 10" not in shown
    assert "Coachee" not in shown
    for private in HERS[1:3]:
        assert private not in shown


def test_the_coachees_choice_and_her_words_stand_under_one_question(
    answered: None, linde: Neighbour, wicke: Neighbour
) -> None:
    release_all(wicke)
    tap(linde, f"m.zwischen_vergleich.{CASE}-1-4")
    assert "Coachee, 2.3.2026:\nEtwas ändern\nMehr Zeit am Morgen." in linde.last.text
    tap(linde, f"m.zwischen_vergleich.{CASE}-1-1")
    assert "Coachee, 2.3.2026:\n🙂 Besser" in linde.last.text


def test_what_is_taken_back_is_gone_from_an_old_button(answered: None, app: App, linde: Neighbour) -> None:
    with transaction(app.engine) as connection:
        for one in own_statements(connection, 2, CASE):
            take_back(connection, Place(2, one.topic, one.conversation_id, one.step_id), app.clock())
    assert "Die Pausen sind ruhiger." not in all_questions(linde)


def test_somebody_who_left_is_still_shown_as_such(answered: None, app: App, linde: Neighbour) -> None:
    with transaction(app.engine) as connection:
        end_membership(connection, CASE, 2, app.clock())
    assert "Arbeitgeber (nicht mehr im Fall), 2.3.2026:" in all_questions(linde)


def test_who_answered_twice_is_shown_with_the_newest_release(answered: None, linde: Neighbour, ulme: Neighbour) -> None:
    tap(ulme, f"m.zwischen.{CASE}")
    answer(ulme, "Schlechter", "Es gab Streit.")
    assert "Die Pausen sind ruhiger." in all_questions(linde)
    release_all(ulme)
    shown = all_questions(linde)
    assert "Es gab Streit." in shown
    assert "Die Pausen sind ruhiger." not in shown
    assert "Die Übergabe am Morgen." not in shown


def test_reading_is_logged_for_each_author_once(answered: None, app: App, linde: Neighbour, circle: Circle) -> None:
    all_questions(linde)
    all_questions(linde)
    assert [(entry.subject, entry.details) for entry in logged(app, AuditEvent.READ)] == [
        (2, {"dialog": "rueckblick_betrieb"})
    ]


def test_the_overview_alone_reads_nothing(answered: None, app: App, linde: Neighbour) -> None:
    tap(linde, f"m.zwischen_vergleich.{CASE}")
    assert logged(app, AuditEvent.READ) == []


def test_the_next_review_begins_with_an_empty_page(answered: None, linde: Neighbour) -> None:
    tap(linde, f"m.zwischen_ergebnis.{CASE}")
    answer(linde, "Wir bleiben dran.")
    assert "Die Pausen sind ruhiger." in all_questions(linde)
    linde.clock.move(days=60)
    ask_everybody(linde)
    shown = tap(linde, f"m.zwischen_vergleich.{CASE}")
    assert "Freigegeben haben: noch niemand" in shown
    assert "Antworten zu Frage 1" not in linde.labels()


def test_without_anything_released_it_says_so(linde: Neighbour) -> None:
    assert tap(linde, f"m.zwischen_vergleich.{CASE}") == said(linde.app, "review_nothing_released", case="Ahorn")


def test_only_the_team_reads_it(answered: None, circle: Circle, ulme: Neighbour, wicke: Neighbour) -> None:
    for person in (ulme, wicke, joins(circle, "Frau Erle", "erle", Role.FUNDING_BODY)):
        shown = tap(person, f"m.zwischen_vergleich.{CASE}-1-1")
        assert "Er kommt pünktlich." not in shown
    colleague = joins(circle, "Frau Eibe", "eibe", Role.REPRESENTATIVE)
    assert "Er kommt pünktlich." in tap(colleague, f"m.zwischen_vergleich.{CASE}-1-1")
    assert "Ergebnis festhalten" not in tap(colleague, f"m.zwischen_vergleich.{CASE}-1-4")


@pytest.mark.parametrize("rest", ["9", "1-5", "1-x", "x", "-", "1--1"])
def test_made_up_buttons_show_nothing(answered: None, linde: Neighbour, rest: str) -> None:
    assert tap(linde, f"m.zwischen_vergleich.{CASE}-{rest}").startswith(said(linde.app, "hint_old_button"))


def test_long_answers_from_everywhere_arrive_whole(answered: None, app: App, linde: Neighbour, ulme: Neighbour) -> None:
    tap(ulme, f"m.zwischen.{CASE}")
    long = "Wort & <b>Zeile</b> 🙂 " * 180
    answer(ulme, "Etwas besser", long)
    with transaction(app.engine) as connection:
        for one in own_statements(connection, 2, CASE):
            release(connection, one, CASE, Room.TEAM, app.clock())
    shown = tap(linde, f"m.zwischen_vergleich.{CASE}-1-1").replace("\n\n", "")
    assert long.strip() in shown
    assert all(len(message.text) <= 4_000 for message in linde.heard)
