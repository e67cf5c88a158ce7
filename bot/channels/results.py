"""What a channel says about a message it tried to send."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sending(StrEnum):
    """How an attempt ended."""

    SENT = "sent"
    NOT_SENT = "not_sent"
    UNCERTAIN = "uncertain"
    BLOCKED = "blocked"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Result:
    """The end of one attempt. `wait_seconds` is how long the network asked to wait before the next one.

    `message` is the network's id of the new message that was sent.
    """

    sending: Sending
    wait_seconds: float | None = None
    message: str | None = None
