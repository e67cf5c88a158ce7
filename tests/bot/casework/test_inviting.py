"""An invitation from the chat: role, name, then a link and a code that let exactly one person in."""

from __future__ import annotations

import pytest

from bot.app import App
from bot.messages import IncomingKind
from bot.tokens import MenuToken
from dialogs.engine.model import Role
from storage.database import transaction
from storage.facts import BOT_NAME, remember
from storage.members import end_membership, members_of
from storage.tables import facts
from tests.bot.casework.circle import Circle, Neighbour
from tests.journey import said


def invite(chat: Neighbour, role: str, name: str | None = None) -> None:
    chat.writes("/einladen")
    chat.taps(role)
    if name is None:
        chat.taps("Ohne Anrede")
    else:
        chat.writes(name)


def in_ahorn(app: App) -> list[tuple[str, Role]]:
    with transaction(app.engine) as connection:
        return [(member.name, member.role) for member in members_of(connection, 1)]


def test_who_opens_the_link_is_addressed_by_name_and_belongs_to_the_case(circle: Circle, linde: Neighbour) -> None:
    invite(linde, "SBV", "  Frau   Birke ")
    birke = circle.stranger("birke")
    birke.writes(f"/start {linde.token()}")
    assert birke.heard[0].text == said(circle.app, "welcome", name="Frau Birke")
    assert in_ahorn(circle.app)[1:] == [("Frau Birke", Role.REPRESENTATIVE)]
    assert linde.last.text == said(circle.app, "invitation_accepted", role="SBV", case="Ahorn")
    assert [event for event, _, _ in circle.log_of(1)] == ["invited", "joined"]


def test_nobody_needs_a_name(circle: Circle, linde: Neighbour) -> None:
    invite(linde, "Coachee")
    coachee = circle.stranger("coachee")
    coachee.writes(f"/start {linde.token()}")
    assert in_ahorn(circle.app)[1:] == [("", Role.COACHEE)]
    assert coachee.heard[0].text.startswith("Guten Tag.")


def test_link_and_code_say_nothing_about_anybody(circle: Circle, linde: Neighbour) -> None:
    invite(linde, "Coachee", "Mia Rosmarin")
    _, to_forward, code = linde.heard[-3:]
    assert to_forward.text.count("https://t.me/ginster_bot?start=") == 1
    for text in (to_forward.text, code.text):
        assert "9.3.2026" in text
        for word in ("Mia", "Rosmarin", "Ahorn", "Coachee", "ehinder", "obcoach", "Job"):
            assert word not in text
    assert code.attachment is not None
    assert code.attachment.name == "nachklang-einladung.png"
    assert code.attachment.content.startswith(b"\x89PNG")


def test_without_the_name_of_the_bot_the_token_is_typed(circle: Circle, linde: Neighbour) -> None:
    with transaction(circle.app.engine) as connection:
        connection.execute(facts.delete().where(facts.c.key == BOT_NAME))
    invite(linde, "SBV", "Frau Birke")
    assert all(message.attachment is None for message in linde.heard)
    typed = next(line for line in linde.last.text.splitlines() if line.startswith("/start "))
    birke = circle.stranger("birke")
    birke.writes(typed)
    assert len(in_ahorn(circle.app)) == 2


@pytest.mark.parametrize("name", ["x" * 61, " \n "])
def test_a_name_that_does_not_fit_is_asked_for_again(circle: Circle, linde: Neighbour, name: str) -> None:
    linde.writes("/einladen")
    linde.taps("SBV")
    linde.writes(name)
    assert said(circle.app, "invitation_name_length", longest=60) in linde.texts()
    linde.writes("Frau Birke")
    assert linde.token()


def test_an_invitation_is_used_once(circle: Circle, linde: Neighbour) -> None:
    invite(linde, "SBV", "Frau Birke")
    circle.stranger("birke").writes(f"/start {linde.token()}")
    late = circle.stranger("distel")
    late.writes(f"/start {linde.token()}")
    assert late.last.text == said(circle.app, "stranger_used")
    assert len(in_ahorn(circle.app)) == 2


def test_after_a_week_it_is_over(circle: Circle, linde: Neighbour) -> None:
    invite(linde, "SBV", "Frau Birke")
    circle.clock.move(days=7)
    late = circle.stranger("birke")
    late.writes(f"/start {linde.token()}")
    assert late.last.text == said(circle.app, "stranger_expired")


def test_a_forged_one_opens_nothing(circle: Circle, linde: Neighbour) -> None:
    invite(linde, "SBV", "Frau Birke")
    forged = circle.stranger("distel")
    forged.writes(f"/start {linde.token()[:-1]}")
    assert forged.last.text == said(circle.app, "stranger_unknown")


def test_only_those_who_lead_invite(circle: Circle, birke: Neighbour) -> None:
    birke.writes("/einladen")
    assert birke.last.text == said(circle.app, "hint_not_allowed")
    birke.clock.move(minutes=1)
    birke.sends(IncomingKind.TAP, str(MenuToken("einladen", "1-sbv-ohne")))
    assert circle.log_of(1) == []


@pytest.mark.parametrize("role", ["admin", "koost", "chef"])
def test_roles_outside_of_cases_cannot_be_made_up(circle: Circle, linde: Neighbour, role: str) -> None:
    linde.sends(IncomingKind.TAP, str(MenuToken("einladen", f"1-{role}-ohne")))
    assert linde.last.text == said(circle.app, "hint_old_button")
    assert circle.log_of(1) == []


def test_a_name_written_after_leaving_invites_nobody(circle: Circle, linde: Neighbour) -> None:
    linde.writes("/einladen")
    linde.taps("SBV")
    with transaction(circle.app.engine) as connection:
        end_membership(connection, 1, 1, circle.app.clock())
    linde.writes("Frau Birke")
    assert linde.last.text == said(circle.app, "hint_old_button")
    assert circle.log_of(1) == []


def test_a_text_after_doing_something_else_is_no_name(circle: Circle, linde: Neighbour) -> None:
    linde.writes("/einladen")
    linde.taps("SBV")
    linde.writes("/faelle")
    linde.writes("Frau Birke")
    assert linde.last.text == said(circle.app, "nothing_open")


def test_the_name_of_another_bot_is_in_the_link(circle: Circle, linde: Neighbour) -> None:
    with transaction(circle.app.engine) as connection:
        remember(connection, BOT_NAME, "hasel_bot")
    invite(linde, "SBV")
    assert "https://t.me/hasel_bot?start=" in linde.heard[-2].text
