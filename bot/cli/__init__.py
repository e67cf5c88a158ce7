"""The command line: one command a module. Mistakes of operators end in one sentence and exit code 1 or 2."""

from __future__ import annotations

import sys

import typer
from sqlalchemy.exc import DatabaseError

from bot.app import place_of
from bot.cli.audit import audit
from bot.cli.cases import cases
from bot.cli.chat import chat
from bot.cli.check import check
from bot.cli.datenschutz import datenschutz
from bot.cli.doctor import doctor
from bot.cli.erase import erase
from bot.cli.export import export
from bot.cli.invite import invite
from bot.cli.migrate import migrate
from bot.cli.output import what_the_database_says
from bot.cli.people import people
from bot.cli.postcard import postcard
from bot.cli.recovery_sheet import recovery_sheet
from bot.cli.report import report
from bot.cli.retention import retention
from bot.cli.rotate_key import rotate_key
from bot.cli.run import run
from bot.content import MissingVersionError
from bot.errors import OperatorError
from bot.settings import SettingsError
from dialogs.catalogue.problems import ContentError
from storage.encryption import SealBrokenError
from storage.master_keys import MasterKeyError
from storage.migrating import MissingKeysError, UnknownLayoutError
from storage.process_lock import AlreadyRunningError

_MISTAKES = (
    OperatorError,
    ContentError,
    MissingVersionError,
    UnknownLayoutError,
    MissingKeysError,
    MasterKeyError,
    SealBrokenError,
    AlreadyRunningError,
)
application = typer.Typer(
    help="Nachklang: short guided reflections for Jobcoaching am Arbeitsplatz, in Telegram and in the terminal.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    chat,
    run,
    invite,
    cases,
    people,
    export,
    report,
    postcard,
    erase,
    retention,
    recovery_sheet,
    rotate_key,
    datenschutz,
    check,
    migrate,
    doctor,
):
    application.command()(command)
application.add_typer(audit, name="audit")


def main() -> None:
    """Runs the command line. Exit code 2 for settings that cannot be used, 1 for everything else that fails."""
    try:
        application()
    except SettingsError as error:
        _fail(str(error), 2)
    except _MISTAKES as error:
        _fail(str(error), 1)
    except DatabaseError as error:
        said = what_the_database_says(error)
        _fail(f"The database cannot be used ({said}). Check its address, the rights and the space on the disk.", 1)
    except Exception as error:
        _fail(f"Something unexpected happened ({place_of(error)}). Please report this line with what you did.", 1)
    except KeyboardInterrupt:
        sys.exit(130)


def _fail(message: str, code: int) -> None:
    print(message, file=sys.stderr)
    sys.exit(code)
