"""Files the server keeps: uploads of the bot and what people send, for getFile and download."""

from __future__ import annotations

from dataclasses import dataclass

from tests.telegram_server.errors import broken_limit, refused
from tests.telegram_server.registry import Raw, Upload

MOST_UPLOAD_BYTES = 50 * 1024 * 1024
MOST_PHOTO_BYTES = 10 * 1024 * 1024
MOST_DOWNLOAD_BYTES = 20 * 1024 * 1024
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF", b"BM")


@dataclass(frozen=True, slots=True)
class StoredFile:
    file_id: str
    unique_id: str
    path: str
    name: str
    mime_type: str
    content: bytes

    def described(self) -> Raw:
        """The fields that documents, voices and the like share."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_name": self.name,
            "mime_type": self.mime_type,
            "file_size": len(self.content),
        }


class FileStore:
    def __init__(self) -> None:
        self.by_id: dict[str, StoredFile] = {}
        self.by_path: dict[str, StoredFile] = {}

    def add(self, content: bytes, name: str, mime_type: str) -> StoredFile:
        number = len(self.by_id) + 1
        suffix = name.rpartition(".")[2]
        path = f"documents/file_{number}.{suffix}"
        stored = StoredFile(f"BQACAgIAAxkB{number:08}", f"AgAD{number:06}", path, name, mime_type, content)
        self.by_id[stored.file_id] = self.by_path[path] = stored
        return stored

    def accept(self, given: str | Upload, *, photo: bool = False) -> StoredFile:
        """An upload, or the id of a file the server has; URLs are not fetched."""
        if isinstance(given, str):
            if given not in self.by_id:
                raise refused("wrong file identifier/HTTP URL specified")
            return self.by_id[given]
        if not given.content:
            raise broken_limit("file must be non-empty")
        if len(given.content) > (MOST_PHOTO_BYTES if photo else MOST_UPLOAD_BYTES):
            raise broken_limit("file is too big")
        if photo and not given.content.startswith(_IMAGES):
            raise broken_limit("IMAGE_PROCESS_FAILED")
        return self.add(given.content, given.name, given.mime_type)


def photo_sizes(stored: StoredFile) -> list[Raw]:
    """One size is enough; the real server makes several."""
    identity = {"file_id": stored.file_id, "file_unique_id": stored.unique_id}
    return [{**identity, "width": 800, "height": 600, "file_size": len(stored.content)}]
