"""From a database to a file: the same case always gives the same bytes, and those that were looked at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import App
from bot.reports.rendering import Format, render_report
from bot.reports.view import ReportKind
from tests.bot.reports.sample import GOLDEN
from tests.bot.reports.scene import Scene, open_scene, whole_case
from tests.journey import Clock, open_app

KINDS = tuple(ReportKind)


@pytest.mark.parametrize("kind", KINDS)
def test_the_report_of_a_case_as_it_was_looked_at(told: Scene, kind: ReportKind) -> None:
    """A change shows in the difference; `python -m tests.bot.reports.test_from_the_database` writes the files anew."""
    assert render_report(told.report(kind), Format.TEXT).decode() == (GOLDEN / _name(kind)).read_text("utf-8")


@pytest.mark.parametrize("form", Format)
def test_two_databases_with_the_same_case_give_the_same_bytes(told: Scene, tmp_path: Path, form: Format) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    other = _again(folder)
    try:
        whole_case(other)
        kind = ReportKind.INTERIM
        assert render_report(other.report(kind), form) == render_report(told.report(kind), form)
    finally:
        other.app.close()


def _again(folder: Path) -> Scene:
    clock = Clock()
    app: App = open_app(folder, clock)
    return open_scene(app, clock)


def _name(kind: ReportKind) -> str:
    return f"ahorn-{kind}.txt"


def _write() -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        scene = _again(Path(folder))
        whole_case(scene)
        for kind in KINDS:
            (GOLDEN / _name(kind)).write_bytes(render_report(scene.report(kind), Format.TEXT))
        scene.app.close()


if __name__ == "__main__":
    _write()
