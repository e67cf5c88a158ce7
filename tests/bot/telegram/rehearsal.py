"""A script of inputs for several people, played without a network: once cleanly, or with repetitions and rivals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from bot.app import App, handle_now, handle_waiting, keep
from bot.channels.telegram.reading import CHANNEL
from bot.messages import Incoming, IncomingKind
from bot.tokens import TurnToken
from dialogs.engine.inputs import Action, Tap
from storage.answers import answer_place
from storage.conversations import running_conversation
from storage.database import transaction
from storage.tables import answers, conversations
from tests.journey import Clock, add_case, add_person, open_app

BEGIN = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PEOPLE = ("Ahorn", "Begonie", "Clematis")
Stored = list[tuple[str, int, str, bool]]
SCRIPT: tuple[str | Tap, ...] = (
    "/besuch",
    Tap(Action.CHOOSE, "ja"),
    "Sie hat gesagt: „eins“",
    Tap(Action.SKIP),
    "dünn",
    "Nachgereicht, weil gefragt wurde",
    "/zurueck",
    "Sie hat gesagt: „drei, anders“",
    "Sie hat gesagt: „vier“",
    "Am Freitag rufe ich „fünf“ an",
    Tap(Action.CHANGE),
    Tap(Action.CHANGE_STEP, "gesehen"),
    "Sie hat gesagt: „eins, geändert“",
    Tap(Action.CONFIRM),
)


class Rehearsal:
    """`app` with three people, and for each of them what was sent already."""

    def __init__(self, app: App, clock: Clock, people: dict[str, int]) -> None:
        self.app, self._clock, self._people = app, clock, people
        self.sent: dict[str, list[Incoming]] = {name: [] for name in people}
        self._number = 0

    def next(self, name: str) -> Incoming:
        """The next input of the script; a tap names the turn that is open."""
        step = SCRIPT[len(self.sent[name])]
        if isinstance(step, str):
            given = self.new(name, IncomingKind.TEXT, step)
        else:
            given = self.new(name, IncomingKind.TAP, self.token(name, step))
        self.sent[name].append(given)
        return given

    def token(self, name: str, tap: Tap) -> str:
        with transaction(self.app.engine) as connection:
            conversation = running_conversation(connection, self._people[name])
        assert conversation is not None, f"{name} is in no conversation before {tap}"
        return str(TurnToken(conversation.id, conversation.state.turn, tap))

    def new(self, name: str, kind: IncomingKind, text: str = "") -> Incoming:
        self._number += 1
        message = "1" if kind is IncomingKind.TAP else None
        return Incoming(CHANNEL, name, str(self._number), kind, text, message)

    def handle(self, *incoming: Incoming, kept: bool = False) -> None:
        """Handles at once, or keeps everything first as the polling process does."""
        self._clock.move(seconds=1)
        if kept:
            keep(self.app, CHANNEL, list(incoming))
            while handle_waiting(self.app, CHANNEL, 10):
                pass
        else:
            for one in incoming:
                handle_now(self.app, one)

    def stored(self, name: str) -> Stored:
        wanted = (
            select(answers)
            .join(conversations, conversations.c.id == answers.c.conversation_id)
            .where(conversations.c.person_id == self._people[name])
            .order_by(answers.c.id)
        )
        vault = self.app.vault
        with transaction(self.app.engine) as connection:
            rows = connection.execute(wanted).all()
        places = [answer_place("answer_text", row.conversation_id, row.step_id) for row in rows]
        return [
            (row.step_id, row.revision, vault.open(row.answer_text, place), row.fell_away)
            for row, place in zip(rows, places, strict=True)
        ]


@contextmanager
def rehearsal() -> Iterator[Rehearsal]:
    """A fresh database, gone at the end."""
    with TemporaryDirectory() as folder:
        clock = Clock(BEGIN)
        app = open_app(Path(folder), clock)
        people = {name: add_person(app, name, name, CHANNEL) for name in PEOPLE}
        for name, person in people.items():
            add_case(app, person, f"Fall {name}")
        yield Rehearsal(app, clock, people)
        app.close()
