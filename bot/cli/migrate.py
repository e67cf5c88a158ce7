"""`nachklang migrate`: brings the database to the layout this version needs."""

from __future__ import annotations

from bot.app import open_vault, refuse_lost_store, utc_now
from bot.cli.output import AsJson, print_json
from bot.logs import set_up_logging
from bot.settings import settings_here
from storage.database import open_database
from storage.migrating import migrate as migrate_database


def migrate(json: AsJson = False) -> None:
    """Apply missing migrations. `run` and `chat` do the same when they start."""
    settings = settings_here()
    set_up_logging("ERROR")
    refuse_lost_store(settings)
    vault = open_vault(settings, utc_now())  # what was stored in the clear is brought under keys
    engine = open_database(settings.database_url, vault)
    try:
        before, after = migrate_database(engine)
    finally:
        engine.dispose()
        vault.store.close()
    if json:
        print_json({"before": before, "after": after})
    elif before == after:
        print(f"The database has the newest layout already ({after}).")
    else:
        print(f"The database went from {before or 'nothing'} to layout {after}.")
