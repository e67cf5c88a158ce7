"""What is to be said to one person now, and what is to be noted together with saying it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.messages import Rows
from bot.telling import Reach
from bot.wording import Voice


@dataclass(frozen=True, slots=True)
class Notice:
    """Due since `since`. `take` notes that it is done, in the same transaction; False if somebody else was faster."""

    person_id: int
    since: datetime
    take: Callable[[], bool]
    word: Callable[[Voice], str]
    offer: Callable[[Voice], Rows]
    reach: Reach = Reach.FIRST


def no_buttons(voice: Voice) -> Rows:
    """For notices that only say something."""
    return ()
