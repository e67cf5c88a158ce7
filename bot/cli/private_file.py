"""Files that hold answers or keys: readable by whoever wrote them only."""

from __future__ import annotations

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
