"""The whole life of one input: who is it, what is meant, what follows. Runs inside one transaction."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.access import invitation_token, meet_again, meet_group, meet_stranger
from bot.awaiting import stop_awaiting, take_awaited
from bot.commands import COMMANDS, carry_out
from bot.exchange import Exchange
from bot.follow_up.crisis import mind_crisis
from bot.follow_up.postcard import HELP_LINK
from bot.following_up import follow_up
from bot.messages import Incoming, IncomingKind, Outgoing
from bot.office import Office
from bot.pace import Verdict
from bot.personal_data import hold_back
from bot.reflecting import remind, tap, write
from bot.tokens import MenuToken, TurnToken, read_token
from storage.outbox import Draft, enqueue, give_up_all
from storage.people import mark_blocked, person_at, remember_tap, tapped_last

DOUBLE_TAP = timedelta(seconds=3)
_COMMAND = re.compile(r"/([A-Za-z_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)
_HINTS = {
    IncomingKind.EDITED: "hint_edited",
    IncomingKind.FORWARDED: "hint_forwarded",
    IncomingKind.VOICE: "hint_voice",
    IncomingKind.MEDIA: "hint_media",
}


def handle(connection: Connection, office: Office, incoming: Incoming, now: datetime) -> None:
    """Handles one input and queues what is to be said about it. Expects that the input is new.

    `now` is local time of the installation.
    """
    replies = _replies(connection, office, incoming, now)
    drafts = [_draft(incoming.address, reply) for reply in replies]
    enqueue(connection, incoming.channel, drafts, now)


def _replies(connection: Connection, office: Office, incoming: Incoming, now: datetime) -> list[Outgoing]:
    if incoming.kind is IncomingKind.GROUP:
        return meet_group(connection, office, incoming, now)
    person = person_at(connection, incoming.channel, incoming.address)
    if person is None:
        unasked = incoming.kind in (IncomingKind.BLOCKED, IncomingKind.UNBLOCKED)
        return [] if unasked else meet_stranger(connection, office, incoming, now)
    if incoming.kind is IncomingKind.BLOCKED:
        mark_blocked(connection, incoming.channel, incoming.address, now)
        give_up_all(connection, incoming.channel, incoming.address, now)
        return []
    if person.blocked:
        mark_blocked(connection, incoming.channel, incoming.address, None)
    if incoming.kind is IncomingKind.UNBLOCKED:
        return []
    exchange = Exchange(connection, office, person, incoming, now)
    match office.pace.judge(person.id, now):
        case Verdict.FINE:
            _route(exchange)
            follow_up(exchange)
            mind_crisis(exchange)
        case Verdict.TELL:
            exchange.say("too_fast")
    return exchange.replies


def _route(exchange: Exchange) -> None:
    incoming = exchange.incoming
    if incoming.kind is IncomingKind.TEXT:
        _route_text(exchange, incoming.text)
    elif incoming.kind is IncomingKind.TAP:
        _route_tap(exchange, incoming.text)
    else:
        remind(exchange, _HINTS[incoming.kind])


def _route_text(exchange: Exchange, text: str) -> None:
    command = _COMMAND.fullmatch(text.strip())
    token = invitation_token(exchange.incoming)
    if command is None:
        if not take_awaited(exchange, text) and not hold_back(exchange, text):
            write(exchange, text)
        return
    stop_awaiting(exchange, MenuToken(command[1].lower()))
    if token == HELP_LINK:
        carry_out(exchange, "hilfe", "")
    elif token is not None:
        meet_again(exchange, token)
    elif command[1].lower() in COMMANDS:
        carry_out(exchange, command[1].lower(), "")
    else:
        remind(exchange, "hint_unknown_command")


def _route_tap(exchange: Exchange, text: str) -> None:
    person, now = exchange.person, exchange.now
    at_once = person.last_token_at is not None and now - person.last_token_at < DOUBLE_TAP
    if at_once and tapped_last(exchange.connection, person, text):
        return
    remember_tap(exchange.connection, person.id, text, now)
    token = read_token(text)
    stop_awaiting(exchange, token)
    match token:
        case TurnToken():
            tap(exchange, token)
        case MenuToken(command, argument) if command in COMMANDS:
            carry_out(exchange, command, argument)
        case _:
            remind(exchange, "hint_old_button")


def _draft(address: str, reply: Outgoing) -> Draft:
    is_question = reply.turn is not None and reply.edits is None
    return Draft(address, reply.to_json(), reply.conversation, reply.turn, is_question)
