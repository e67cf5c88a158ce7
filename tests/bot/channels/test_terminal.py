"""The terminal keeps attachments as files of its user's own, and says where."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot.channels.terminal import Screen
from bot.messages import Attachment, Button, Outgoing

FILE = Attachment("meine-daten.html", "text/html", b"<h1>Daten</h1>")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def screen() -> Screen:
    return Screen(lambda commands: f"also {commands}", lambda file: f"kept in {file}", lambda file: f"no {file}")


def test_an_attachment_becomes_a_private_file(screen: Screen, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    screen.show(Outgoing("Bitte sehr.", attachment=FILE))
    kept = folder / "meine-daten.html"
    assert kept.read_bytes() == FILE.content
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert capsys.readouterr().out == f"Bitte sehr.\n\nkept in {kept}\n\n"


def test_nothing_is_ever_overwritten(screen: Screen, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "meine-daten.html").write_text("earlier")
    (folder / "meine-daten-2.html").mkdir()
    screen.show(Outgoing("", attachment=FILE))
    assert (folder / "meine-daten.html").read_text() == "earlier"
    assert (folder / "meine-daten-3.html").read_bytes() == FILE.content
    assert capsys.readouterr().out == f"kept in {folder / 'meine-daten-3.html'}\n\n"


def test_a_link_that_lies_there_is_not_followed(screen: Screen, folder: Path) -> None:
    (folder / "meine-daten.html").symlink_to(folder / "elsewhere")
    screen.show(Outgoing("", attachment=FILE))
    assert not (folder / "elsewhere").exists()
    assert (folder / "meine-daten-2.html").read_bytes() == FILE.content


def test_it_is_said_if_a_file_cannot_be_written(
    screen: Screen, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = folder / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    screen.show(Outgoing("Bitte sehr.", attachment=FILE))
    assert capsys.readouterr().out == "Bitte sehr.\n\nno meine-daten.html\n\n"


def test_a_full_disk_leaves_no_half_file(screen: Screen, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    resource = pytest.importorskip("resource")
    signal = pytest.importorskip("signal")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, before[1]))
    try:
        screen.show(Outgoing("", attachment=Attachment("bericht.docx", "application/x", bytes(100_000))))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert capsys.readouterr().out == "no bericht.docx\n\n"
    assert list(folder.iterdir()) == []


def test_clearing_changes_nothing_on_the_screen(screen: Screen, capsys: pytest.CaptureFixture[str]) -> None:
    screen.show(Outgoing("Weiter?", ((Button("Ja", "c.1.1.c.ja", answer=True),),)))
    capsys.readouterr()
    screen.show(Outgoing("", clears=("1", "2")))
    assert capsys.readouterr().out == ""
    assert screen.tokens("1") == ["c.1.1.c.ja"]
