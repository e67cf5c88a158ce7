"""The list of judging words is read strictly: nothing empty, nothing twice, nothing unknown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.dialogs.catalogue.folders import Folder

GOOD = {"whole": ["faul"], "beginnings": ["verweiger"]}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({**GOOD, "whole": []}, "'whole' needs entries, and none may be empty"),
        ({**GOOD, "beginnings": ["a", " "]}, "'beginnings' needs entries, and none may be empty"),
        ({**GOOD, "whole": ["faul", "Faul"]}, "'whole' names 'faul' more than once"),
        ({**GOOD, "other": ["x"]}, "'other' is not a known key"),
    ],
)
def test_mistakes_are_found(tmp_path: Path, data: dict[str, Any], message: str) -> None:
    folder = Folder(tmp_path / "content")
    folder.write("shared/judging_words.toml", data)
    (problem,) = folder.problems()
    assert problem.file == "shared/judging_words.toml"
    assert message in problem.message
