"""Content folders made for one test: small, right, and easy to break in one place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from dialogs.catalogue.easy_language.words import EasyWords
from dialogs.catalogue.loader import load_catalogue
from dialogs.catalogue.problems import ContentError, Problem
from dialogs.engine.personal_data import PersonalKind, PersonalWords
from tests.builders import dialog_data, step

SHARED: dict[str, dict[str, Any]] = {
    "texts": {"hello": {"standard": "Guten Tag {{ name }}", "leicht": "Hallo"}},
    "sources": {"items": [{"id": "J1", "section": "3.1", "gist": "something"}]},
    "vocabulary": {
        "weekdays": {"montag": 0},
        "months": {"mai": 5},
        "relative_days": {"morgen": 1},
        "units": {"tage": 1},
        "small_numbers": {"zwei": 2},
        "next_words": ["nächsten"],
        "observation_signs": ["sah"],
        "nothing_to_say": ["nichts"],
    },
    "plants": {"plants": ["Ahorn"]},
    "personal_data": {
        "placeholders": {kind.value: f"[{kind}]" for kind in PersonalKind},
        **{field.name: ["wort"] for field in fields(PersonalWords) if field.name not in ("placeholders", "pseudonyms")},
        "first_names": ["Sabine"],
    },
    "judging_words": {"whole": ["faul"], "beginnings": ["verweiger"]},
    "crisis": {"words": ["lebensmüde"], "beginnings": ["suizid"], "phrases": ["will sterben"]},
    "easy_language": {field.name: ["wort"] for field in fields(EasyWords)},
    "glossary": {
        "entries": [
            {
                "id": "coachee",
                "word": {"standard": "Coachee", "leicht": "Coachee"},
                "explanation": {"standard": "Die Person, um die es geht.", "leicht": "Um diese Person geht es."},
            }
        ]
    },
}
GOOD = dialog_data(step("eins", covers=["J1"]), step("zwei"))


class Folder:
    """A content folder on disk with one good dialog named `probe`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        (path / "shared").mkdir(parents=True)
        for name, data in SHARED.items():
            self.write(place_of(name), data)
        self.write("probe/dialog.toml", GOOD)

    def write(self, file: str, data: Mapping[str, Any] | str | bytes) -> None:
        (self.path / file).parent.mkdir(parents=True, exist_ok=True)
        content = to_toml(data) if isinstance(data, Mapping) else data
        (self.path / file).write_bytes(content if isinstance(content, bytes) else content.encode())

    def problems(self) -> tuple[Problem, ...]:
        """All problems of the folder; fails the test if there are none."""
        with pytest.raises(ContentError) as caught:
            load_catalogue(self.path)
        assert all(str(problem) in str(caught.value) for problem in caught.value.problems)
        return caught.value.problems

    def problems_of(self, *steps: Mapping[str, Any], **more: Any) -> list[tuple[str, str]]:
        """The step and message of each problem when the dialog is made of `steps`."""
        self.write("probe/dialog.toml", dialog_data(*steps, **more))
        found = self.problems()
        assert {problem.file for problem in found} == {"probe/dialog.toml"}
        return [(problem.step, problem.message) for problem in found]


def place_of(name: str) -> str:
    """Where shared content lies; of the texts there may be several files."""
    return "shared/texts/menu.toml" if name == "texts" else f"shared/{name}.toml"


def to_toml(data: Mapping[str, Any]) -> str:
    return "".join(f"{json.dumps(key)} = {_inline(value)}\n" for key, value in data.items())


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(key)} = {_inline(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
