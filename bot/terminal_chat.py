"""The conversation in the terminal: the same database, dialogs and rules as everywhere, one line at a time."""

from __future__ import annotations

import uuid

from bot.app import App, handle_now
from bot.channels.terminal import CHANNEL, Screen
from bot.messages import Incoming, IncomingKind, Outgoing
from bot.sample_case import create_sample_case
from bot.wording import Voice
from dialogs.engine.model import Register
from storage import outbox
from storage.conversations import paused_conversations, running_conversation
from storage.database import transaction
from storage.outbox import Fate, Outcome
from storage.people import create_person, look_at_case, person_at

ADDRESS = "local"


class TerminalChat:
    """One person at one terminal."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._voice = Voice(app.content.catalogue.texts, Register.STANDARD)
        self._screen = Screen(
            lambda commands: self._voice.say("terminal_actions", commands=commands),
            lambda file: self._voice.say("terminal_file", file=file),
            lambda file: self._voice.say("terminal_no_file", file=file),
        )

    def run(self) -> None:
        """Talks until the input ends or Ctrl-C; what was open rests then and goes on at the next start."""
        try:
            self._open()
            while (line := self._screen.read()) is not None:
                self._take(line)
        except KeyboardInterrupt:
            pass
        self._close()

    def _open(self) -> None:
        """Makes the person and a sample case at the first start; afterwards shows what is open."""
        self._forget_interrupted()
        with transaction(self._app.engine) as connection:
            person = person_at(connection, CHANNEL, ADDRESS)
            open_ones = person is not None and (
                running_conversation(connection, person.id) is not None
                or bool(paused_conversations(connection, person.id))
            )
        self._screen.say(self._voice.say("terminal_hello"))
        if self._app.vault.store.made_key_file:
            self._screen.say(self._voice.say("terminal_key", file=self._app.vault.store.keys_place))
        if person is None:
            case = self._create_sample()
            self._screen.say(self._voice.say("terminal_sample", case=case))
        self._give(IncomingKind.TEXT, "/weiter" if open_ones else "/start")

    def _take(self, line: str) -> None:
        tokens = self._screen.tokens(line)
        if tokens:
            for token in tokens:
                self._give(IncomingKind.TAP, token, shown=token is tokens[-1])
        elif line.strip():
            self._give(IncomingKind.TEXT, line)

    def _close(self) -> None:
        with transaction(self._app.engine) as connection:
            person = person_at(connection, CHANNEL, ADDRESS)
            running = person is not None and running_conversation(connection, person.id) is not None
        if running:
            self._give(IncomingKind.TEXT, "/pause", shown=False)
        if self._screen.interactive:
            self._screen.say(self._voice.say("terminal_bye"))

    def _give(self, kind: IncomingKind, text: str, shown: bool = True) -> None:
        handle_now(self._app, Incoming(CHANNEL, ADDRESS, uuid.uuid4().hex, kind, text))
        for message in self._take_out():
            if shown:
                self._screen.show(message)

    def _take_out(self) -> list[Outgoing]:
        """Everything queued for the terminal, in order."""
        messages: list[Outgoing] = []
        while True:
            now = self._app.clock()
            with transaction(self._app.engine) as connection:
                claimed = outbox.claim(connection, CHANNEL, now, 10)
                outbox.record(connection, [Outcome(item.id, Fate.SENT) for item in claimed], now)
            if not claimed:
                return messages
            messages += [Outgoing.from_json(item.payload) for item in claimed]

    def _forget_interrupted(self) -> None:
        """What an earlier terminal may not have shown is shown again by asking once more, not by repeating it."""
        now = self._app.clock()
        with transaction(self._app.engine) as connection:
            outbox.interrupted(connection, CHANNEL, now)
            outbox.leave_uncertain(connection, [item.id for item in outbox.doubtful(connection, CHANNEL, now)], now)
        self._take_out()

    def _create_sample(self) -> str:
        now = self._app.clock()
        with transaction(self._app.engine) as connection:
            person_id = create_person(connection, "", CHANNEL, ADDRESS, now)
            case_id, pseudonym = create_sample_case(connection, self._app.content, person_id, now)
            look_at_case(connection, person_id, case_id)
            return pseudonym
