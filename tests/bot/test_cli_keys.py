"""`nachklang rotate-key` and `recovery-sheet`: a new master key under a running bot, and the key on paper."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.app import App
from storage.database import transaction
from storage.people import name_of
from tests.bot.called import Called
from tests.bot.installation import use_installation
from tests.journey import add_case

Call = Callable[..., Called]
LINE = re.compile(r"^ +((?:[A-Z2-7]{4} *){2,4})$", re.MULTILINE)


@pytest.fixture
def keys(app: App, case: int, here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the keys of an installation whose bot is running."""
    return use_installation(app, monkeypatch) / "nachklang-keys"


def keys_in(file: Path) -> list[str]:
    return [line for line in file.read_text("ascii").splitlines() if not line.startswith("#")]


def printed(nachklang: Call) -> str:
    """The key as it stands on the sheet."""
    return "\n".join(LINE.findall(nachklang("recovery-sheet").out))


def typed_back(nachklang: Call, monkeypatch: pytest.MonkeyPatch, text: str) -> Called:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    return nachklang("recovery-sheet", "--check")


def recovery(nachklang: Call) -> str:
    findings = nachklang("doctor", "--json").json["findings"]
    return str(next(each["level"] for each in findings if each["about"] == "recovery"))


def test_a_new_key_before_the_old_one_and_everything_under_it(keys: Path, nachklang: Call) -> None:
    (old,) = keys_in(keys / "master.key")
    told = nachklang("rotate-key", "--json").json
    newest, kept = keys_in(keys / "master.key")
    assert kept == old
    assert newest != old
    assert told["keys"] > 0
    assert told["before"] != told["after"]
    (keys / "master.key").write_text(newest + "\n", "ascii")
    assert "Ahorn" in nachklang("cases").out, "the old key is not needed any more"


def test_people_are_told_where_the_old_key_is_and_what_comes_next(keys: Path, nachklang: Call) -> None:
    called = nachklang("rotate-key")
    assert "old backups" in called.out
    assert "recovery-sheet" in called.out
    assert not any(key in called.out + called.err for key in keys_in(keys / "master.key"))


def test_a_running_bot_goes_on_and_uses_the_new_key(app: App, person: int, keys: Path, nachklang: Call) -> None:
    nachklang("rotate-key")
    with transaction(app.engine) as connection:
        assert name_of(connection, person) == "Frau Linde"
    add_case(app, person, "Birke")
    newest, _ = keys_in(keys / "master.key")
    (keys / "master.key").write_text(newest + "\n", "ascii")
    assert "Birke" in nachklang("cases").out
    assert "Frau Linde" in nachklang("export", "Birke").out


def test_the_log_notes_it(keys: Path, nachklang: Call) -> None:
    told = nachklang("rotate-key", "--json").json
    newest = nachklang("audit", "list", "--json").json[-1]
    assert newest["event"] == "key_rotated"
    assert newest["details"] == {key: told[key] for key in ("before", "after", "keys")}


def test_keys_from_the_environment_are_changed_in_two_steps(keys: Path, nachklang: Call) -> None:
    (old,) = keys_in(keys / "master.key")
    (keys / "master.key").unlink()
    first = nachklang("rotate-key", NACHKLANG_MASTER_KEY=old)
    assert first.code == 0
    assert "NACHKLANG_MASTER_KEY" in first.out
    (new,) = re.findall(r"(?:[A-Z2-7]{4}-){13}[A-Z2-7]{4}", first.out)
    told = nachklang("rotate-key", "--json", NACHKLANG_MASTER_KEY=f"{new},{old}").json
    assert told["rotated"] is True
    assert "Ahorn" in nachklang("cases", NACHKLANG_MASTER_KEY=new).out
    assert nachklang("rotate-key", "--json").json["rotated"] is False, "nothing is left to do"


def test_the_sheet_holds_the_key_its_name_and_what_to_do(keys: Path, nachklang: Call) -> None:
    called = nachklang("recovery-sheet", NACHKLANG_ORGANISATION="IFD Musterstadt")
    (key,) = keys_in(keys / "master.key")
    groups = " ".join(LINE.findall(called.out)).split()
    assert "-".join(groups) == key
    assert len(groups) == 14
    for part in ("IFD Musterstadt", "IM NOTFALL", "Tresor", "nachklang rotate-key"):
        assert part in called.out
    assert max(map(len, called.out.splitlines())) <= 80 + len(str(keys))


def test_a_file_for_the_printer_is_for_its_owner_only(keys: Path, nachklang: Call, here: Path) -> None:
    (here / "sheet.txt").write_text("an old sheet", "utf-8")
    (here / "sheet.txt").chmod(0o644)
    called = nachklang("recovery-sheet", "--output", "sheet.txt")
    assert called.code == 0
    assert (here / "sheet.txt").stat().st_mode & 0o077 == 0
    assert keys_in(keys / "master.key")[0][:4] in (here / "sheet.txt").read_text("utf-8")
    assert not LINE.search(called.out), "the key is in the file only"
    assert nachklang("recovery-sheet", "--output", "not/there").code == 1


@pytest.mark.parametrize("spoken", [str, str.lower, lambda text: text.replace(" ", ""), lambda text: text + "\n\nmore"])
def test_typed_back_in_any_spacing_the_reminder_ends(
    keys: Path, nachklang: Call, monkeypatch: pytest.MonkeyPatch, spoken: Callable[[str], str]
) -> None:
    assert recovery(nachklang) == "warning"
    called = typed_back(nachklang, monkeypatch, spoken(printed(nachklang)))
    assert called.code == 0
    assert "Right." in called.out
    assert recovery(nachklang) == "ok"


def test_a_new_key_needs_a_new_sheet(keys: Path, nachklang: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = printed(nachklang)
    typed_back(nachklang, monkeypatch, sheet)
    nachklang("rotate-key")
    assert recovery(nachklang) == "warning"
    called = typed_back(nachklang, monkeypatch, sheet)
    assert called.code == 1
    assert "another key" in called.err


def test_a_mistyped_group_is_named(keys: Path, nachklang: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    groups = printed(nachklang).split()
    groups[4] = "AAAA" if groups[4] != "AAAA" else "BBBB"
    called = typed_back(nachklang, monkeypatch, " ".join(groups))
    assert called.code == 1
    assert "group 5." in called.err
    assert recovery(nachklang) == "warning"


@pytest.mark.parametrize("text", ["", "ABCD EFGH\n", "kein Schlüssel"])
def test_too_little_is_counted(keys: Path, nachklang: Call, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    called = typed_back(nachklang, monkeypatch, text)
    assert called.code == 1
    assert "not 56" in called.err
