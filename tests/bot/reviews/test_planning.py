"""The date of the next review: proposed when the shaping begins, moved with a tap or a text, shown with the case."""

from __future__ import annotations

from datetime import date

import pytest

from bot.app import App
from dialogs.engine.model import Phase, Register
from storage.cases import set_phase
from storage.database import transaction
from tests.bot.casework.circle import Neighbour
from tests.bot.reviews.acting import CASE, ask_everybody, reviews, tap
from tests.journey import said


@pytest.fixture
def early(app: App, linde: Neighbour) -> Neighbour:
    """Frau Linde, whose case is still in its first phase."""
    with transaction(app.engine) as connection:
        set_phase(connection, CASE, Phase.INITIATION, app.clock())
    return linde


def days(app: App) -> list[date]:
    return [review.due_on for review in reviews(app)]


def test_when_the_shaping_begins_a_review_is_planned_in_ten_weeks(app: App, early: Neighbour) -> None:
    early.writes("/phase")
    early.taps("Gestaltung")
    early.taps("Ja, wechseln")
    assert days(app) == [date(2026, 5, 11)]
    assert said(app, "review_planned_first", day="Montag, 11.5.2026") in early.texts()
    early.taps("In 12 Wochen: Montag, 25.5.")
    assert days(app) == [date(2026, 5, 25)]
    assert said(app, "review_planned", case="Ahorn", day="Montag, 25.5.2026") == early.last.text
    assert "Nächste Zwischenauswertung: Montag, 25.5.2026" in tap(early, f"m.fall.{CASE}")


def test_other_phases_plan_nothing_and_coming_back_keeps_the_date(app: App, linde: Neighbour) -> None:
    tap(linde, f"m.phase.{CASE}-analyse-gestaltung")
    assert days(app) == []
    tap(linde, f"m.phase.{CASE}-gestaltung-analyse")
    tap(linde, f"m.zwischen_termin.{CASE}-2026-04-30")
    tap(linde, f"m.phase.{CASE}-analyse-gestaltung")
    tap(linde, f"m.phase.{CASE}-gestaltung-analyse")
    assert days(app) == [date(2026, 4, 30)]


def test_the_planned_day_is_not_among_the_proposals(app: App, linde: Neighbour) -> None:
    tap(linde, f"m.zwischen_termin.{CASE}")
    assert linde.labels() == [
        "In 8 Wochen: Montag, 27.4.",
        "In 10 Wochen: Montag, 11.5.",
        "In 12 Wochen: Montag, 25.5.",
        "Anderes Datum",
    ]
    linde.taps("In 10 Wochen: Montag, 11.5.")
    tap(linde, f"m.zwischen_termin.{CASE}")
    assert linde.labels() == [
        "In 8 Wochen: Montag, 27.4.",
        "In 12 Wochen: Montag, 25.5.",
        "Anderes Datum",
        "Kein Termin",
    ]


@pytest.mark.parametrize(
    ("written", "day"),
    [("15.6.", date(2026, 6, 15)), ("in sechs Wochen", date(2026, 4, 13)), ("3.3.2026", date(2026, 3, 3))],
)
def test_a_date_is_read_as_people_write_it(app: App, linde: Neighbour, written: str, day: date) -> None:
    tap(linde, f"m.zwischen_termin.{CASE}")
    linde.taps("Anderes Datum")
    linde.writes(written)
    assert days(app) == [day]


@pytest.mark.parametrize("written", ["1.2.2026", "heute", "irgendwann", "31.2.2026", "15.6.2031", "🙂"])
def test_an_unusable_date_is_said_and_asked_again(app: App, linde: Neighbour, written: str) -> None:
    tap(linde, f"m.zwischen_termin.{CASE}")
    linde.taps("Anderes Datum")
    linde.writes(written)
    assert linde.last.text == said(app, "review_day_typed")
    assert days(app) == []
    linde.writes("15.6.")
    assert days(app) == [date(2026, 6, 15)]


def test_no_date_at_all(app: App, linde: Neighbour) -> None:
    tap(linde, f"m.zwischen_termin.{CASE}-2026-05-11")
    tap(linde, f"m.zwischen_termin.{CASE}")
    linde.taps("Kein Termin")
    assert days(app) == []
    assert "Zwischenauswertung" not in tap(linde, f"m.fall.{CASE}")


@pytest.mark.parametrize("rest", ["2026-03-02", "2026-01-01", "2031-01-01", "x", "2026-13-01", "9"])
def test_old_and_made_up_buttons_plan_nothing(app: App, linde: Neighbour, rest: str) -> None:
    assert tap(linde, f"m.zwischen_termin.{CASE}-{rest}").startswith(said(app, "hint_old_button"))
    assert days(app) == []


def test_while_it_is_under_way_the_result_sets_the_next_date(app: App, linde: Neighbour, ulme: Neighbour) -> None:
    tap(linde, f"m.zwischen_termin.{CASE}")
    linde.taps("Anderes Datum")
    ask_everybody(linde)
    tap(linde, f"m.zwischen_termin.{CASE}-2026-05-11")
    assert linde.last.text == said(app, "review_day_with_result")
    assert days(app) == [date(2026, 3, 2)]
    assert said(app, "review_line_open") in tap(ulme, f"m.fall.{CASE}")


def test_a_closed_case_plans_nothing(app: App, linde: Neighbour) -> None:
    tap(linde, f"m.zwischen_termin.{CASE}")
    linde.taps("Anderes Datum")
    with transaction(app.engine) as connection:
        set_phase(connection, CASE, Phase.CLOSED, app.clock())
    linde.writes("15.6.")
    assert linde.last.text == said(app, "review_case_closed", case="Ahorn")
    assert days(app) == []


def test_only_those_who_lead_move_it(app: App, ulme: Neighbour) -> None:
    assert tap(ulme, f"m.zwischen_termin.{CASE}-2026-05-11").startswith(said(app, "hint_not_allowed"))
    assert days(app) == []


@pytest.mark.parametrize("register", list(Register))
def test_the_longest_day_fits_a_button(app: App, register: Register) -> None:
    voice = app.office.voice(register)
    for day in (date(2026, 12, 21 + offset) for offset in range(7)):
        assert len(voice.say("button_review_in_weeks", weeks=12, day=voice.short_day(day))) <= 32
