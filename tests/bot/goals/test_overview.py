"""The list of goals: who sees which, with whose newest rating, how they spread, and those that are over."""

from __future__ import annotations

import pytest

from bot.app import App
from bot.goals.overview import crowds_out
from dialogs.engine.model import Register, Role
from storage.database import transaction
from storage.goals import Family, Outcome, Scale, Wording, goals_of, set_goal, show_goal
from storage.members import end_membership
from storage.people import set_register
from tests.bot.goals import acting
from tests.bot.goals.acting import CASE, LEVELS, WORDS, end_all, rate, release_rating, show, tap
from tests.bot.rooms.acting import readings
from tests.journey import Chat, said
from tests.storage.seeds import NOW

CROWDED = "goals_crowded"


def add(app: App, words: str, family: Family = Family.PERSON, *roles: Role) -> None:
    """A goal without the questions."""
    wording = Wording(words, Scale.TEN, {1: "a", 5: "b", 10: "c"})
    with transaction(app.engine) as connection:
        set_goal(connection, CASE, 1, Role.COACHEE, family, f"anderes_{family}", wording, NOW)
        goal = goals_of(connection, CASE)[-1]
        show_goal(connection, goal, roles)


def seen(chat: Chat) -> str:
    chat.writes("/ziele")
    return chat.last.text


def test_the_case_leads_to_its_goals(chat: Chat, app: App) -> None:
    tap(chat, f"m.fall.{CASE}")
    chat.taps("Ziele")
    assert chat.last.text == said(app, "goals_none", case="Ahorn")
    assert chat.labels() == ["Neues Ziel", "Zum Fall"]


def test_professionals_see_all_goals_and_others_what_is_shown_to_them(
    chat: Chat, app: App, service: Chat, coachee: Chat, employer: Chat, funding: Chat
) -> None:
    add(app, "Für alle", Family.OVERALL, Role.COACHEE, Role.EMPLOYER)
    add(app, "Für sie", Family.PERSON, Role.COACHEE)
    add(app, "Fürs Team", Family.CONTEXT)
    for professional in (chat, service):
        assert all(words in seen(professional) for words in ("Für alle", "Für sie", "Fürs Team"))
    assert "Für sie" in seen(coachee)
    assert "Fürs Team" not in seen(coachee)
    assert "Für alle" in seen(employer)
    assert "Für sie" not in seen(employer)
    assert seen(funding) == said(app, "goals_none", case="Ahorn")


def test_only_the_team_sees_how_goals_spread(chat: Chat, app: App, coachee: Chat) -> None:
    add(app, "Eins", Family.PERSON, Role.COACHEE)
    add(app, "Zwei", Family.CONTEXT, Role.COACHEE)
    assert "Worum es geht: Person 1, Umfeld 1, Ganzes 0" in seen(chat)
    assert "Worum es geht" not in seen(coachee)
    assert "Neues Ziel" not in coachee.labels()


@pytest.mark.parametrize(
    ("inside", "around", "crowded"), [(1, 0, False), (2, 0, True), (2, 1, False), (3, 1, True), (4, 2, False)]
)
def test_goals_about_the_person_crowd_out_the_others(
    app: App, chat: Chat, inside: int, around: int, crowded: bool
) -> None:
    for number in range(inside):
        add(app, f"Person {number}", Family.PERSON)
    for number in range(around):
        add(app, f"Umfeld {number}", Family.CONTEXT)
    assert crowds_out(acting.goals(app)) is crowded
    assert (said(app, CROWDED) in seen(chat)) is crowded


def test_each_goal_says_how_it_was_rated_last_and_by_whom(chat: Chat, coachee: Chat, app: App) -> None:
    acting.set_goal(chat)
    show(app, Role.COACHEE)
    release_rating(coachee, 1, "8")
    release_rating(coachee, 1, "9")
    rate(chat, 1, "4")
    assert "Person · Coachee · seit 2.3.2026\nCoachee: 9 · Sie (Jobcoach): 4" in seen(chat)


def test_private_ratings_are_nobody_elses(chat: Chat, coachee: Chat, service: Chat, app: App) -> None:
    acting.set_goal(chat)
    show(app, Role.COACHEE)
    rate(chat, 1, "4")
    release_rating(service, 1, "7")
    assert "Jobcoach" not in seen(service)
    assert "Sie (Coachee)" not in seen(coachee)
    assert "IFD" not in seen(coachee), "what is released to the team is not shown to the coachee"


def test_levels_are_shown_with_their_sign_and_overtaken_in_words(chat: Chat, app: App, service: Chat) -> None:
    acting.set_goal(chat, WORDS, *LEVELS, scale="Fünf Stufen in Worten")
    release_rating(service, 1, "-1")
    release_rating(chat, 1, None)
    assert "IFD: −1 · Sie (Jobcoach): überholt" in seen(chat)


def test_reading_others_ratings_is_written_down_once_a_sitting(chat: Chat, app: App, service: Chat) -> None:
    acting.set_goal(chat)
    release_rating(service, 1, "7")
    assert readings(app, CASE) == []
    seen(chat)
    seen(chat)
    [entry] = readings(app, CASE)
    assert (entry.actor, entry.details) == (1, {"dialog": "ziel_pruefen"})
    seen(service)
    assert len(readings(app, CASE)) == 1, "one's own ratings are not read"


def test_a_party_that_left_is_marked(chat: Chat, app: App, coachee: Chat) -> None:
    acting.set_goal(chat)
    show(app, Role.COACHEE)
    release_rating(coachee, 1, "8")
    with transaction(app.engine) as connection:
        end_membership(connection, CASE, 2, app.clock())
    assert "Person · Coachee (nicht mehr im Fall) · seit 2.3.2026\nCoachee (nicht mehr im Fall): 8" in seen(chat)
    tap(coachee, f"m.ziel.{CASE}-1")
    assert WORDS not in coachee.last.text


def test_goals_that_are_over_can_be_looked_at(chat: Chat, app: App, coachee: Chat) -> None:
    add(app, "Vorbei und geheim")
    add(app, "Vorbei und gezeigt", Family.PERSON, Role.COACHEE)
    assert "Frühere Ziele" not in (seen(chat), chat.labels())[1]
    end_all(app, Outcome.OVERTAKEN, "Eine neue Aufgabe")
    assert seen(chat) == said(app, "goals_none", case="Ahorn")
    chat.taps("Frühere Ziele")
    assert "1. Vorbei und geheim\n2.3.2026: überholt, etwas anderes passt jetzt besser" in chat.last.text
    seen(coachee)
    coachee.taps("Frühere Ziele")
    assert "geheim" not in coachee.last.text
    coachee.taps("Vorbei und gezeigt")
    assert "Abgeschlossen: 2.3.2026" in coachee.last.text
    assert "Eine neue Aufgabe" not in coachee.last.text, "the reason was not released to anybody outside the team"


def test_many_long_goals_come_in_pages(chat: Chat, app: App) -> None:
    for number in range(8):
        add(app, f"Ziel {number} " + "sehr lang " * 30)
    assert len(seen(chat)) < 1_500
    assert "6. Ziel 5" in chat.last.text
    assert "Ziel 6" not in chat.last.text
    chat.taps("Ältere")
    assert "7. Ziel 6" in chat.last.text
    assert "Person 8" in chat.last.text, "how they spread is about all of them"
    assert all(len(label) <= 32 for label in chat.labels())
    assert said(app, "hint_old_button") in tap(chat, f"m.ziele.{CASE}-seite-9")
    assert said(app, "hint_old_button") in tap(chat, f"m.ziele.{CASE}-unsinn")


def test_in_easy_language(chat: Chat, app: App, coachee: Chat) -> None:
    acting.set_goal(chat)
    show(app, Role.COACHEE)
    with transaction(app.engine) as connection:
        set_register(connection, 2, Register.EASY)
    assert "Thema: die Person\nZiel von: Coachee\nSeit: 2.3.2026" in seen(coachee)
