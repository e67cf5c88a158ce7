"""People who answer as soon as they were asked, and who notice when something comes in the wrong order."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from tests.benchmark.load import FIRST_ADDRESS, START_LABEL, TAPPED_LABELS, Load, text_of_answer

Raw = dict[str, Any]


@dataclass(slots=True)
class Player:
    """One person. `answers` is how many questions (for an echo bot: messages) were answered so far."""

    number: int
    load: Load
    first_text: str
    user: Raw = field(init=False)
    answers: int = 0
    inputs: int = 0
    waits: list[float] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    disorder: list[str] = field(default_factory=list)
    measured: bool = False
    _asked_at: float | None = None
    _said: str = ""
    _counts: bool = False
    _turn: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        self.user = {"id": FIRST_ADDRESS + self.number, "is_bot": False, "first_name": f"Ahorn {self.number}"}

    @property
    def chat(self) -> Raw:
        return {"id": self.user["id"], "type": "private", "first_name": self.user["first_name"]}

    @property
    def done(self) -> bool:
        return self.answers >= self.load.answers

    def begin(self) -> Raw:
        """The first thing the person does; unmeasured."""
        return self._write(self.first_text, counts=False)

    def hears(self, message: Raw) -> bool:
        """Takes a new message of the bot. False if it does not answer what this person said last."""
        if not self.load.echo and not _turns(message) and START_LABEL not in _labels(message):
            return False  # an offer beside the answer, such as noting the hours of a visit
        if self._asked_at is None:
            self.disorder.append("a message that nobody asked for")
            return False
        self._check(message)
        if self.measured:
            self.waits.append(time.perf_counter() - self._asked_at)
            self.inputs += 1
            self.answers += self._counts
            if self._counts and self._said not in TAPPED_LABELS:
                self.typed.append(self._said)
        self._asked_at = None
        return True

    def reacts(self, message: Raw) -> Raw:
        """The update that answers `message`: a tap where there is something to choose, words elsewhere."""
        buttons = [button for row in message.get("reply_markup", {}).get("inline_keyboard", ()) for button in row]
        wanted = next((button for button in buttons if button["text"] in TAPPED_LABELS), None)
        if wanted is None:
            return self._write(text_of_answer(self.number, self.answers), counts=True)
        return self._tap(message, wanted)

    def _check(self, message: Raw) -> None:
        if self.load.echo:
            if message["text"] != self._said:
                self.disorder.append("an echo of something else")
            return
        turns = _turns(message)
        if turns and turns[0] <= self._turn:
            self.disorder.append("a question that was asked before")
        self._turn = max([self._turn, *turns])

    def _write(self, text: str, *, counts: bool) -> Raw:
        self._asked_at, self._said, self._counts = time.perf_counter(), text, counts
        content = {"message_id": 0, "date": int(time.time()), "from": self.user, "chat": self.chat, "text": text}
        if text.startswith("/"):
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        return {"message": content}

    def _tap(self, message: Raw, button: Raw) -> Raw:
        self._asked_at, self._said = time.perf_counter(), button["text"]
        self._counts = TAPPED_LABELS[button["text"]]
        tap = {"from": self.user, "message": message, "chat_instance": str(self.user["id"])}
        return {"callback_query": {**tap, "data": button["callback_data"]}}


def _labels(message: Raw) -> set[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    return {button["text"] for row in rows for button in row}


def _turns(message: Raw) -> list[tuple[int, int]]:
    """Conversation and turn of each button that belongs to a question."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    parts = [button["callback_data"].split(".") for row in rows for button in row]
    return [(int(part[1]), int(part[2])) for part in parts if part[0] == "c"]
