"""The design as tests: which way imports point, how big files get, how modules are called, where German lives."""

from __future__ import annotations

import ast
import re
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "dialogs", "storage")
PURE = {"__future__", "collections", "dataclasses", "datetime", "enum", "re", "typing", "unicodedata"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "service", "base", "misc"}
# Expressions that recognise what people write; nobody reads them.
GERMAN_LETTERS = {("dialogs/engine/days.py", "a-zäöü"), ("dialogs/engine/days.py", "a-zäöüß")}
# Who may import what, besides the standard library and itself.
ALLOWED = {
    "dialogs/engine": set(),
    "dialogs/catalogue": {"dialogs.engine", "jinja2"},
    "storage": {"dialogs.engine", "sqlalchemy", "sqlmodel", "alembic", "cryptography", "sqlcipher3"},
}
TELEGRAM_ONLY_IN = ("bot/channels/telegram/", "bot/telegram_process.py", "bot/cli/")


def sources(*folders: str) -> list[Path]:
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def place(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imports(file: Path) -> Iterator[str]:
    """The dotted names a file imports, `from a import b` as `a.b`, wherever in the file."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{place(file)} has a relative import; this project writes full names"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def inside(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def test_there_is_something_to_look_at() -> None:
    assert all(sources(package) for package in (*PACKAGES, *ALLOWED))


@pytest.mark.parametrize("folder", ALLOWED)
def test_imports_point_inwards(folder: str) -> None:
    allowed = {folder.replace("/", "."), *ALLOWED[folder], *sys.stdlib_module_names}
    wrong = [(place(file), name) for file in sources(folder) for name in imports(file) if not inside(name, allowed)]
    assert wrong == []


def test_the_engine_is_pure() -> None:
    """No clock, file, socket, randomness or logging: only what works on values."""
    allowed = {"dialogs.engine", *PURE}
    wrong = [(place(f), name) for f in sources("dialogs/engine") for name in imports(f) if not inside(name, allowed)]
    for file in sources("dialogs/engine"):
        for node in ast.walk(tree(file)):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Attribute) and called.attr in ("today", "now", "utcnow", "fromtimestamp"):
                wrong.append((place(file), called.attr))
            elif isinstance(called, ast.Name) and called.id in ("open", "print", "input", "exec", "eval", "__import__"):
                wrong.append((place(file), called.id))
    assert wrong == []


def test_channels_know_nothing_of_dialogs_or_storage() -> None:
    wrong = [(place(f), n) for f in sources("bot/channels") for n in imports(f) if inside(n, {"dialogs", "storage"})]
    assert wrong == []


def test_each_channel_knows_one_network() -> None:
    wrong = [
        (place(file), name)
        for file in sources(*PACKAGES)
        for name in imports(file)
        if inside(name, {"telegram"}) and not place(file).startswith(TELEGRAM_ONLY_IN)
    ]
    assert wrong == []


def test_rows_stay_inside_storage() -> None:
    wrong = [
        (place(f), n)
        for f in sources("bot", "dialogs")
        for n in imports(f)
        if inside(n, {"storage.tables", "sqlmodel"})
    ]
    assert wrong == []


def test_the_product_does_not_know_its_tests() -> None:
    assert [place(f) for f in sources(*PACKAGES) for name in imports(f) if inside(name, {"tests"})] == []


def test_content_is_data_only() -> None:
    assert [place(file) for file in sources("dialogs/content")] == []


def test_files_stay_short() -> None:
    lengths = {place(f): len(f.read_text(encoding="utf-8").splitlines()) for f in sources(*PACKAGES, "tests")}
    assert {file: length for file, length in lengths.items() if length > 300} == {}
    assert statistics.median(length for length in lengths.values() if length) <= 100


def test_names_say_what_is_inside() -> None:
    names = [(place(file), part) for file in sources(*PACKAGES, "tests") for part in (file.stem, file.parent.name)]
    assert [where for where, name in names if VAGUE.intersection(name.split("_"))] == []


def test_every_module_says_what_is_here() -> None:
    silent = [place(f) for f in sources(*PACKAGES, "tests") if tree(f).body and not ast.get_docstring(tree(f))]
    assert silent == []


def test_german_is_only_written_in_content() -> None:
    found = []
    for file in sources(*PACKAGES):
        for node in ast.walk(tree(file)):
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            expected = any(where == place(file) and part in text for where, part in GERMAN_LETTERS)
            if re.search("[äöüÄÖÜß]", text) and not expected:
                found.append((place(file), text))
    assert found == []
