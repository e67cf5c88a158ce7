"""`nachklang recovery-sheet`: the master key on paper, and the proof that it can be read from there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from jinja2 import StrictUndefined, select_autoescape
from jinja2.sandbox import SandboxedEnvironment

from bot.app import App
from bot.cli.opening import opened_app
from bot.cli.private_file import write_private
from bot.errors import OperatorError
from storage.key_store import RECOVERY_CHECKED
from storage.master_keys import read_master_key

TEMPLATE = Path(__file__).parent / "templates" / "recovery_sheet.txt.jinja"
GROUPS, GROUP, GROUPS_A_LINE = 14, 4, 4


def recovery_sheet(
    output: Annotated[Path | None, typer.Option(help="A file to write to instead of the screen.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Type the key back from the printed sheet.")] = False,
) -> None:
    """Print the master key as a sheet for the safe, in German; `--check` proves that it can be typed back."""
    if check and output is not None:
        raise typer.BadParameter("--check reads the printed sheet, so it takes no --output")
    with opened_app() as app:
        if check:
            _check(app)
        elif output is None:
            print(_sheet(app))
        else:
            write_private(output, _sheet(app) + "\n")
            print(f"The sheet is in {output}. Print it, delete the file, then call `nachklang recovery-sheet --check`.")


def _sheet(app: App) -> str:
    groups = app.vault.store.written_master_key().split("-")
    lines = ["   ".join(groups[start : start + GROUPS_A_LINE]) for start in range(0, GROUPS, GROUPS_A_LINE)]
    environment = SandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=select_autoescape()
    )
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        lines=lines,
        key_id=app.vault.store.master_id,
        organisation=app.settings.organisation,
        printed_on=f"{app.now_here():%d.%m.%Y}",
        from_file=app.vault.store.keys_from_file,
        place=app.vault.store.keys_place,
        store=app.vault.store.file,
    )


def _check(app: App) -> None:
    store = app.vault.store
    print(f"Type the key from the sheet: {GROUPS} groups of {GROUP}. Spaces and line breaks do not matter.", flush=True)
    typed = _typed()
    groups = [typed[start : start + GROUP] for start in range(0, len(typed), GROUP)]
    if len(typed) != GROUPS * GROUP:
        raise OperatorError(f"These are {len(typed)} signs, not {GROUPS * GROUP}. Count the groups and try again.")
    true = store.written_master_key().split("-")
    wrong = [str(number) for number, pair in enumerate(zip(groups, true, strict=True), 1) if pair[0] != pair[1]]
    if 0 < len(wrong) <= GROUPS // 2:
        raise OperatorError(f"Not the same as the key in use: group {', '.join(wrong)}. Look again and try again.")
    if read_master_key(typed).id != store.master_id:
        raise OperatorError(f"This is another key than {store.master_id}, which is in use. Print a new sheet.")
    store.mark(RECOVERY_CHECKED, store.master_id)
    print(f"Right. The sheet with key {store.master_id} can be used; keep it in a safe place, away from the backups.")


def _typed() -> str:
    """Letters and digits until there are enough, an empty line, or the end; what looks like O and I is O and I."""
    typed = ""
    for line in sys.stdin:
        if not line.strip():
            break
        typed += "".join(sign for sign in line.upper() if sign.isalnum()).replace("0", "O").replace("1", "I")
        if len(typed) >= GROUPS * GROUP:
            break
    return typed
