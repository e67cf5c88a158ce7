"""Somebody who answers each question once, whatever happens to the bot, and remembers what was acknowledged."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.tokens import TurnToken, read_token
from dialogs.engine.inputs import Action
from tests.bot.telegram.walking import OBSERVED, asks, is_review, taps, tokens
from tests.telegram_server import ChatMessage, Person

PATIENCE = 1.0
MOST_SILENCES = 60
Turn = tuple[int, int]


class Diligent:
    """`told` is every answer in words by the turn it was given in; `visits` how many were brought to an end."""

    def __init__(self, person: Person, name: str, progress: re.Pattern[str]) -> None:
        self.person, self.name = person, name
        self.told: dict[Turn, str] = {}
        self.tapped: set[Turn] = set()
        self.newest: Turn = (0, 0)
        self.visits = 0
        self._progress = progress
        self._silences = 0

    @property
    def acknowledged(self) -> list[str]:
        """The answers after which a later question came."""
        return [text for turn, text in self.told.items() if turn < self.newest]

    async def reflects(self, enough: Callable[[], bool]) -> None:
        """Visit after visit until it is enough."""
        while not enough():
            await self._visits()
            self.visits += 1

    async def _visits(self) -> None:
        self.person.writes("/besuch")
        confirmed = False
        while True:
            message = await self._hears()
            turn = turn_of(message)
            if turn is None:
                if confirmed:
                    return
                continue
            self.newest = max(self.newest, turn)
            if turn in self.told or turn in self.tapped or not asks(message):
                continue
            if is_review(message):
                self.tapped.add(turn)
                taps(self.person, message, Action.CONFIRM)
                confirmed = True
            elif tokens(message, Action.CHOOSE):
                self.tapped.add(turn)
                taps(self.person, message, Action.CHOOSE)
            elif (shown := self._progress.search(message.text)) is not None:
                self.told[turn] = OBSERVED.format(f"{self.name} {turn} Frage {shown[1]} am Freitag")
                self.person.writes(self.told[turn])

    async def _hears(self) -> ChatMessage:
        """The next message; after a silence the person asks to go on, as people do."""
        while True:
            try:
                return await self.person.hears(timeout=PATIENCE)
            except AssertionError:
                self._silences += 1
                if self._silences > MOST_SILENCES:
                    raise
                self.person.writes("/weiter")


def turn_of(message: ChatMessage) -> Turn | None:
    """Conversation and turn of the question, None for anything else."""
    data = [read_token(button.data or "") for row in message.buttons for button in row]
    return next(((token.conversation, token.turn) for token in data if isinstance(token, TurnToken)), None)
