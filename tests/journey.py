"""A whole Nachklang in a folder of its own, with a clock that only tests move and people who chat without a network."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import App, build_app, handle_now
from bot.messages import Button, Incoming, IncomingKind, Outgoing
from bot.rights import PROFESSIONALS, Right, may
from bot.settings import read_settings
from dialogs.engine.model import Phase, Register, Role
from storage import outbox
from storage.cases import create_case
from storage.consents import Terms, record_consent
from storage.database import transaction
from storage.members import add_member
from storage.outbox import Fate, Outcome
from storage.people import create_person, look_at_case
from tests.builders import real_content
from tests.prepared import put_installation

CHANNEL = "test"
TERMS = Terms("answers", "only you", "reflection", "as shown in tests")
MONDAY_EVENING = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)  # 17:00 in Berlin


class Clock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = MONDAY_EVENING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **units: float) -> None:
        self.now += timedelta(**units)


def open_app(folder: Path, clock: Callable[[], datetime] | None = None, **environment: str) -> App:
    """The app as the commands build it, on a database and keys in `folder`. Tests may be fast, so there is no limit.

    `environment` holds further settings by their names.
    """
    given = {
        "NACHKLANG_DATABASE_URL": f"sqlite:///{folder / 'nachklang.db'}",
        "NACHKLANG_MESSAGES_PER_MINUTE": "100000",
    }
    if not environment.keys() & {"NACHKLANG_DATABASE_URL", "NACHKLANG_KEYS_FOLDER", "NACHKLANG_MASTER_KEY"}:
        put_installation(folder)
    return build_app(read_settings({**given, **environment}, folder), clock or Clock(), real_content())


def said(app: App, key: str, **values: object) -> str:
    """One of the shared texts as the bot says it in standard language."""
    return app.content.catalogue.texts.say(key, Register.STANDARD, **values)


def add_person(app: App, name: str, address: str, channel: str = CHANNEL) -> int:
    """A person without a case."""
    with transaction(app.engine) as connection:
        return create_person(connection, name, channel, address, app.clock())


def add_case(
    app: App,
    person_id: int,
    pseudonym: str,
    role: Role = Role.JOB_COACH,
    phase: Phase = Phase.INITIATION,
    *,
    consents: bool = True,
) -> int:
    """A case with this person in it, who was informed and has consented unless told otherwise."""
    with transaction(app.engine) as connection:
        case_id = create_case(connection, pseudonym, phase, app.clock())
    join_case(app, case_id, person_id, role, consents=consents)
    return case_id


def join_case(app: App, case_id: int, person_id: int, role: Role, *, consents: bool = True) -> None:
    """One more person in a case, as if she had accepted an invitation and, unless told otherwise, consented."""
    with transaction(app.engine) as connection:
        add_member(connection, case_id, person_id, role, app.clock())
        look_at_case(connection, person_id, case_id)
        if consents and may(role, Right.ANSWER):
            about = None if role in PROFESSIONALS else case_id
            record_consent(connection, person_id, about, TERMS, CHANNEL, True, app.clock())


class Chat:
    """Somebody at an address. Each thing said happens `pause` seconds after the one before."""

    def __init__(self, app: App, clock: Clock, address: str, pause: float = 20.0) -> None:
        self.app, self.clock, self.address, self.pause = app, clock, address, pause
        self.heard: list[Outgoing] = []
        self._sent = 0

    @property
    def last(self) -> Outgoing:
        return self.heard[-1]

    def labels(self) -> list[str]:
        """The buttons under the newest message."""
        return [button.label for row in self.last.rows for button in row]

    def writes(self, text: str) -> list[Outgoing]:
        return self.sends(IncomingKind.TEXT, text)

    def taps(self, label: str, message: str | None = None) -> list[Outgoing]:
        """Taps the newest button with this label. `message` is the id a network would give the tapped message."""
        return self.sends(IncomingKind.TAP, self.button(label).token, message)

    def button(self, label: str) -> Button:
        for message in reversed(self.heard):
            for row in message.rows:
                for button in row:
                    if button.label == label:
                        return button
        raise AssertionError(f"there is no button '{label}'; the newest are {self.labels() if self.heard else []}")

    def sends(self, kind: IncomingKind, text: str = "", message: str | None = None) -> list[Outgoing]:
        """Sends anything; returns what comes back."""
        self.clock.move(seconds=self.pause)
        self._sent += 1
        number = zlib.crc32(self.address.encode())  # networks number what comes in; addresses do not show there
        external_id = f"{number}-{self._sent}-{self.clock.now.timestamp()}"
        handle_now(self.app, Incoming(CHANNEL, self.address, external_id, kind, text, message))
        heard = take_out(self.app, self.address)
        self.heard += heard
        return heard


def take_out(app: App, address: str, channel: str = CHANNEL) -> list[Outgoing]:
    """Everything queued for an address, as if the network had taken it. Other addresses' messages go too."""
    found: list[Outgoing] = []
    while True:
        with transaction(app.engine) as connection:
            claimed = outbox.claim(connection, channel, app.clock(), 50)
            outbox.record(connection, [Outcome(item.id, Fate.SENT) for item in claimed], app.clock())
            due_at = outbox.next_due_at(connection, channel)
            if not claimed and (due_at is None or due_at > app.clock()):
                return found
        found += [Outgoing.from_json(item.payload) for item in claimed if item.address == address]
