"""The phase of a case: shown with what marks it, changed after a yes, asked about, and opened again after the end."""

from __future__ import annotations

from dialogs.engine.model import CASE_PHASES, Phase
from tests.bot.casework.circle import Circle, Neighbour
from tests.bot.casework.conftest import ahorn
from tests.journey import said


def test_every_phase_is_shown_with_the_current_one_marked(circle: Circle, linde: Neighbour) -> None:
    linde.writes("/phase")
    lines = [line for line in linde.last.text.splitlines() if line.startswith(("•", "▸"))]
    assert len(lines) == len(CASE_PHASES)
    assert [line for line in lines if line.startswith("▸ Jetzt Gestaltung")] == [lines[2]]
    assert linde.labels() == ["Initiierung", "Analyse", "Nachhaltigkeit", "Abgeschlossen", "Zum Fall"]


def test_the_change_takes_a_yes_and_leads_to_questions_about_it(circle: Circle, linde: Neighbour) -> None:
    linde.writes("/phase")
    linde.taps("Nachhaltigkeit")
    assert ahorn(circle.app).phase is Phase.SHAPING
    linde.taps("Ja, wechseln")
    assert ahorn(circle.app).phase is Phase.SUSTAINABILITY
    assert said(circle.app, "phase_changed", case="Ahorn", phase="Nachhaltigkeit") in linde.texts()
    assert circle.log_of(1)[-1] == ("phase_changed", 1, None)
    linde.taps("Fragen beginnen")
    assert "Was ist jetzt anders als in der Phase davor?" in linde.last.text


def test_instead_of_questions_there_are_the_topics_of_the_phase(circle: Circle, linde: Neighbour) -> None:
    linde.writes("/phase")
    linde.taps("Initiierung")
    linde.taps("Ja, wechseln")
    linde.taps("Jetzt nicht, Themen zeigen")
    assert linde.last.text == said(circle.app, "topics", case="Ahorn", phase="Initiierung")


def test_a_yes_of_weeks_ago_changes_nothing(circle: Circle, linde: Neighbour) -> None:
    linde.writes("/phase")
    linde.taps("Analyse")
    old_yes = linde.last
    linde.writes("/phase")
    linde.taps("Nachhaltigkeit")
    linde.taps("Ja, wechseln")
    linde.heard.append(old_yes)
    linde.taps("Ja, wechseln")
    assert said(circle.app, "hint_old_button") in linde.last.text
    assert ahorn(circle.app).phase is Phase.SUSTAINABILITY


def test_a_closed_case_is_opened_again(circle: Circle, linde: Neighbour) -> None:
    linde.writes("/phase")
    linde.taps("Abgeschlossen")
    linde.taps("Ja, wechseln")
    assert ahorn(circle.app).closed_at is not None
    linde.writes("/phase")
    linde.taps("Nachhaltigkeit")
    assert linde.last.text == said(circle.app, "phase_asked_reopen", case="Ahorn", after="Nachhaltigkeit")
    linde.taps("Ja, wechseln")
    assert ahorn(circle.app).closed_at is None


def test_only_those_who_lead_steer(circle: Circle, birke: Neighbour) -> None:
    birke.writes("/phase")
    assert birke.last.text == said(circle.app, "hint_not_allowed")
