"""A script of inputs for several people, played without a network: once cleanly, or with repetitions and rivals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.app import App, handle_now, handle_waiting, keep
from bot.channels.telegram.reading import CHANNEL
from bot.content import prepare_content
from bot.messages import Incoming, IncomingKind
from bot.tokens import TurnToken
from dialogs.catalogue.loader import CONTENT
from dialogs.engine.inputs import Action, Tap
from dialogs.engine.model import Phase, Role
from storage.cases import add_member, create_case
from storage.conversations import running_conversation
from storage.database import open_database, transaction
from storage.migrating import migrate
from storage.people import create_person
from storage.tables import answers, conversations
from tests.bot.telegram.practice import catalogue_in

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

    def __init__(self, app: App, people: dict[str, int]) -> None:
        self.app, self._people = app, people
        self.now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
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
        self.now += timedelta(seconds=1)
        if kept:
            keep(self.app, CHANNEL, list(incoming))
            while handle_waiting(self.app, CHANNEL, 10):
                pass
        else:
            for one in incoming:
                handle_now(self.app, one)

    def stored(self, name: str) -> Stored:
        wanted = (
            select(answers.c.step_id, answers.c.revision, answers.c.answer_text, answers.c.fell_away)
            .join(conversations, conversations.c.id == answers.c.conversation_id)
            .where(conversations.c.person_id == self._people[name])
            .order_by(answers.c.id)
        )
        with transaction(self.app.engine) as connection:
            return [(row[0], row[1], row[2], row[3]) for row in connection.execute(wanted)]


@contextmanager
def rehearsal() -> Iterator[Rehearsal]:
    """A fresh database, gone at the end."""
    with TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{Path(folder)}/nachklang.db")
        migrate(engine)
        now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
        people = {}
        with transaction(engine) as connection:
            content = prepare_content(connection, catalogue_in(CONTENT), now)
            for name in PEOPLE:
                people[name] = create_person(connection, name, CHANNEL, name, now)
                case = create_case(connection, f"Fall {name}", Phase.INITIATION, now)
                add_member(connection, case, people[name], Role.JOB_COACH, now)
        played = Rehearsal(App(engine, content, ZoneInfo("Europe/Berlin"), lambda: played.now), people)
        yield played
        engine.dispose()
