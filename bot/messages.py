"""What travels between channels and conversations: incoming things, outgoing messages, and how both are kept."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from enum import StrEnum

LONGEST_CAPTION = 1_024
_FILE_NAME = re.compile(r'[^./\\";\x00-\x1f][^/\\";\x00-\x1f]*')


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

    `own_message` is the id of what the person wrote or sent, so that it can be cleared from the chat later. Nothing
    else of what the network delivers is taken over: no names, pictures, places or contacts.
    """

    channel: str
    address: str
    external_id: str
    kind: IncomingKind
    text: str = ""
    message: str | None = None
    own_message: str | None = None

    def to_json(self) -> str:
        kept = [self.external_id, self.kind, self.text, self.message, self.own_message]
        return json.dumps(kept)  # ASCII: half an emoji fits, too

    @staticmethod
    def from_json(channel: str, address: str, payload: str) -> Incoming:
        external_id, kind, text, message, *own_message = json.loads(payload)  # older versions kept four values
        return Incoming(channel, address, external_id, IncomingKind(kind), text, message, *own_message)


@dataclass(frozen=True, slots=True)
class Button:
    """Something to tap. An `answer` is a choice the question offers; others are actions with their command."""

    label: str
    token: str
    answer: bool = False
    command: str = ""


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document or picture. `name` is a plain file name: no slashes, quotes, semicolons or leading dot."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to one person.

    `edits` names an earlier message to be changed instead of sending a new one; without `text` only its buttons go.
    With an `attachment`, `text` is its caption: at most LONGEST_CAPTION UTF-16 units, because one message can be sent
    or not sent, and two could end half way; what is longer goes as a message of its own. It is never a question.
    `clears` names messages to be deleted from the chat first; without anything else to send that is all.
    `conversation` and `turn` say which question this is, so that an outdated one is not sent.
    """

    text: str
    rows: Rows = ()
    edits: str | None = None
    attachment: Attachment | None = None
    clears: tuple[str, ...] = ()
    conversation: int | None = field(default=None, compare=False)
    turn: int | None = field(default=None, compare=False)

    def to_json(self) -> str:
        rows = [[[each.label, each.token, each.answer, each.command] for each in row] for row in self.rows]
        kept: list[object] = [self.text, rows, self.edits]
        if self.attachment is not None or self.clears:
            kept += [self._attachment_to_keep(), self.clears]
        return json.dumps(kept, ensure_ascii=False)

    @staticmethod
    def from_json(payload: str) -> Outgoing:
        text, rows, edits, *more = json.loads(payload)
        attachment, clears = more or (None, ())
        if attachment is not None:
            name, media_type, content = attachment
            attachment = Attachment(name, media_type, b64decode(content))
        buttons = tuple(tuple(Button(*each) for each in row) for row in rows)
        return Outgoing(text, buttons, edits, attachment, tuple(clears))

    def _attachment_to_keep(self) -> list[str] | None:
        if self.attachment is None:
            return None
        name = self.attachment.name
        assert len(self.text.encode("utf-16-le")) <= 2 * LONGEST_CAPTION, "the caption is longer than Telegram takes"
        assert _FILE_NAME.fullmatch(name), f"{name!r} is no plain file name"
        assert self.edits is None, "an attachment is a new message"
        assert self.turn is None, "an attachment is never a question: in doubt it would be sent twice"
        return [name, self.attachment.media_type, b64encode(self.attachment.content).decode()]
