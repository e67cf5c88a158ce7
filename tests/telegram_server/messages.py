"""Messages as a person sees them in a chat, with their buttons and earlier versions."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.telegram_server.registry import Raw


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button; `data` is None when it does something other than a callback."""

    label: str
    data: str | None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """What a message was before an edit, and when (server clock) it was changed."""

    text: str
    buttons: list[list[Button]]
    at: float


@dataclass(slots=True, eq=False)
class ChatMessage:
    """One message. `raw` is the Bot API object as it is now; edits replace it, they never change it."""

    raw: Raw
    at: float
    from_bot: bool
    deleted: bool = False
    edits: list[Edit] = field(default_factory=list)

    @property
    def message_id(self) -> int:
        number: int = self.raw["message_id"]
        return number

    @property
    def chat_id(self) -> int:
        number: int = self.raw["chat"]["id"]
        return number

    @property
    def text(self) -> str:
        """The text or caption; empty for other content."""
        text: str = self.raw.get("text") or self.raw.get("caption", "")
        return text

    @property
    def buttons(self) -> list[list[Button]]:
        rows = self.raw.get("reply_markup", {}).get("inline_keyboard", ())
        return [[Button(b["text"], b.get("callback_data"), b.get("url")) for b in row] for row in rows]

    @property
    def labels(self) -> list[str]:
        """All button labels in reading order."""
        return [button.label for row in self.buttons for button in row]

    @property
    def file_id(self) -> str | None:
        content = self.raw.get("document") or (self.raw.get("photo") or [None])[-1]
        return content["file_id"] if content else None

    def replace(self, raw: Raw, at: float) -> None:
        self.edits.append(Edit(self.text, self.buttons, at))
        self.raw = raw

    def find(self, wanted: str | int) -> Button | None:
        """A button by index, else by label: exact, then by its beginning, then by any part of it."""
        buttons = [button for row in self.buttons for button in row]
        if isinstance(wanted, int):
            return buttons[wanted] if -len(buttons) <= wanted < len(buttons) else None
        for matches in (str.__eq__, str.startswith, str.__contains__):
            for button in buttons:
                if matches(button.label, wanted):
                    return button
        return None

    def __str__(self) -> str:
        labels = "".join(f" [{label}]" for label in self.labels)
        return f"{'bot' if self.from_bot else 'person'} #{self.message_id}: {self.text!r}{labels}"
