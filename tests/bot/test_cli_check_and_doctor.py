"""`nachklang check` finds every mistake of an author, `nachklang doctor` what an operator has to put right."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogs.catalogue.loader import CONTENT
from storage.database import open_database, transaction
from tests.bot.called import Called

Call = Callable[..., Called]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The content with two mistakes in two files."""
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    for dialog, before, after in (("idee", "minutes", "minuts"), ("ziele", 'kind = "scale"', 'kind = "skala"')):
        file = folder / dialog / "dialog.toml"
        file.write_text(file.read_text("utf-8").replace(before, after, 1), "utf-8")
    return folder


def test_the_content_that_ships_is_in_order(nachklang: Call) -> None:
    called = nachklang("check")
    assert called.code == 0
    assert "in order" in called.out
    assert nachklang("check", "--json").json["ok"] is True


def test_every_mistake_is_printed_with_its_file(nachklang: Call, broken: Path) -> None:
    called = nachklang("check", "--content", str(broken))
    assert called.code == 1
    assert "idee/dialog.toml" in called.out
    assert "ziele/dialog.toml" in called.out


def test_mistakes_as_json(nachklang: Call, broken: Path) -> None:
    called = nachklang("check", "--content", str(broken), "--json")
    assert called.code == 1
    assert called.json["ok"] is False
    assert {"idee/dialog.toml", "ziele/dialog.toml"} <= {problem["file"] for problem in called.json["problems"]}


@pytest.mark.parametrize("folder", [".", "not/there"])
def test_a_folder_without_content_has_problems_too(nachklang: Call, folder: str) -> None:
    called = nachklang("check", "--content", folder)
    assert called.code == 1
    assert "holds no dialog" in called.out


def levels(called: Called) -> dict[str, str]:
    worst = {"ok": 0, "warning": 1, "error": 2}
    found: dict[str, str] = {}
    for finding in called.json["findings"]:
        about, level = finding["about"], finding["level"]
        found[about] = max(found.get(about, "ok"), level, key=worst.__getitem__)
    return found


def test_a_fresh_machine_is_fine_but_has_no_bot(nachklang: Call, here: Path) -> None:
    called = nachklang("doctor", "--json")
    assert called.code == 0
    expected = dict.fromkeys(("content", "settings", "keys", "database"), "ok")
    assert levels(called) == {**expected, "consent": "warning", "telegram": "warning"}
    assert list(here.iterdir()) == [], "looking changes nothing"


def test_after_the_first_start_it_knows_the_layout_and_the_messages(nachklang: Call) -> None:
    nachklang("migrate")
    called = nachklang("doctor")
    assert called.code == 0
    assert "newest layout" in called.out
    assert "0 waiting" in called.out


def test_bad_settings_are_all_listed(nachklang: Call) -> None:
    called = nachklang("doctor", "--json", NACHKLANG_TIMEZONE="Berlin", NACHKLANG_LOG_LEVEL="LOUD")
    assert called.code == 1
    said = [finding["message"] for finding in called.json["findings"] if finding["level"] == "error"]
    assert len(said) == 2


def test_a_misspelt_setting_is_noticed(nachklang: Call) -> None:
    called = nachklang("doctor", NACHKLANG_TIMEZON="Europe/Berlin")
    assert called.code == 0
    assert "NACHKLANG_TIMEZON is set, but it is not a setting" in called.out


@pytest.mark.parametrize("what", ["text", "folder", "foreign", "newer", "nowhere"])
def test_a_database_that_cannot_be_used_is_an_error_with_a_remedy(nachklang: Call, here: Path, what: str) -> None:
    file = here / "nachklang.db"
    address = "sqlite:///nachklang.db"
    if what == "text":
        file.write_text("Dear diary", "utf-8")
    elif what == "folder":
        file.mkdir()
    elif what == "foreign":
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TABLE recipes (name TEXT)")
        connection.close()
    elif what == "newer":
        nachklang("migrate")
        engine = open_database(address)
        with transaction(engine) as changed:
            changed.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        engine.dispose()
    else:
        address = "sqlite:///not/there/nachklang.db"
    called = nachklang("doctor", "--json", NACHKLANG_DATABASE_URL=address)
    assert called.code == 1
    assert levels(called)["database"] == "error"


def test_a_server_that_cannot_be_reached_is_an_error(nachklang: Call) -> None:
    called = nachklang("doctor", "--json", TELEGRAM_BOT_TOKEN="1:abc", TELEGRAM_API_BASE_URL="http://127.0.0.1:9")
    assert called.code == 1
    assert levels(called)["telegram"] == "error"
    assert "1:abc" not in called.out + called.err
