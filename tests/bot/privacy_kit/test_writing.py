"""A kit is written whole, and never over documents that somebody may have filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import OperatorError
from bot.privacy_kit.documents import Document
from bot.privacy_kit.writing import FilledInError, FolderError, write_kit
from tests.bot.privacy_kit.installation import MADE_ON

DOCUMENTS = (Document("index", "A", "# A"), Document("01-b", "B", "# B"))
NAMES = ["01-b.docx", "01-b.html", "index.docx", "index.html"]


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_the_folder_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    written = write_kit(DOCUMENTS, folder, MADE_ON, overwrite=False)
    assert names(folder) == NAMES
    assert sorted(file.name for file in written) == NAMES


def test_other_files_in_the_folder_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    write_kit(DOCUMENTS, tmp_path, MADE_ON, overwrite=False)
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"


def test_what_may_be_filled_in_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "01-b.docx").write_bytes(b"filled in")
    with pytest.raises(FilledInError, match=r"such as 01-b\.docx.*--force"):
        write_kit(DOCUMENTS, tmp_path, MADE_ON, overwrite=False)
    assert names(tmp_path) == ["01-b.docx"]
    assert (tmp_path / "01-b.docx").read_bytes() == b"filled in"


def test_unless_it_may_be_overwritten(tmp_path: Path) -> None:
    (tmp_path / "01-b.docx").write_bytes(b"filled in")
    write_kit(DOCUMENTS, tmp_path, MADE_ON, overwrite=True)
    assert (tmp_path / "01-b.docx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_folder_that_cannot_be_one(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    with pytest.raises(FolderError, match="Name another folder with --output") as caught:
        write_kit(DOCUMENTS, tmp_path / place, MADE_ON, overwrite=False)
    assert isinstance(caught.value, OperatorError)
    assert (tmp_path / "file").read_text("utf-8") == "no folder"
