"""Long lists in short pages, as they fit on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.exchange import Exchange
from bot.messages import Button

A_PAGE = 8
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """What is shown of a list, and the pages around it. `number` begins with 1."""

    items: Sequence[Item]
    number: int
    last: int

    def turning(self, exchange: Exchange, command: str) -> tuple[tuple[Button, ...], ...]:
        """A row of buttons to the pages before and after; no row where everything fits on one."""
        row = []
        if self.number > 1:
            row.append(exchange.button("button_page_before", command, self.number - 1))
        if self.number < self.last:
            row.append(exchange.button("button_page_after", command, self.number + 1))
        return (tuple(row),) if row else ()


def page_of(items: Sequence[Item], wanted: str) -> Page[Item]:
    """The page with this number; the nearest one if the list became shorter, the first for anything else."""
    last = max(1, -(-len(items) // A_PAGE))
    number = min(last, max(1, int(wanted))) if wanted.isdecimal() and len(wanted) < 6 else 1
    return Page(items[(number - 1) * A_PAGE : number * A_PAGE], number, last)
