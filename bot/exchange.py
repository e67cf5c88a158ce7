"""One input of one known person: what is at hand while it is handled, and the replies collected on the way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.content import Content
from bot.messages import Button, Incoming, Outgoing, Rows
from bot.rendering import menu_rows
from bot.tokens import MenuToken
from bot.wording import Voice
from dialogs.engine.asking import Context
from dialogs.engine.model import Register
from storage.cases import Membership, memberships_of
from storage.conversations import paused_conversations
from storage.people import Person, remember_hint

QUIET_AFTER_HINT = timedelta(seconds=5)


@dataclass(slots=True)
class Exchange:
    """Lives for one transaction. `today` is the local day of the installation."""

    connection: Connection
    content: Content
    person: Person
    incoming: Incoming
    now: datetime
    today: date
    replies: list[Outgoing] = field(default_factory=list)

    @property
    def voice(self) -> Voice:
        return Voice(self.content.catalogue.texts, self.person.register)

    @property
    def context(self) -> Context:
        return Context(self.today, self.content.catalogue.vocabulary)

    def speak(self, register: Register) -> None:
        """From now on in this register."""
        self.person = replace(self.person, register=register)

    def memberships(self) -> list[Membership]:
        return memberships_of(self.connection, self.person.id)

    def membership(self, case_id: int | None) -> Membership | None:
        return next((found for found in self.memberships() if found.case.id == case_id), None)

    def say(self, key: str, rows: Rows = (), **values: object) -> None:
        """Replies with one of the shared texts."""
        self.replies.append(Outgoing(self.voice.say(key, **values), rows))

    def hint(self, key: str) -> str | None:
        """The text of a hint, or None if the person got the same one a moment ago (an album, a shaky finger)."""
        person = self.person
        if person.last_hint == key and person.last_hint_at and self.now - person.last_hint_at < QUIET_AFTER_HINT:
            return None
        remember_hint(self.connection, person.id, key, self.now)
        return self.voice.say(key)

    def menu(self, text: str) -> None:
        """Replies with the ways on."""
        self.replies.append(Outgoing(text, self.ways_on()))

    def ways_on(self) -> Rows:
        """The buttons of the main menu; a resting reflection comes first."""
        first = None
        if paused_conversations(self.connection, self.person.id):
            first = Button(self.voice.say("button_resume"), str(MenuToken("weiter")), answer=True, command="weiter")
        return menu_rows(self.voice, first)
