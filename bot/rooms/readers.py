"""Who reads what in a room: the roles in the case now and how many people, said before anything is released."""

from __future__ import annotations

from collections import Counter

from bot.exchange import Exchange
from bot.rights import PROFESSIONALS, Right, may
from dialogs.engine.model import Role
from storage.members import members_of
from storage.releases import Room

READING = {Room.TEAM: Right.READ_TEAM, Room.REPORT: Right.READ_REPORT, Room.COACHEE: Right.READ_SHARED}


def readers(exchange: Exchange, case_id: int, room: Room) -> str:
    """The roles of everybody else in the case who reads this room, with their number."""
    others = [found for found in members_of(exchange.connection, case_id) if found.person_id != exchange.person.id]
    roles = Counter(found.role for found in others if may(found.role, READING[room]))
    voice = exchange.voice
    if not roles:
        return voice.say("readers_none")
    named = [voice.role(role) if count == 1 else f"{count} × {voice.role(role)}" for role, count in roles.items()]
    return voice.say("readers", roles=", ".join(named), count=roles.total())


def who_reads(exchange: Exchange, case_id: int, role: Role) -> str:
    """Who will read it by room, and who will not. Sharing with the coachee is for professionals."""
    shared = readers(exchange, case_id, Room.COACHEE) if role in PROFESSIONALS else ""
    return exchange.voice.say(
        "release_who",
        team=readers(exchange, case_id, Room.TEAM),
        report=readers(exchange, case_id, Room.REPORT),
        coachee=shared,
    )
