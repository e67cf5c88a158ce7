"""Several people who chat with one bot: whatever is said to anybody arrives with that person."""

from __future__ import annotations

from collections.abc import Iterator

from bot.app import App, handle_now
from bot.messages import Incoming, IncomingKind, Outgoing
from storage import audit, outbox
from storage.database import transaction
from storage.outbox import Fate, Outcome
from tests.journey import CHANNEL, Chat, Clock, add_person


class Circle:
    """Everybody who chats, by address."""

    def __init__(self, app: App, clock: Clock) -> None:
        self.app, self.clock = app, clock
        self.people: dict[str, Neighbour] = {}

    def stranger(self, address: str) -> Neighbour:
        """Somebody whom the bot does not know yet."""
        return self.people.setdefault(address, Neighbour(self, address))

    def person(self, name: str, address: str) -> tuple[Neighbour, int]:
        """Somebody known, with her number."""
        return self.stranger(address), add_person(self.app, name, address)

    def deliver(self) -> None:
        """Everything queued arrives."""
        with transaction(self.app.engine) as connection:
            while claimed := outbox.claim(connection, CHANNEL, self.app.clock(), 50):
                outbox.record(connection, [Outcome(item.id, Fate.SENT) for item in claimed], self.app.clock())
                for item in claimed:
                    self.stranger(item.address).heard.append(Outgoing.from_json(item.payload))

    def log_of(self, case_id: int) -> list[tuple[str, int | None, int | None]]:
        """What the log says about a case: event, who did it, who it was done to."""
        with transaction(self.app.engine) as connection:
            return [(entry.event, entry.actor, entry.subject) for entry in audit.entries_of_case(connection, case_id)]


class Neighbour(Chat):
    """A person of the circle; `steps` counts what she did."""

    def __init__(self, circle: Circle, address: str) -> None:
        super().__init__(circle.app, circle.clock, address)
        self.circle, self.steps = circle, 0

    def sends(self, kind: IncomingKind, text: str = "", message: str | None = None) -> list[Outgoing]:
        self.clock.move(seconds=self.pause)
        self.steps += 1
        before = len(self.heard)
        handle_now(self.app, Incoming(CHANNEL, self.address, f"{self.address}-{self.steps}", kind, text, message))
        self.circle.deliver()
        return self.heard[before:]

    def texts(self) -> Iterator[str]:
        """Everything she was told, newest first."""
        return (message.text for message in reversed(self.heard))

    def token(self) -> str:
        """The token of the newest invitation she holds in her hands."""
        for text in self.texts():
            if "start=" in text:
                return text.split("start=")[1].split()[0]
        raise AssertionError(f"nobody gave {self.address} an invitation")
