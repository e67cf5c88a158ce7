"""The whole life of one input: who is it, what is meant, what follows. Runs inside one transaction."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.access import invitation_token, meet_group, meet_stranger
from bot.commands import COMMANDS
from bot.content import Content
from bot.exchange import Exchange
from bot.messages import Incoming, IncomingKind, Outgoing
from bot.reflecting import remind, tap, write
from bot.tokens import MenuToken, TurnToken, read_token
from storage.outbox import Draft, enqueue, give_up_all
from storage.people import mark_blocked, person_at, remember_tap

DOUBLE_TAP = timedelta(seconds=3)
_COMMAND = re.compile(r"/([A-Za-z_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)
_HINTS = {
    IncomingKind.EDITED: "hint_edited",
    IncomingKind.FORWARDED: "hint_forwarded",
    IncomingKind.VOICE: "hint_voice",
    IncomingKind.MEDIA: "hint_media",
}


def handle(connection: Connection, content: Content, incoming: Incoming, now: datetime, zone: ZoneInfo) -> None:
    """Handles one input and queues what is to be said about it. Expects that the input is new."""
    replies = _replies(connection, content, incoming, now, zone)
    drafts = [_draft(incoming.address, reply) for reply in replies]
    enqueue(connection, incoming.channel, drafts, now)


def _replies(
    connection: Connection, content: Content, incoming: Incoming, now: datetime, zone: ZoneInfo
) -> list[Outgoing]:
    if incoming.kind is IncomingKind.GROUP:
        return meet_group(connection, content, incoming, now)
    person = person_at(connection, incoming.channel, incoming.address)
    if person is None:
        unasked = incoming.kind in (IncomingKind.BLOCKED, IncomingKind.UNBLOCKED)
        return [] if unasked else meet_stranger(connection, content, incoming, now)
    if incoming.kind is IncomingKind.BLOCKED:
        mark_blocked(connection, incoming.channel, incoming.address, now)
        give_up_all(connection, incoming.channel, incoming.address, now)
        return []
    if person.blocked:
        mark_blocked(connection, incoming.channel, incoming.address, None)
    if incoming.kind is IncomingKind.UNBLOCKED:
        return []
    here = now.astimezone(zone)
    exchange = Exchange(connection, content, person, incoming, here, here.date())
    _route(exchange)
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
    if command is None:
        write(exchange, text)
    elif invitation_token(exchange.incoming) is not None:
        exchange.menu(exchange.voice.say("already_in"))
    elif command[1].lower() in COMMANDS:
        COMMANDS[command[1].lower()](exchange, "")
    else:
        remind(exchange, "hint_unknown_command")


def _route_tap(exchange: Exchange, text: str) -> None:
    person, now = exchange.person, exchange.now
    if person.last_token == text and person.last_token_at and now - person.last_token_at < DOUBLE_TAP:
        return
    remember_tap(exchange.connection, person.id, text, now)
    match read_token(text):
        case TurnToken() as token:
            tap(exchange, token)
        case MenuToken(command, argument) if command in COMMANDS:
            COMMANDS[command](exchange, argument)
        case _:
            remind(exchange, "hint_old_button")


def _draft(address: str, reply: Outgoing) -> Draft:
    is_question = reply.turn is not None and reply.edits is None
    return Draft(address, reply.to_json(), reply.conversation, reply.turn, is_question)
