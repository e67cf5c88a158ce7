"""A good content folder for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialogs.catalogue.folders import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "content")
