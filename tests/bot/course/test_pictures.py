"""Pictures in the chat: each with the text that says the same, and only what somebody may see."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.app import App
from bot.messages import LONGEST_CAPTION, IncomingKind, Outgoing
from dialogs.engine.model import Phase, Role
from storage.cases import set_phase
from storage.course import mark_turning_point
from storage.database import transaction
from storage.goals import Scale, Wording, find_goal, goals_of, reword_goal, show_goal
from storage.reviews import note_review, plan_review
from tests.bot.casework.circle import Neighbour
from tests.bot.course.framing import BEGUN_ON, CASE, COACH, agree, work
from tests.bot.goals.acting import rate, release_rating, set_goal, show
from tests.bot.rooms.acting import readings, reflect, release
from tests.journey import Clock, said

LOOP = (
    "Meister",
    "Kollegin",
    "Sie kann das nicht allein.",
    "Er macht es lieber selbst.",
    "Er traut mir nichts zu.",
    "Sie fragt bei allem nach.",
    "Er sieht: Sie fragt ja immer.",
    "Beim Einkauf hat sie an alles gedacht",
    "Er war nicht da.",
)


def picture(chat: Neighbour, kind: str) -> tuple[Outgoing, str]:
    """A picture as it arrives, and all of the text behind it."""
    chat.clock.move(seconds=60)
    heard = chat.sends(IncomingKind.TAP, f"m.bilder.{CASE}-{kind}")
    assert heard[0].attachment is not None, heard[0].text
    return heard[0], "".join(message.text for message in heard[1:])


def offered(chat: Neighbour) -> list[str]:
    chat.writes("/bilder")
    if chat.last.text == said(chat.app, "pictures_none"):
        return []
    return [label for label in chat.labels() if label not in ("Wendepunkte", "Zum Fall")]


def test_a_picture_and_then_the_text_that_says_the_same(app: App, chat: Neighbour) -> None:
    agree(app, 40)
    work(app, (date(2026, 2, 2), 12))
    chat.writes("/fall")
    chat.taps("Bilder zum Fall")
    assert chat.labels() == ["Verlauf", "Ziele im Gleichgewicht?", "Stunden", "Wendepunkte", "Zum Fall"]
    heard = chat.taps("Stunden")
    assert [message.text.splitlines()[0] for message in heard] == ["Stunden im Fall „Ahorn“"] * 2
    attachment = heard[0].attachment
    assert attachment is not None
    assert (attachment.name, attachment.media_type) == ("stunden.png", "image/png")
    assert attachment.content.startswith(b"\x89PNG")
    assert heard[1].text.splitlines()[1:] == [
        "12 von 40 bewilligten Stunden genutzt",
        "Genutzt: 12",
        "Geplant: 25,5 (1,5 je Woche, noch 17 Wochen)",
        "Danach noch frei: 2,5",
    ]


def test_the_course_of_a_case(app: App, chat: Neighbour, employer: Neighbour, clock: Clock) -> None:
    agree(app, 40)
    set_goal(chat)
    show(app, Role.EMPLOYER)
    release_rating(chat, 1, "3")
    with transaction(app.engine) as connection:
        mark_turning_point(connection, CASE, COACH, date(2026, 2, 3), "Der Schichtplan wurde anders.")
        review = plan_review(connection, CASE, date(2026, 3, 2))
        note_review(connection, review, asked_at=clock.now, closed_at=clock.now)
        set_phase(connection, CASE, Phase.SUSTAINABILITY, clock.now)
    clock.move(weeks=4)
    rate(chat, 1, "10")
    release_rating(employer, 1, "5")
    _, text = picture(chat, "verlauf")
    assert text.splitlines() == [
        "Verlauf im Fall „Ahorn“",
        "5. Januar 2026 bis 30. März 2026. Gewollt, aber nicht voll steuerbar.",
        "Phasen:",
        "– Gestaltung: 2. März 2026 bis 2. März 2026",
        "– Nachhaltigkeit: seit 2. März 2026",
        "Ziel: Ich sage „Stopp“, bevor es mir zu viel wird.",
        "Sie (Jobcoach), auf einer Skala von 1 bis 10:",
        "– 2. März 2026: 3, „mehr als ‚Sie sagt nichts und geht.‘“",
        "– 30. März 2026: 10, „Sie sagt es jedes Mal selbst.“",
        "Arbeitgeber, auf einer Skala von 1 bis 10:",
        "– 30. März 2026: 5, „Sie sagt es, wenn jemand fragt.“",
        "Wendepunkte:",
        "1. 3. Februar 2026: Der Schichtplan wurde anders.",
        "Zwischenauswertungen: 2. März 2026",
    ]
    assert [(entry.actor, entry.subject, entry.details) for entry in readings(app, CASE)] == [
        (COACH, 2, {"dialog": "ziel_pruefen"})
    ]


def test_the_team_does_not_see_what_was_not_released(app: App, chat: Neighbour, service: Neighbour) -> None:
    set_goal(chat)
    rate(chat, 1, "10")
    _, text = picture(service, "verlauf")
    assert "Coachee, auf einer Skala von 1 bis 10: noch nicht eingeschätzt" in text
    assert "Jobcoach" not in text


def test_a_coachee_sees_her_own_ratings_of_the_goals_shown_to_her(
    app: App, chat: Neighbour, coachee: Neighbour, employer: Neighbour
) -> None:
    set_goal(chat)
    set_goal(chat, "Alle machen gemeinsam Pause.", whose="Kolleginnen und Kollegen")
    assert offered(coachee) == []
    with transaction(app.engine) as connection:
        mark_turning_point(connection, CASE, COACH, date(2026, 2, 3), "Der Schichtplan wurde anders.")
    with transaction(app.engine) as connection:
        show_goal(connection, goals_of(connection, CASE)[0], [Role.COACHEE])
    release_rating(chat, 1, "3")
    rate(coachee, 1, "5")
    assert offered(coachee) == ["Verlauf"]
    _, text = picture(coachee, "verlauf")
    assert "Ziel: Ich sage „Stopp“" in text
    assert "5, „Sie sagt es, wenn jemand fragt.“" in text
    assert not [word for word in ("Jobcoach", "Pause", "Schichtplan", ": 3,") if word in text]
    assert offered(employer) == []
    for kind in ("ziele", "stunden", "schleife"):
        coachee.sends(IncomingKind.TAP, f"m.bilder.{CASE}-{kind}")
        assert said(app, "hint_old_button") in coachee.last.text
        coachee.clock.move(seconds=10)


def test_the_balance_of_the_goals(chat: Neighbour) -> None:
    set_goal(chat)
    set_goal(chat, "Ich frage nach.", category="Selbstständig arbeiten")
    _, text = picture(chat, "ziele")
    assert text.splitlines()[1:] == [
        "2 insgesamt. Jedes Kästchen ist ein Ziel.",
        "Personenorientierte Ziele: 2",
        "– Kraft und Selbstvertrauen: 1",
        "– Selbstständig arbeiten: 1",
        "Kontextorientierte Ziele: 0",
        "Übergreifende Ziele: 0",
        "Die meisten Ziele richten sich an die Person. Was könnte sich im Betrieb ändern?",
    ]


def test_a_loop_of_ones_own_is_for_nobody_else(app: App, chat: Neighbour, service: Neighbour) -> None:
    reflect(chat, CASE, *LOOP, dialog="schleifen")
    assert "Schleife" in offered(chat)
    assert "Schleife" not in offered(service)
    shown, text = picture(chat, "schleife")
    assert shown.text == f"Wie sich beide gegenseitig bestätigen\n{said(app, 'loop_private')}"
    assert "Kollegin tut deshalb: „Sie fragt bei allem nach.“" in text
    assert "Einmal war es anders: „Beim Einkauf hat sie an alles gedacht. Er war nicht da.“" in text
    service.sends(IncomingKind.TAP, f"m.bilder.{CASE}-schleife")
    assert said(app, "hint_old_button") in service.last.text


def test_of_a_loop_others_see_what_was_released(app: App, chat: Neighbour, service: Neighbour) -> None:
    reflect(chat, CASE, *LOOP, dialog="schleifen")
    release(chat, "Was A denkt")
    shown, text = picture(service, "schleife")
    assert shown.text.endswith("Aus freigegebenen Antworten von: Jobcoach")
    assert "Person A denkt: „Sie kann das nicht allein.“" in text
    assert "Person B denkt: noch offen" in text
    assert [(entry.actor, entry.subject) for entry in readings(app, CASE)] == [(2, COACH)]


def test_a_funding_body_sees_its_own_loop_only(app: App, chat: Neighbour, funding: Neighbour) -> None:
    reflect(chat, CASE, *LOOP, dialog="schleifen")
    release(chat, "Was A denkt")
    assert offered(funding) == []
    reflect(funding, CASE, *LOOP, dialog="schleifen")
    assert offered(funding) == ["Schleife"]


@pytest.mark.parametrize("kind", ["verlauf", "ziele", "stunden"])
def test_there_is_a_picture_of_an_empty_case(chat: Neighbour, kind: str) -> None:
    shown, text = picture(chat, kind)
    assert "Ahorn" in shown.text
    assert text.startswith(shown.text)


def test_a_case_of_three_years_with_everything(app: App, chat: Neighbour) -> None:
    begun_on = BEGUN_ON - timedelta(days=3 * 365)
    agree(app, 500, begun_on)
    work(app, *((begun_on + timedelta(days=day), 2) for day in range(0, 1_100, 7)))
    with transaction(app.engine) as connection:
        for number in range(30):
            mark_turning_point(connection, CASE, COACH, begun_on + timedelta(days=30 * number), "Wort " * 800)
    set_goal(chat, "Wort " * 60)
    release_rating(chat, 1, "4")
    for kind in ("verlauf", "ziele", "stunden"):
        shown, text = picture(chat, kind)
        assert len(shown.text) <= LONGEST_CAPTION
        assert text.splitlines()[0] == shown.text
    assert len(picture(chat, "verlauf")[1]) > 30 * 800 * 5


def test_a_goal_that_has_another_scale_now(app: App, chat: Neighbour) -> None:
    set_goal(chat)
    release_rating(chat, 1, "10")
    with transaction(app.engine) as connection:
        goal = find_goal(connection, 1)
        assert goal is not None
        levels = {value: f"Stufe {value}" for value in (-2, -1, 0, 1, 2)}
        reword_goal(connection, goal, COACH, Wording(goal.text, Scale.ATTAINMENT, levels), app.clock())
    rate(chat, 1, "+1")
    _, text = picture(chat, "verlauf")
    assert "Sie (Jobcoach), auf einer Skala von 1 bis 10:\n– 2. März 2026: 10, „Sie sagt es jedes Mal selbst.“" in text
    assert "Sie (Jobcoach), auf einer Skala von −2 bis +2:\n– 2. März 2026: +1, „Stufe 1“" in text
