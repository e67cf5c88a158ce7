"""Files that hold answers or keys: readable by whoever wrote them only."""

from __future__ import annotations

import os
from pathlib import Path

from bot.errors import OperatorError


def write_private(file: Path, text: str) -> None:
    """Writes a file that its owner only can read, even if one was there before. Raises OperatorError."""
    try:
        file.touch(mode=0o600)
        if file.is_file():  # a device such as /dev/stdout keeps its rights
            file.chmod(0o600)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OperatorError(f"{file} cannot be written ({error.strerror}). Name another file with --output.") from None


def write_new(file: Path, content: bytes, *, overwrite: bool = False) -> None:
    """Writes a file that its owner only can read; one that is there already stays unless told otherwise.

    Raises OperatorError.
    """
    there = os.O_TRUNC if overwrite else os.O_EXCL
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | there, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            if file.is_file():
                file.chmod(0o600)
            opened.write(content)
    except FileExistsError:
        raise OperatorError(f"{file} is there already. Name another file with --output, or use --overwrite.") from None
    except OSError as error:
        raise OperatorError(f"{file} cannot be written ({error.strerror}). Name another file with --output.") from None
