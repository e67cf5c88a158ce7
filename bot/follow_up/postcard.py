"""A card to hand over at the end: how to call for help later, with a code to scan. It names nobody and no reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Final

from sqlalchemy import Connection

from bot.casework.invitation_link import code_of, link_to, new_token
from bot.exchange import Exchange
from bot.messages import Attachment
from bot.reports.paper import printed
from bot.wording import Voice
from dialogs.engine.model import Register, Role
from storage.audit import AuditEvent
from storage.facts import BOT_NAME, recall
from storage.invitations import create_invitation
from storage.members import Membership, members_of

HELP_LINK: Final = "hilfe"  # what Telegram hands over when somebody known opens the link of her card
VALID_FOR = timedelta(days=400)  # six months after the end, and some more
FILE_NAME = "nachklang-karte.pdf"


@dataclass(frozen=True, slots=True)
class CardLink:
    """What is behind the code, and until when; without a day it is for somebody who is in the chat already."""

    link: str
    until: date | None


def personal_link(
    connection: Connection, case_id: int, bot_name: str, now: datetime, made_by: int | None = None
) -> CardLink:
    """The way to help for the coachee of the case: into her chat, or in with an invitation of her own."""
    if any(member.role is Role.COACHEE for member in members_of(connection, case_id)):
        return CardLink(link_to(bot_name, HELP_LINK), None)
    token, until = new_token(), now + VALID_FOR
    create_invitation(connection, token, Role.COACHEE, "", case_id, now, until, made_by)
    return CardLink(link_to(bot_name, token), until.date())


def card_pdf(voice: Voice, found: CardLink, made_on: date) -> bytes:
    """The card as PDF, A6. `voice` should speak easy language."""
    code = BytesIO()
    code_of(found.link).save(code, kind="svg", border=4, xmldecl=False)
    note = voice.say("postcard_note") if found.until is None else _note_until(voice, found.until)
    words = {
        "title": voice.say("postcard_title"),
        "lines": voice.say("postcard_lines").split("\n"),
        "steps": voice.say("postcard_steps").split("\n"),
        "phone": voice.say("postcard_phone"),
        "alternative": voice.say("postcard_code"),
        "note": note,
        "code": code.getvalue().decode(),
    }
    return printed("postkarte", words, made_on)


def hand_out(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Sends the card to whoever leads the case, to print and to hand over."""
    case, connection = membership.case, exchange.connection
    rows = ((exchange.button("button_to_case", "fall", case.id),),)
    bot_name = recall(connection, BOT_NAME)
    if bot_name is None:
        exchange.say("postcard_without_link", rows)
        return
    found = personal_link(connection, case.id, bot_name, exchange.now, exchange.person.id)
    if found.until is not None:
        exchange.log(AuditEvent.INVITED, case=case.id, role=Role.COACHEE.value)
    content = card_pdf(exchange.office.voice(Register.EASY), found, exchange.today)
    caption = exchange.voice.say("postcard_ready", case=case.pseudonym)
    exchange.send(Attachment(FILE_NAME, "application/pdf", content), caption, rows)


def _note_until(voice: Voice, until: date) -> str:
    return voice.say("postcard_note_until", day=until.day, month=until.month, year=until.year)
