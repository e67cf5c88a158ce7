"""Broken files and shared content are reported by name, several at once, never with a traceback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dialogs.catalogue.loader import load_catalogue
from dialogs.catalogue.problems import ContentError
from tests.builders import step
from tests.dialogs.catalogue.folders import SHARED, Folder, place_of


def found(folder: Folder) -> list[tuple[str, str]]:
    return [(problem.file, problem.message) for problem in folder.problems()]


def test_a_duplicate_key_is_reported_with_its_line(folder: Folder) -> None:
    folder.write("probe/dialog.toml", 'kind = "thema"\norder = 1\norder = 2\n')
    (message,) = [text for file, text in found(folder) if file == "probe/dialog.toml"]
    assert "not valid TOML" in message
    assert "line 3" in message


@pytest.mark.parametrize("content", ["kind = ", "[[steps]\n", 'kind = "thema\n', "\ufeffkind = 1"])
def test_broken_toml_is_reported(folder: Folder, content: str) -> None:
    folder.write("probe/dialog.toml", content)
    assert any("is not valid TOML" in message for file, message in found(folder) if file == "probe/dialog.toml")


def test_a_file_in_another_encoding_is_reported(folder: Folder) -> None:
    folder.write("probe/dialog.toml", 'kind = "thema" # für'.encode("latin-1"))
    assert ("probe/dialog.toml", "is not UTF-8 text; save it as UTF-8") in found(folder)


@pytest.mark.parametrize("name", list(SHARED))
def test_a_missing_shared_file_is_reported(folder: Folder, name: str) -> None:
    (folder.path / place_of(name)).unlink()
    expected = ("shared/texts", "holds no texts") if name == "texts" else (place_of(name), "is missing")
    assert expected in found(folder)


def test_a_text_that_two_files_hold_is_reported(folder: Folder) -> None:
    folder.write("shared/texts/more.toml", SHARED["texts"])
    assert found(folder) == [("shared/texts/more.toml", "the key 'hello' is taken")]


@pytest.mark.parametrize(
    ("name", "changes", "message"),
    [
        ("texts", {"hello": {"standard": "Hallo"}}, "'hello.leicht' is missing"),
        ("texts", {"hello": "Hallo"}, "the table 'hello' is missing"),
        ("texts", {"hello": {"standard": "Hallo {{ name", "leicht": "Hallo"}}, "'hello.standard' is not a valid"),
        ("texts", {"hello": {"standard": "{% if %}", "leicht": "Hallo"}}, "'hello.standard' is not a valid template"),
        ("texts", {"hello": {"standard": "x" * 4097, "leicht": "Hallo"}}, "is too long: 4097 characters, 4096 fit"),
        ("texts", {"hello": {"standard": "", "leicht": "Hallo"}}, "'hello.standard' is empty"),
        ("texts", {"hello": {"standard": "A", "leicht": "B", "english": "C"}}, "'hello.english' is not a known key"),
        ("sources", {"items": [{"id": "J1", "section": "3.1"}]}, "'items.gist' is missing"),
        ("sources", {"items": SHARED["sources"]["items"] * 2}, "the id 'J1' is taken"),
        ("sources", {"comment": "x"}, "'comment' is not a known key"),
        ("vocabulary", {"weekdays": {"montag": "0"}}, "'weekdays.montag' must be of type int"),
        ("vocabulary", {"weekdays": 3}, "the table 'weekdays' is missing"),
        ("vocabulary", {"next_words": "nächsten"}, "'next_words' must be a list of strings"),
        ("vocabulary", {"week_days": {}}, "'week_days' is not a known key"),
        ("plants", {"plants": [1]}, "'plants' must be a list of strings"),
        ("plants", {"trees": []}, "'trees' is not a known key"),
    ],
)
def test_a_mistake_in_a_shared_file_is_reported(
    folder: Folder, name: str, changes: dict[str, Any], message: str
) -> None:
    folder.write(place_of(name), {**SHARED[name], **changes})
    assert any(file == place_of(name) and message in text for file, text in found(folder)), found(folder)


def test_mistakes_in_several_files_are_all_reported_in_one_go(folder: Folder) -> None:
    folder.write("probe/dialog.toml", "kind = ")
    folder.write("noch_eine/dialog.toml", {"kind": "thema", "steps": [step("eins")]})
    folder.write("shared/plants.toml", b"\xff")
    files = {file for file, _ in found(folder)}
    assert files == {"probe/dialog.toml", "noch_eine/dialog.toml", "shared/plants.toml"}


def test_a_folder_name_that_is_no_id_is_reported(folder: Folder) -> None:
    (folder.path / "probe").rename(folder.path / "Probe 2")
    assert ("Probe 2/dialog.toml", "the id 'Probe 2' must be 1 to 32 of the characters a-z, 0-9 and _") in found(folder)


def test_an_empty_folder_is_no_content(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="holds no dialog"):
        load_catalogue(tmp_path)


def test_a_problem_reads_as_place_and_message(folder: Folder) -> None:
    folder.write("probe/dialog.toml", {"kind": "thema", "steps": [step("eins", colour="red")]})
    assert "probe/dialog.toml, step eins: 'steps.colour' is not a known key" in map(str, folder.problems())
