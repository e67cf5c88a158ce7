"""Who may talk to the bot: invited people. Everybody else gets one neutral sentence and leaves no trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.casework.parting import part
from bot.consenting import ask_consent, has_consent
from bot.exchange import Exchange
from bot.messages import Incoming, IncomingKind, Outgoing
from bot.office import Office
from bot.rights import WITHOUT_CASE
from dialogs.engine.model import Phase, Register, Role
from storage.audit import AuditEvent
from storage.cases import create_case, free_pseudonyms
from storage.follow_ups import succeed
from storage.invitations import Invitation, Rejection, find_invitation, use_invitation, used_by
from storage.members import add_member, give_duty, memberships_of
from storage.people import create_person, look_at_case, person_at, set_register
from storage.strangers import may_tell

START = "/start"


def invitation_token(incoming: Incoming) -> str | None:
    """The token of an invitation link, as Telegram hands it over when the link is opened."""
    command, _, token = incoming.text.strip().partition(" ")
    return token.strip() or None if incoming.kind is IncomingKind.TEXT and command == START else None


def meet_stranger(connection: Connection, office: Office, incoming: Incoming, now: datetime) -> list[Outgoing]:
    """Lets an invited person in, or says once an hour that this is a closed circle."""
    token = invitation_token(incoming)
    found = find_invitation(connection, token, now) if token else Rejection.UNKNOWN
    if isinstance(found, Invitation):
        create_person(connection, found.name, incoming.channel, incoming.address, now, found.key_id)
        person = person_at(connection, incoming.channel, incoming.address)
        assert person is not None, "the person was made a moment ago"
        if found.role is Role.COACHEE:
            set_register(connection, person.id, Register.EASY)
            person = replace(person, register=Register.EASY)
        exchange = Exchange(connection, office, person, incoming, now)
        exchange.say("welcome", name=person.name)
        _accept(exchange, found)
        return exchange.replies
    if not may_tell(connection, incoming.channel, incoming.address, now):
        return []
    return [Outgoing(office.voice(Register.STANDARD).say(f"stranger_{found}"))]


def meet_again(exchange: Exchange, token: str) -> None:
    """Somebody known opens an invitation: into another case, or one that is not meant for her."""
    found = find_invitation(exchange.connection, token, exchange.now)
    if found is Rejection.USED and used_by(exchange.connection, token) == exchange.person.id:
        exchange.menu(exchange.voice.say("already_in"))
    elif found is Rejection.UNKNOWN:
        exchange.menu(exchange.voice.say("invitation_unknown"))
    elif isinstance(found, Rejection):
        exchange.menu(exchange.voice.say(f"stranger_{found}"))
    elif found.case_id is not None and exchange.membership(found.case_id) is not None:
        exchange.menu(exchange.voice.say("invitation_of_own_case"))
    elif found.invited_by == exchange.person.id:
        exchange.menu(exchange.voice.say("invitation_of_own_making"))
    else:
        _accept(exchange, found)


def meet_group(connection: Connection, office: Office, incoming: Incoming, now: datetime) -> list[Outgoing]:
    """In groups the bot says once an hour that it only talks in private, and nothing else."""
    if not may_tell(connection, incoming.channel, incoming.address, now):
        return []
    return [Outgoing(office.voice(Register.STANDARD).say("group"))]


def _accept(exchange: Exchange, invitation: Invitation) -> None:
    """Spends the invitation, and tells whoever invited that it was accepted."""
    connection, person, now = exchange.connection, exchange.person, exchange.now
    use_invitation(connection, invitation.id, person.id, now)
    if invitation.role in WITHOUT_CASE:
        give_duty(connection, person.id, invitation.role, now)
        exchange.log(AuditEvent.JOINED, role=invitation.role.value)
        exchange.menu(exchange.voice.say("duty_taken", role=exchange.voice.role(invitation.role)))
        return
    case_id = invitation.case_id
    if case_id is None:
        pseudonym = free_pseudonyms(connection, exchange.content.catalogue.plants)[0]
        case_id = create_case(connection, pseudonym, Phase.INITIATION, now)
        exchange.log(AuditEvent.CASE_CREATED, case=case_id)
    add_member(connection, case_id, person.id, invitation.role, now)
    look_at_case(connection, person.id, case_id)
    exchange.log(AuditEvent.JOINED, case=case_id, role=invitation.role.value)
    membership = exchange.membership(case_id)
    assert membership is not None, "the person joined a moment ago"
    if invitation.invited_by is not None:
        _tell_inviter(exchange, invitation, case_id, membership.case.pseudonym)
    if has_consent(exchange, membership):  # a professional who was informed and agreed in another case
        role = exchange.voice.role(membership.role)
        exchange.menu(exchange.voice.say("joined", case=membership.case.pseudonym, role=role))
    else:
        ask_consent(exchange, membership)


def _tell_inviter(exchange: Exchange, invitation: Invitation, case_id: int, pseudonym: str) -> None:
    """Whoever hands the case over leaves it in the same moment."""
    inviter = invitation.invited_by
    assert inviter is not None, "only asked for invitations made by a person"
    if invitation.hands_over:
        succeed(exchange.connection, case_id, inviter, exchange.person.id, invitation.role)
        part(exchange.connection, case_id, inviter, exchange.now)
        exchange.log(AuditEvent.HANDED_OVER, case=case_id, subject=inviter)
        exchange.tell(inviter, lambda voice: voice.say("handed_over", case=pseudonym))
    elif any(found.case.id == case_id for found in memberships_of(exchange.connection, inviter)):
        exchange.tell(
            inviter,
            lambda voice: voice.say("invitation_accepted", case=pseudonym, role=voice.role(invitation.role)),
        )
    else:  # the administration invites into cases it does not belong to
        exchange.tell(
            inviter,
            lambda voice: voice.say("invitation_accepted_elsewhere", case=pseudonym, role=voice.role(invitation.role)),
        )
