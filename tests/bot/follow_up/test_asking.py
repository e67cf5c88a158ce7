"""The message that asks: in the words of whoever reads it, as long as it says, with four ways on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.app import App
from bot.follow_up.asking import DIALOGS, dialog_for, invitation_to_answer, minutes_of
from dialogs.engine.model import Register, Role
from storage.follow_ups import CheckIn, Wave, Way

ASKED = (Role.COACHEE, Role.EMPLOYER, Role.COLLEAGUES, Role.INTEGRATION_SERVICE)
CHECK_IN = CheckIn(
    id=7,
    follow_up_id=1,
    case_id=3,
    person_id=5,
    role=Role.COACHEE,
    wave=Wave.MONTHS_3,
    way=Way.CHAT,
    due_on=date(2026, 6, 2),
    hour=9,
    announced_at=None,
    asked_at=None,
    reminded_at=None,
    reminded_again_at=None,
    handed_over_at=None,
    closed_at=None,
    outcome=None,
    reason="",
)


@pytest.mark.parametrize("register", list(Register))
@pytest.mark.parametrize("role", ASKED)
def test_four_ways_on_and_a_reminder_in_other_words(app: App, role: Role, register: Register) -> None:
    check_in = replace(CHECK_IN, role=role)
    voice = app.office.voice(register)
    text, rows = invitation_to_answer(voice, check_in, "Ahorn")
    again, same = invitation_to_answer(voice, check_in, "Ahorn", reminds=True)
    tokens = [button.token for row in rows for button in row]
    commands = ("antworten", "spaeter", "nicht", "nie")
    assert [token for token in tokens if "nachfrage" in token] == [f"m.nachfrage_{name}.3-7" for name in commands]
    assert any("hilfe_rufen" in token for token in tokens) is (role is Role.COACHEE)
    assert all(len(button.label) <= 32 for row in rows for button in row)
    assert rows == same
    assert text != again
    assert "Ahorn" in text


def test_the_firm_reads_no_word_about_the_person(app: App) -> None:
    text, _ = invitation_to_answer(app.office.voice(Register.STANDARD), replace(CHECK_IN, role=Role.EMPLOYER), "Ahorn")
    for word in ("Behinderung", "Coachee", "Krank", "geht es Ihnen"):
        assert word not in text


@pytest.mark.parametrize("wave", [Wave.MONTHS_3, Wave.MONTHS_6])
@pytest.mark.parametrize("role", ASKED)
def test_there_is_a_dialog_for_everybody_and_it_takes_as_long_as_was_said(app: App, role: Role, wave: Wave) -> None:
    dialog = app.content.dialog(dialog_for(replace(CHECK_IN, role=role, wave=wave)))
    assert dialog is not None
    assert role in dialog.roles
    assert dialog.minutes == minutes_of(role)


def test_the_second_wave_asks_the_coachee_in_other_words() -> None:
    first, second = (dialog_for(replace(CHECK_IN, wave=wave)) for wave in (Wave.MONTHS_3, Wave.MONTHS_6))
    assert first != second
    assert {first, second} < set(DIALOGS)
