"""Telling somebody something that she did not ask for at this moment, in her own register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from bot.messages import Outgoing, Rows
from bot.office import Office
from bot.wording import Voice
from storage.outbox import Draft, enqueue
from storage.people import addresses_of, register_of


def tell_person(
    connection: Connection,
    office: Office,
    now: datetime,
    person_id: int,
    word: Callable[[Voice], str],
    offer: Callable[[Voice], Rows] | None = None,
) -> bool:
    """Queues it wherever the person can be reached; `offer` makes its buttons. False if she cannot be reached."""
    voice = office.voice(register_of(connection, person_id))
    message = Outgoing(word(voice), () if offer is None else offer(voice))
    reached = addresses_of(connection, person_id)
    for channel, address in reached:
        enqueue(connection, channel, [Draft(address, message.to_json())], now)
    return bool(reached)
