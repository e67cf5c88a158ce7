"""`nachklang datenschutz` writes the kit and says what is left to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.bot.called import Called

Call = Callable[..., Called]


def test_the_kit_is_written_and_nothing_else(nachklang: Call, here: Path) -> None:
    called = nachklang("datenschutz", "--output", "kit")
    assert called.code == 0
    assert "index.html" in called.out
    assert "blanks are left to you" in called.out
    assert [file.name for file in here.iterdir()] == ["kit"], "neither a database nor a key is made"
    assert "Löschkonzept" in (here / "kit" / "index.html").read_text("utf-8")


def test_as_json(nachklang: Call, here: Path) -> None:
    told = nachklang("datenschutz", "--output", "kit", "--json").json
    assert told["folder"] == "kit"
    assert sorted(told["files"]) == sorted(file.name for file in (here / "kit").iterdir())
    assert all(blank.startswith("[bitte ") for blank in told["blanks"])
    assert len(told["blanks"]) == len(set(told["blanks"])) > 50


def test_the_settings_are_used(nachklang: Call, here: Path) -> None:
    nachklang(
        "datenschutz", "--output", "kit", NACHKLANG_KEEP_PRIVATE_MONTHS="7", NACHKLANG_ORGANISATION="IFD Musterstadt"
    )
    sheet = (here / "kit" / "07a-information-coachee.html").read_text("utf-8")
    assert "7 Monate" in sheet
    assert "IFD Musterstadt" in sheet


def test_a_second_time_needs_another_folder_or_force(nachklang: Call, here: Path) -> None:
    nachklang("datenschutz", "--output", "kit")
    (here / "kit" / "04-loeschkonzept.docx").write_bytes(b"filled in")
    called = nachklang("datenschutz", "--output", "kit")
    assert called.code == 1
    assert "--force" in called.sentence
    assert (here / "kit" / "04-loeschkonzept.docx").read_bytes() == b"filled in"
    assert nachklang("datenschutz", "--output", "kit", "--force").code == 0
    assert (here / "kit" / "04-loeschkonzept.docx").read_bytes() != b"filled in"


def test_an_output_that_is_a_file(nachklang: Call, here: Path) -> None:
    (here / "kit").write_text("no folder", "utf-8")
    called = nachklang("datenschutz", "--output", "kit")
    assert called.code == 1
    assert "Name another folder" in called.sentence


def test_without_an_output_or_with_bad_settings(nachklang: Call) -> None:
    assert nachklang("datenschutz").code == 2
    assert nachklang("datenschutz", "--output", "kit", NACHKLANG_KEEP_CASE_YEARS="ewig").code == 2
