"""What people send besides text; the files are real enough for getFile and download."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from tests.telegram_server.files import photo_sizes

if TYPE_CHECKING:
    from tests.telegram_server.chats import Chat
    from tests.telegram_server.messages import ChatMessage
    from tests.telegram_server.registry import Raw
    from tests.telegram_server.world import World


class SendsMedia(ABC):
    """Mixed into Person; everything goes to the private chat."""

    world: World

    @abstractmethod
    def posts(self, chat: Chat, content: Raw, reply_to: ChatMessage | int | None = None) -> ChatMessage: ...

    def sends_photo(self, caption: str | None = None, media_group_id: str | None = None) -> ChatMessage:
        stored = self.world.files.add(b"\xff\xd8\xff photo", "photo.jpg", "image/jpeg")
        return self._sends({"photo": photo_sizes(stored)}, caption=caption, media_group_id=media_group_id)

    def sends_document(
        self, name: str = "brief.pdf", content: bytes = b"%PDF-1.7", caption: str | None = None
    ) -> ChatMessage:
        stored = self.world.files.add(content, name, "application/pdf")
        return self._sends({"document": stored.described()}, caption=caption)

    def sends_voice(self, seconds: int = 3) -> ChatMessage:
        stored = self.world.files.add(b"OggS voice", "voice.oga", "audio/ogg")
        voice = {**stored.described(), "duration": seconds}
        del voice["file_name"]
        return self._sends({"voice": voice})

    def sends_sticker(self, emoji: str = "🌱") -> ChatMessage:
        stored = self.world.files.add(b"RIFF sticker", "sticker.webp", "image/webp")
        sticker = {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "type": "regular"}
        shape = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self._sends({"sticker": {**sticker, **shape, "emoji": emoji}})

    def sends_location(self, latitude: float = 52.52, longitude: float = 13.405) -> ChatMessage:
        return self._sends({"location": {"latitude": latitude, "longitude": longitude}})

    def sends_contact(self, phone_number: str = "+4930000000", first_name: str = "Farn") -> ChatMessage:
        return self._sends({"contact": {"phone_number": phone_number, "first_name": first_name}})

    def _sends(self, content: Raw, **more: str | None) -> ChatMessage:
        content.update({key: value for key, value in more.items() if value is not None})
        return self.posts(self, content)  # type: ignore[arg-type]  # the mixin is part of a Chat
