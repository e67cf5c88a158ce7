"""`nachklang cases`: all cases."""

from __future__ import annotations

from bot.app import build_app
from bot.cli.output import AsJson, print_json
from bot.logs import set_up_logging
from bot.settings import settings_here
from storage.cases import all_cases
from storage.database import transaction


def cases(json: AsJson = False) -> None:
    """List all cases with pseudonym and phase."""
    settings = settings_here()
    set_up_logging("ERROR")
    app = build_app(settings)
    with transaction(app.engine) as connection:
        found = all_cases(connection)
    if json:
        print_json(
            [
                {
                    "id": case.id,
                    "pseudonym": case.pseudonym,
                    "phase": case.phase.value,
                    "created_at": case.created_at.isoformat(),
                }
                for case in found
            ]
        )
    elif not found:
        print("There is no case yet. `nachklang chat` makes a sample, an accepted invitation makes a real one.")
    else:
        for case in found:
            print(
                f"{case.id:>5}  {case.pseudonym:<24} {case.phase:<12} {case.created_at.astimezone(app.zone):%d.%m.%Y}"
            )
