"""`nachklang report`: a file of a case for its owner only, never over another one, with what it lacks; templates."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from bot.app import App
from bot.reports.rendering import Format
from bot.reports.view import ReportKind
from storage.audit import AuditEvent, entries_of_case
from storage.database import transaction
from storage.releases import Room
from tests.bot.called import Called
from tests.bot.reports.scene import Scene, open_scene, whole_case
from tests.journey import Clock

Call = Callable[..., Called]


@pytest.fixture
def told(app: App, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """A whole case in the database that the commands open."""
    scene = open_scene(app, clock)
    whole_case(scene)
    monkeypatch.setenv("NACHKLANG_DATABASE_URL", app.engine.url.render_as_string())
    return scene


@pytest.fixture
def at(here: Path, told: Scene, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The empty folder the command is called in; the database stays the one of the case."""
    monkeypatch.setenv("NACHKLANG_DATABASE_URL", told.app.engine.url.render_as_string())
    return here


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("kind", ReportKind)
def test_every_draft_in_every_format(at: Path, nachklang: Call, kind: ReportKind, form: Format) -> None:
    called = nachklang("report", "ahorn", kind, "--format", form, "--output", f"made.{form}")
    assert called.code == 0, called.err
    assert called.out.startswith(f"made.{form} is written: ")
    assert (at / f"made.{form}").stat().st_size > 500


def test_a_file_for_its_owner_only_named_after_the_case(at: Path, nachklang: Call) -> None:
    nachklang("report", "1", "protokoll", "--format", "txt")
    (file,) = at.glob("ahorn-protokoll-*.txt")
    assert file.stat().st_mode & 0o077 == 0


def test_nothing_is_overwritten_silently(at: Path, nachklang: Call, told: Scene) -> None:
    (at / "a.txt").write_text("wichtig")
    called = nachklang("report", "ahorn", "protokoll", "--format", "txt", "--output", "a.txt")
    assert called.code == 1
    assert called.sentence == "a.txt is there already. Name another file with --output, or use --overwrite."
    assert (at / "a.txt").read_text() == "wichtig"
    assert exports(told) == []
    nachklang("report", "ahorn", "protokoll", "--format", "txt", "--output", "a.txt", "--overwrite")
    assert "Protokoll" in (at / "a.txt").read_text()
    assert (at / "a.txt").stat().st_mode & 0o077 == 0


def test_json_lists_statements_what_is_missing_and_what_to_look_at(at: Path, nachklang: Call, told: Scene) -> None:
    told.says("arbeitgeber", "rueckblick_betrieb", {"woran": "Frau Meier ist stur."}, Room.REPORT)
    found = nachklang("report", "ahorn", "abschlussbericht", "--format", "html", "--json").json
    assert set(found) == {"file", "kind", "pages", "statements", "missing", "sensitive"}
    assert Path(found["file"]).exists()
    assert {"answer", "revision", "author", "answered_on", "text"} == set(found["statements"][0])
    assert any("offen bleibt" in words for words in found["missing"])
    assert [place["concern"] for place in found["sensitive"]] == ["person", "urteil"]
    assert found["sensitive"][0]["author"] == "Arbeitgeber"


def test_the_log_notes_it(at: Path, nachklang: Call, told: Scene) -> None:
    nachklang("report", "ahorn", "zwischenbericht")
    assert exports(told) == [{"kind": "zwischenbericht", "format": "pdf"}]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("Wacholder", "protokoll"), "There is no case 'Wacholder'. `nachklang cases` lists all of them."),
        (
            ("ahorn", "protokoll", "--output", "no/such.pdf"),
            "no/such.pdf cannot be written (No such file or directory).",
        ),
        (("ahorn", "fallberatung", "--topic", "idee"), "Nothing is released about 'idee'"),
        (("ahorn", "protokoll", "--topic", "rahmen"), "Nothing is released about 'rahmen' that 'protokoll' could use."),
    ],
)
def test_mistakes_are_explained(at: Path, nachklang: Call, arguments: tuple[str, ...], sentence: str) -> None:
    called = nachklang("report", *arguments)
    assert called.code == 1
    assert called.sentence.startswith(sentence)
    assert list(at.iterdir()) == []


@pytest.mark.parametrize("arguments", [("ahorn", "gedicht"), ("ahorn", "protokoll", "--format", "odt")])
def test_unknown_kinds_and_formats_are_refused(at: Path, nachklang: Call, arguments: tuple[str, ...]) -> None:
    assert nachklang("report", *arguments).code == 2


def test_a_broken_template_names_its_place(at: Path, nachklang: Call) -> None:
    templates = at / "vorlagen"
    templates.mkdir()
    document = Document()
    document.add_paragraph("Hier fehlt {{ etwas }}")
    document.save(templates / "bericht.docx")
    settings = {"NACHKLANG_TEMPLATES": "vorlagen"}
    called = nachklang("report", "ahorn", "protokoll", "--format", "docx", **settings)
    assert called.code == 1
    assert called.sentence.startswith("The template bericht.docx cannot be used: 'etwas' is undefined.")
    assert 'The place: "Hier fehlt {{ etwas }}"' in called.sentence


def test_doctor_fills_in_the_templates(at: Path, nachklang: Call) -> None:
    templates = at / "vorlagen"
    templates.mkdir()
    for name, text in (("bericht", "{{ titel }}"), ("protokoll", "{% if"), ("Brief", "{{ titel }}")):
        document = Document()
        document.add_paragraph(text)
        document.save(templates / f"{name}.docx")
    findings = json.loads(nachklang("doctor", "--json", NACHKLANG_TEMPLATES="vorlagen").out)["findings"]
    found = {one["level"]: one["message"] for one in findings if one["about"] == "templates"}
    assert found["ok"] == "Reports can be written with bericht.docx."
    assert found["error"].startswith("The template protokoll.docx cannot be used: ")
    assert found["warning"].startswith("Brief.docx is never used; templates are called bericht.docx, protokoll.docx,")


def test_doctor_misses_the_folder(at: Path, nachklang: Call) -> None:
    findings = json.loads(nachklang("doctor", "--json", NACHKLANG_TEMPLATES="fehlt").out)["findings"]
    (found,) = [one for one in findings if one["about"] == "templates"]
    assert found["level"] == "error"
    assert "NACHKLANG_TEMPLATES must name a folder" in found["message"]


def exports(scene: Scene) -> list[dict[str, str | int]]:
    with transaction(scene.app.engine) as connection:
        entries = entries_of_case(connection, scene.case_id)
    return [entry.details for entry in entries if entry.event is AuditEvent.EXPORTED]
