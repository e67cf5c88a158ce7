"""Writing the kit into a folder: everything or nothing, and never over a file that may have been filled in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.errors import OperatorError
from bot.privacy_kit.documents import Document
from bot.privacy_kit.web_page import web_page
from bot.privacy_kit.word_file import word_file


class FilledInError(OperatorError):
    """The folder holds documents of the kit already."""

    def __init__(self, folder: Path, found: Sequence[Path]) -> None:
        super().__init__(
            f"{folder} already holds {len(found)} documents of the kit, such as {found[0].name}. You may have filled "
            "them in, so nothing was written. Name a new folder with --output, or overwrite them with --force."
        )


class FolderError(OperatorError):
    """The folder cannot be made or written."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(f"{folder} cannot be written ({reason}). Name another folder with --output.")


def write_kit(documents: Sequence[Document], folder: Path, made_on: date, *, overwrite: bool) -> tuple[Path, ...]:
    """Writes a web page and a Word file for each document. Returns the files.

    Raises FilledInError if one of them exists and may not be overwritten, FolderError if the folder cannot be used.
    """
    files = {}
    for document in documents:
        files[folder / f"{document.name}.html"] = web_page(document)
        files[folder / f"{document.name}.docx"] = word_file(document, made_on)
    try:
        there = [file for file in files if file.exists()]
        if there and not overwrite:
            raise FilledInError(folder, there)
        folder.mkdir(parents=True, exist_ok=True)
        for file, content in files.items():
            file.write_bytes(content)
    except OSError as error:
        raise FolderError(folder, error.strerror or type(error).__name__) from None
    return tuple(files)
