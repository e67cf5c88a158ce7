"""`nachklang postcard`: the card for the coachee of a case, to print and to hand over at the end."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import opened_app
from bot.cli.output import AsJson, print_json
from bot.cli.private_file import write_new
from bot.errors import OperatorError, UnknownCaseError
from bot.follow_up.postcard import FILE_NAME, card_pdf, personal_link
from dialogs.engine.model import Register, Role
from storage.audit import AuditEvent, record
from storage.cases import find_case
from storage.database import transaction
from storage.facts import BOT_NAME, recall


def postcard(
    case: Annotated[str, typer.Argument(help="Number or pseudonym of a case.")],
    output: Annotated[Path, typer.Option(help="The file.")] = Path(FILE_NAME),
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the file if there is one.")] = False,
    json: AsJson = False,
) -> None:
    """Write the card with which the coachee of a case calls for help later: PDF, A6, with a QR code."""
    with opened_app() as app, transaction(app.engine) as connection:
        found = find_case(connection, case)
        if found is None:
            raise UnknownCaseError(case)
        bot_name = recall(connection, BOT_NAME)
        if bot_name is None:
            raise OperatorError("The name of the bot is not known yet. Start `nachklang run` once, then try again.")
        now = app.clock()
        link = personal_link(connection, found.id, bot_name, now)
        if link.until is not None:
            record(connection, AuditEvent.INVITED, now, case=found.id, role=Role.COACHEE.value)
        made_on = app.now_here().date()
        write_new(output, card_pdf(app.office.voice(Register.EASY), link, made_on), overwrite=overwrite)
    until = None if link.until is None else link.until.isoformat()
    if json:
        print_json({"file": str(output), "invites": link.until is not None, "valid_until": until})
    elif until is None:
        print(f"{output} is written. Its code opens the chat of the coachee of {found.pseudonym}.")
    else:
        print(f"{output} is written. Its code invites the coachee of {found.pseudonym}, once, until {until}.")
