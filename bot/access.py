"""Who may talk to the bot: invited people. Everybody else gets one neutral sentence and leaves no trace."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.content import Content
from bot.messages import Incoming, IncomingKind, Outgoing
from bot.rendering import menu_rows
from bot.wording import Voice
from dialogs.engine.model import Phase, Register
from storage.cases import add_member, create_case, free_pseudonym
from storage.invitations import Invitation, Rejection, find_invitation, use_invitation
from storage.people import create_person, look_at_case
from storage.strangers import may_tell

START = "/start"


def invitation_token(incoming: Incoming) -> str | None:
    """The token of an invitation link, as Telegram hands it over when the link is opened."""
    command, _, token = incoming.text.strip().partition(" ")
    return token.strip() or None if incoming.kind is IncomingKind.TEXT and command == START else None


def meet_stranger(connection: Connection, content: Content, incoming: Incoming, now: datetime) -> list[Outgoing]:
    """Lets an invited person in, or says once an hour that this is a closed circle."""
    voice = Voice(content.catalogue.texts, Register.STANDARD)
    token = invitation_token(incoming)
    found = find_invitation(connection, token, now) if token else Rejection.UNKNOWN
    if isinstance(found, Invitation):
        return [_let_in(connection, content, voice, found, incoming, now)]
    if not may_tell(connection, incoming.channel, incoming.address, now):
        return []
    return [Outgoing(voice.say(f"stranger_{found}"))]


def meet_group(connection: Connection, content: Content, incoming: Incoming, now: datetime) -> list[Outgoing]:
    """In groups the bot says once an hour that it only talks in private, and nothing else."""
    if not may_tell(connection, incoming.channel, incoming.address, now):
        return []
    return [Outgoing(content.catalogue.texts.say("group", Register.STANDARD))]


def _let_in(
    connection: Connection,
    content: Content,
    voice: Voice,
    invitation: Invitation,
    incoming: Incoming,
    now: datetime,
) -> Outgoing:
    person_id = create_person(connection, invitation.name, incoming.channel, incoming.address, now)
    use_invitation(connection, invitation.id, person_id, now)
    case_id = invitation.case_id
    if case_id is None:
        pseudonym = free_pseudonym(connection, content.catalogue.plants)
        case_id = create_case(connection, pseudonym, Phase.INITIATION, now)
    add_member(connection, case_id, person_id, invitation.role, now)
    look_at_case(connection, person_id, case_id)
    return Outgoing(voice.say("welcome", name=invitation.name), menu_rows(voice))
