"""The card for the coachee: whom its code lets in, what it does not say, and that it is one page of A6."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.casework.invitation_link import new_token
from bot.follow_up.postcard import HELP_LINK, VALID_FOR, CardLink, card_pdf, personal_link
from bot.messages import IncomingKind
from bot.reports.paper import page_count
from dialogs.engine.model import Register, Role
from storage.database import transaction
from storage.facts import BOT_NAME, remember
from storage.invitations import Invitation, Rejection, find_invitation
from tests.bot.called import Called
from tests.bot.casework.circle import Circle
from tests.bot.follow_up.aftercare import after_the_end
from tests.journey import Chat, Clock, add_case, add_person, said

IN_CHAT = ("postcard_ready", "postcard_without_link")
Call = Callable[..., Called]


def named(app: App) -> None:
    with transaction(app.engine) as connection:
        remember(connection, BOT_NAME, "nachklang_bot")


def test_for_somebody_in_the_chat_the_code_opens_her_help(app: App, clock: Clock) -> None:
    case, _, _ = after_the_end(app)
    with transaction(app.engine) as connection:
        found = personal_link(connection, case, "nachklang_bot", clock.now)
    assert found == CardLink("https://t.me/nachklang_bot?start=hilfe", None)
    wicke = Chat(app, clock, "wicke")
    assert wicke.writes(f"/start {HELP_LINK}")[0].rows[0][0].label == "🆘 Ich brauche Hilfe"


def test_for_anybody_else_it_is_an_invitation_of_the_coachee_for_400_days(app: App, clock: Clock) -> None:
    lead = add_person(app, "Frau Linde", "linde")
    case = add_case(app, lead, "Ahorn")
    with transaction(app.engine) as connection:
        found = personal_link(connection, case, "nachklang_bot", clock.now, lead)
        token = found.link.split("start=")[1]
        last = clock.now + VALID_FOR - timedelta(minutes=1)
        invitation = find_invitation(connection, token, last)
        assert isinstance(invitation, Invitation)
        assert (invitation.role, invitation.case_id, invitation.name) == (Role.COACHEE, case, "")
        assert find_invitation(connection, token, clock.now + VALID_FOR) is Rejection.EXPIRED
    assert found.until == (clock.now + VALID_FOR).date()


def test_the_chat_sends_it_to_those_who_lead_only(app: App, clock: Clock) -> None:
    case, _, _ = after_the_end(app)
    circle = Circle(app, clock)
    linde, wicke = circle.stranger("linde"), circle.stranger("wicke")
    linde.sends(IncomingKind.TAP, f"m.postkarte.{case}")
    assert linde.last.text == said(app, "postcard_without_link")
    named(app)
    linde.sends(IncomingKind.TAP, f"m.postkarte.{case}")
    card = linde.last.attachment
    assert card is not None
    assert card.media_type == "application/pdf"
    assert card.content.startswith(b"%PDF")
    wicke.sends(IncomingKind.TAP, f"m.postkarte.{case}")
    assert wicke.last.text.startswith(said(app, "hint_not_allowed"))


@pytest.mark.parametrize("until", [None, date(2027, 12, 31)])
def test_it_is_one_page_even_with_the_longest_link(app: App, until: date | None) -> None:
    link = CardLink(f"https://t.me/{'b' * 32}?start={new_token()}", until)
    content = card_pdf(app.office.voice(Register.EASY), link, date(2026, 3, 2))
    assert page_count(content) == 1
    assert b"/MediaBox[0 0 297.6" in content.replace(b" [", b"[").replace(b"[ ", b"[")


def test_its_words_name_nobody_and_no_reason(app: App) -> None:
    texts = app.content.catalogue.texts
    keys = sorted(key for key in frozenset(texts.keys()) if key.startswith("postcard_") and key not in IN_CHAT)
    values = {"day": 1, "month": 2, "year": 2027}
    words = " ".join(texts.say(key, register, **values) for key in keys for register in Register).casefold()
    assert keys
    assert not [word for word in ("behinder", "krank", "coach", "integration", "betrieb", "arbeit") if word in words]


def test_the_operator_writes_it_into_a_private_file(nachklang: Call, here: Path, app: App) -> None:
    after_the_end(app)
    database = app.engine.url.render_as_string()
    told = nachklang("postcard", "Ahorn", NACHKLANG_DATABASE_URL=database)
    assert told.code == 1
    assert "The name of the bot is not known yet." in told.sentence
    named(app)
    assert nachklang("postcard", "ahorn", "--output", "karte.pdf", "--json").json == {
        "file": "karte.pdf",
        "invites": False,
        "valid_until": None,
    }
    file = here / "karte.pdf"
    assert file.read_bytes().startswith(b"%PDF")
    assert file.stat().st_mode & 0o777 == 0o600
    assert "there already" in nachklang("postcard", "Ahorn", "--output", "karte.pdf").sentence
    assert nachklang("postcard", "Birke").code == 1
