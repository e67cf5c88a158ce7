"""Updates delivered as badly as Telegram can: twice, out of order, numbered anew after a pause."""

from __future__ import annotations

from dataclasses import dataclass

from tests.telegram_server.registry import Raw

_RESTART_DISTANCE = 123_456_789


@dataclass(slots=True, eq=False)
class Pending:
    """An update on its way; `lane` is the chat whose updates a webhook gets one after another."""

    update: Raw
    lane: int
    deliveries: int = 0
    copies: int = 0
    late: bool = False

    @property
    def update_id(self) -> int:
        number: int = self.update["update_id"]
        return number


class UpdateFaults:
    """Each call concerns the next updates that arrive."""

    def __init__(self) -> None:
        self._twice = 0
        self._swaps = 0
        self._held: Pending | None = None
        self._restart = False
        self._start: int | None = None

    def deliver_twice(self, times: int = 1) -> None:
        """The next updates come once more, with the same update_id, after they were confirmed."""
        self._twice += times

    def out_of_order(self, times: int = 1) -> None:
        """The next update is held back until the one after it was queued; nothing is lost by it."""
        self._swaps += times

    def restart_ids(self, start: int | None = None) -> None:
        """As after a week of silence: the next update_id is unrelated, by default much lower.

        What is still pending is forgotten, as Telegram forgets it after a day.
        """
        self._restart = True
        self._start = start

    def new_start(self, next_id: int) -> int | None:
        if not self._restart:
            return None
        self._restart = False
        return next_id - _RESTART_DISTANCE if self._start is None else self._start

    def arrange(self, pending: Pending) -> tuple[Pending, ...]:
        """What is to be queued now."""
        if self._twice:
            self._twice -= 1
            pending.copies = 1
        if self._held is not None:
            held, self._held = self._held, None
            return pending, held
        if self._swaps:
            self._swaps -= 1
            pending.late = True
            self._held = pending
            return ()
        return (pending,)
