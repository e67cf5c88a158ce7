"""Telling somebody something that she did not ask for at this moment, in her own register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto

from sqlalchemy import Connection

from bot.messages import Outgoing, Rows
from bot.office import Office
from bot.wording import Voice
from storage.outbox import Draft, enqueue
from storage.people import addresses_of, register_of


class Reach(Enum):
    """Where to: everywhere she can be reached, at her first address, or at another one if she has one."""

    EVERYWHERE = auto()
    FIRST = auto()
    ANOTHER = auto()


def tell(
    connection: Connection,
    office: Office,
    person_id: int,
    word: Callable[[Voice], str],
    offer: Callable[[Voice], Rows] | None,
    now: datetime,
    *,
    reach: Reach = Reach.EVERYWHERE,
    is_question: bool = False,
) -> bool:
    """Queues it; `offer` makes its buttons. False if she cannot be reached.

    A question is sent once more if it is doubtful whether it arrived; anything else is not.
    """
    voice = office.voice(register_of(connection, person_id))
    payload = Outgoing(word(voice), () if offer is None else offer(voice)).to_json()
    reached = addresses_of(connection, person_id)
    match reach:
        case Reach.FIRST:
            reached = reached[:1]
        case Reach.ANOTHER:
            reached = reached[1:] or reached
    for channel, address in reached:
        enqueue(connection, channel, [Draft(address, payload, is_question=is_question)], now)
    return bool(reached)
