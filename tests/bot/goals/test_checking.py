"""Rating a goal: in one's own register, private until released, and whatever happens to the goal meanwhile."""

from __future__ import annotations

import pytest

from bot.app import App
from dialogs.engine.model import Register, Role
from storage.database import transaction
from storage.people import set_register
from tests.bot.goals.acting import (
    ANCHORS,
    CASE,
    LEVELS,
    WORDS,
    YES,
    end_all,
    go_through,
    look,
    rate,
    release_rating,
    set_goal,
    show,
    tap,
)
from tests.bot.rooms.acting import text_of
from tests.journey import Chat, add_case, said


def test_the_scale_speaks_the_goals_own_words(chat: Chat) -> None:
    set_goal(chat)
    assert WORDS in tap(chat, f"m.pruefen.{CASE}-1")
    go_through(chat, "Es ist noch wichtig", "Es hilft.")
    assert f"1 = {ANCHORS[1]}\n5 = {ANCHORS[2]}\n10 = {ANCHORS[0]}" in chat.last.text


def test_a_rating_is_offered_to_the_team_with_its_text_and_readers(chat: Chat, app: App, service: Chat) -> None:
    set_goal(chat)
    rate(chat, 1, "5", why="Weil es allen hilft.")
    offered = chat.heard[-2].text
    assert f"→ 5 ({ANCHORS[2]})" in offered
    assert "→ Weil es allen hilft." in offered
    assert chat.last.text == said(app, "release_all_confirm", count=5, team="IFD (1 Person)")
    assert "Jobcoach: 5" not in look(service, 1)
    chat.taps("Ja, 5 Antworten freigeben")
    assert f"• 2.3.2026, Jobcoach: 5 ({ANCHORS[2]}), 🙂 Zufrieden" in look(service, 1)


def test_the_coachee_rates_in_easy_language(chat: Chat, app: App, coachee: Chat) -> None:
    set_goal(chat)
    show(app, Role.COACHEE)
    with transaction(app.engine) as connection:
        set_register(connection, 2, Register.EASY)
    assert f"Es geht um dieses Ziel:\n{WORDS}\n\nIst das Ziel heute wichtig" in tap(coachee, f"m.pruefen.{CASE}-1")
    go_through(coachee, "Wichtig", "Es hilft mir.", "8", "😀 Sehr zufrieden", "Weiter so")
    coachee.taps(YES)
    coachee.taps("Ja, 5 Antworten zeigen")
    assert "• 2.3.2026, Coachee: 8 von 10, 😀 Sehr zufrieden" in look(chat, 1)


def test_contradicting_ratings_stand_side_by_side_with_who_gave_them(chat: Chat, app: App, coachee: Chat) -> None:
    set_goal(chat)
    show(app, Role.COACHEE)
    release_rating(coachee, 1, "10", "😀 Sehr zufrieden")
    release_rating(chat, 1, "1", "😞 Sehr unzufrieden")
    shown = look(chat, 1)
    assert f"Coachee: 10 ({ANCHORS[0]}), 😀 Sehr zufrieden" in shown
    assert f"Sie (Jobcoach): 1 ({ANCHORS[1]}), 😞 Sehr unzufrieden" in shown
    chat.taps("Einschätzungen vergleichen")
    assert "Freigegeben von: Sie (Jobcoach), Coachee" in chat.last.text
    assert "↔ verschieden beantwortet" in chat.last.text


def test_a_goal_that_is_overtaken_is_rated_without_a_number(chat: Chat) -> None:
    set_goal(chat)
    rate(chat, 1, None, why="Sie hat eine neue Aufgabe.")
    assert "• 2.3.2026, Sie (Jobcoach): überholt, 🙂 Zufrieden" in look(chat, 1)


def test_a_rating_with_everything_skipped_offers_nothing(chat: Chat, app: App) -> None:
    set_goal(chat)
    tap(chat, f"m.pruefen.{CASE}-1")
    go_through(chat, None, None, None, None)
    heard = chat.taps(YES)
    assert len(heard) == 1
    assert said(app, "goal_not_rated") in look(chat, 1)


def test_an_unfinished_rating_goes_on_instead_of_beginning_twice(chat: Chat) -> None:
    set_goal(chat)
    tap(chat, f"m.pruefen.{CASE}-1")
    go_through(chat, "Es ist noch wichtig")
    tap(chat, f"m.thema.{CASE}-zusammenarbeit")
    assert "Warum ist Ihnen das Ziel noch wichtig?" in tap(chat, f"m.pruefen.{CASE}-1")


def test_two_goals_are_rated_apart(chat: Chat, app: App) -> None:
    set_goal(chat)
    set_goal(chat, "Wir hören „Stopp“.")
    rate(chat, 1, "3")
    rate(chat, 2, "9")
    assert "3 von 10" in look(chat, 1)
    assert "9 von 10" not in look(chat, 1)


@pytest.mark.parametrize("number", ["", "2", "99", "0", "-1", "1x", "9" * 30])
def test_a_goal_that_is_not_there_is_no_goal(chat: Chat, app: App, number: str) -> None:
    set_goal(chat)
    for command in ("ziel", "pruefen", "umformulieren", "zeigen", "fragen", "beenden"):
        chat.clock.move(minutes=1)
        assert said(app, "hint_old_button") in tap(chat, f"m.{command}.{CASE}-{number}")


def test_what_is_not_shown_cannot_be_rated_or_seen(chat: Chat, app: App, coachee: Chat, funding: Chat) -> None:
    set_goal(chat)
    for other in (coachee, funding):
        for command in ("ziel", "pruefen"):
            other.clock.move(minutes=1)
            heard = tap(other, f"m.{command}.{CASE}-1")
            assert said(app, "hint_old_button") in heard
            assert WORDS not in heard


def test_nobody_rates_without_questions_for_her_role(chat: Chat, app: App, funding: Chat) -> None:
    set_goal(chat)
    show(app, Role.FUNDING_BODY)
    look(funding, 1)
    assert funding.labels() == ["Alle Ziele"]
    assert said(app, "hint_old_button") in tap(funding, f"m.pruefen.{CASE}-1")


def test_old_buttons_of_a_goal_that_is_over_say_so(chat: Chat, app: App) -> None:
    set_goal(chat)
    end_all(app)
    for command in ("pruefen", "umformulieren", "zeigen", "fragen", "beenden", "zeigen-coachee-an-1"):
        name, _, rest = command.partition("-")
        heard = tap(chat, f"m.{name}.{CASE}-1{f'-{rest}' if rest else ''}")
        assert heard == said(app, "goal_is_over", day="2.3.2026")
        chat.taps("Zum Ziel")
        assert "Abgeschlossen: 2.3.2026, erreicht" in chat.last.text


def test_a_goal_may_end_while_somebody_rates_it(chat: Chat, app: App) -> None:
    set_goal(chat)
    tap(chat, f"m.pruefen.{CASE}-1")
    go_through(chat, "Es ist noch wichtig", "Es hilft.", "7", "🙂 Zufrieden", "Nichts")
    end_all(app)
    heard = text_of(chat.taps(YES))
    assert said(app, "goal_over_meanwhile") in heard
    assert "→ 7 von 10" in heard


def test_a_goal_may_get_another_scale_while_somebody_rates_it(chat: Chat, app: App, service: Chat) -> None:
    set_goal(chat)
    tap(service, f"m.pruefen.{CASE}-1")
    service.taps("Es ist noch wichtig")
    tap(chat, f"m.umformulieren.{CASE}-1")
    go_through(chat, None, None, None, "Fünf Stufen in Worten", *LEVELS)
    chat.taps(YES)
    go_through(service, "Es hilft.")
    assert "1 = Noch ganz am Anfang" in service.last.text, "the words of the other scale are not put to these numbers"
    go_through(service, "7", "🙂 Zufrieden", "Nichts")
    assert said(app, "goal_other_scale") in text_of(service.taps(YES))
    service.taps("Ziel einschätzen")
    go_through(service, "Es ist noch wichtig", "Es hilft.")
    assert "-2 = Nie" in service.last.text


def test_a_goal_belongs_to_its_case_only(chat: Chat, app: App) -> None:
    set_goal(chat)
    other = add_case(app, 1, "Birke")
    for command in ("ziel", "pruefen", "zeigen", "beenden"):
        chat.clock.move(minutes=1)
        assert WORDS not in tap(chat, f"m.{command}.{other}-1")


def test_a_goal_that_is_hidden_again_does_not_name_the_rating_any_more(chat: Chat, app: App, employer: Chat) -> None:
    set_goal(chat)
    show(app, Role.EMPLOYER)
    rate(employer, 1, "7")
    assert "Ich s…" in tap(employer, f"m.freigeben.{CASE}") + str(employer.labels())
    show(app)
    assert "Ich s…" not in tap(employer, f"m.freigeben.{CASE}") + str(employer.labels())
