"""What travels between channels and conversations: incoming things, outgoing messages, and how both are kept."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum


class IncomingKind(StrEnum):
    """What somebody did, as far as the bot can tell it apart."""

    TEXT = "text"
    TAP = "tap"
    EDITED = "edited"
    FORWARDED = "forwarded"
    VOICE = "voice"
    MEDIA = "media"
    GROUP = "group"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"


@dataclass(frozen=True, slots=True)
class Incoming:
    """Something that came in. `text` is the text or the token of a button, `message` the tapped message's id.

    Nothing else of what the network delivers is taken over: no names, pictures, places or contacts.
    """

    channel: str
    address: str
    external_id: str
    kind: IncomingKind
    text: str = ""
    message: str | None = None

    def to_json(self) -> str:
        return json.dumps([self.external_id, self.kind, self.text, self.message])  # ASCII: half an emoji fits, too

    @staticmethod
    def from_json(channel: str, address: str, payload: str) -> Incoming:
        external_id, kind, text, message = json.loads(payload)
        return Incoming(channel, address, external_id, IncomingKind(kind), text, message)


@dataclass(frozen=True, slots=True)
class Button:
    """Something to tap. An `answer` is a choice the question offers; others are actions with their command."""

    label: str
    token: str
    answer: bool = False
    command: str = ""


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to one person.

    `edits` names an earlier message to be changed instead of sending a new one; without `text` only its buttons go.
    `conversation` and `turn` say which question this is, so that an outdated one is not sent.
    """

    text: str
    rows: Rows = ()
    edits: str | None = None
    conversation: int | None = field(default=None, compare=False)
    turn: int | None = field(default=None, compare=False)

    def to_json(self) -> str:
        rows = [[[each.label, each.token, each.answer, each.command] for each in row] for row in self.rows]
        return json.dumps([self.text, rows, self.edits], ensure_ascii=False)

    @staticmethod
    def from_json(payload: str) -> Outgoing:
        text, rows, edits = json.loads(payload)
        return Outgoing(text, tuple(tuple(Button(*each) for each in row) for row in rows), edits)
