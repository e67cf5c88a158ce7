"""The READMEs say what the code does: settings, commands, words, keys of content files, and the transcript."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import typer

from bot.cli import application
from bot.commands import COMMANDS, MENU_COMMANDS
from bot.settings import SETTINGS
from dialogs.catalogue.loader import load_catalogue
from dialogs.engine.conditions import CONDITIONS
from dialogs.engine.model import END, PAUSE, DialogKind, Phase, QuestionKind, Register, Role

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DIALOGS = (ROOT / "dialogs" / "README.md").read_text(encoding="utf-8")


def rows(text: str, heading: str) -> list[list[str]]:
    """The cells of the first table after a heading."""
    lines = text[text.index(heading) :].splitlines()
    table = []
    for line in lines[1:]:
        if line.startswith("|"):
            table.append([cell.strip() for cell in line.strip("|").split("|")])
        elif table:
            break
    return table[2:]


def test_settings_table() -> None:
    expected = [
        [f"`{setting.name}`", f"`{setting.default}`" if setting.default else "(empty)", setting.meaning]
        for setting in SETTINGS
    ]
    assert rows(README, "## Settings") == expected


def test_chat_commands_table() -> None:
    texts = load_catalogue().texts
    expected = [[f"`/{name}`", texts.say(f"command_{name}", Register.STANDARD)] for name in MENU_COMMANDS]
    assert rows(README, "### Commands in the chat") == expected
    assert set(MENU_COMMANDS) <= set(COMMANDS)


def test_operator_commands_table() -> None:
    group = typer.main.get_command(application)
    expected = [[f"`nachklang {name}`", command.help] for name, command in group.commands.items()]  # type: ignore[attr-defined]
    assert rows(README, "### Commands of the operator") == expected


def test_german_words_table() -> None:
    words = {*Role, *Phase, *DialogKind, *Register, END, PAUSE}
    assert {row[0].strip("`") for row in rows(DIALOGS, "## German words in the code")} == set(map(str, words))


def test_keys_tables_name_every_key_of_the_content() -> None:
    used_in_dialogs: set[str] = set()
    used_in_steps: set[str] = set()
    for file in (ROOT / "dialogs" / "content").glob("*/dialog.toml"):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        used_in_dialogs |= set(data)
        used_in_steps |= {key for step in data["steps"] for key in step}
    assert used_in_dialogs <= {row[0].strip("`") for row in rows(DIALOGS, "## Keys of a dialog")}
    assert used_in_steps <= {row[0].strip("`") for row in rows(DIALOGS, "## Keys of a step")}
    for kind in QuestionKind:
        assert f"`{kind}`" in DIALOGS


def test_every_condition_is_named_in_english_and_documented() -> None:
    assert all(re.fullmatch(r"[a-z_]+", name) for name in CONDITIONS)
    assert "engine/conditions.py" in DIALOGS


def test_example_step_in_the_readme_is_valid(tmp_path: Path) -> None:
    from dialogs.catalogue.build import build_dialog

    example = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    assert example is not None
    texts = 'standard = "A"\nleicht = "A"\n'
    head = f'kind = "thema"\norder = 1\nminutes = 1\nroles = ["ifd"]\n[title]\n{texts}[opening]\n{texts}'
    dialog, problems = build_dialog("beispiel", tomllib.loads(head + example[1]), "README.md")
    assert problems == ()
    assert dialog is not None


def test_transcript_comes_from_a_journey() -> None:
    shown = re.search(r"<!-- transcript:begin -->\n```text\n(.*?)```\n<!-- transcript:end -->", README, re.DOTALL)
    assert shown is not None
    journey = (ROOT / "tests" / "journeys" / "nach_dem_besuch_standard.txt").read_text(encoding="utf-8")
    assert shown[1].strip() in journey


def test_number_of_dialogs_and_items_in_the_readme() -> None:
    catalogue = load_catalogue()
    assert f"There are {len(catalogue.dialogs)} dialogs" in README
    assert sum(item.startswith("J") for item in catalogue.sources) == 46
    assert "All 46 questions" in README


def test_package_readmes_exist_and_end_in_decisions() -> None:
    for package in ("bot", "dialogs", "storage"):
        text = (ROOT / package / "README.md").read_text(encoding="utf-8")
        decisions = text[text.index("## Decisions") :]
        dated = re.findall(r"\*\*\d{4}-\d\d-\d\d [^*]+\*\*", decisions)
        assert dated, package
        assert all(len(paragraph.splitlines()) <= 12 for paragraph in decisions.split("\n\n"))
