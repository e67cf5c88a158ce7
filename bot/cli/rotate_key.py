"""`nachklang rotate-key`: a new master key, also while the bot runs."""

from __future__ import annotations

from bot.app import App
from bot.cli.opening import opened_app
from bot.cli.output import AsJson, print_json
from storage.audit import AuditEvent, record
from storage.database import transaction
from storage.master_keys import new_master_key

_NEXT = "Now print a new recovery sheet: `nachklang recovery-sheet`, then `nachklang recovery-sheet --check`."


def rotate_key(json: AsJson = False) -> None:
    """Wrap every key anew with a new master key; the old one stays for old backups. Works while the bot runs."""
    with opened_app() as app:
        store = app.vault.store
        if store.keys_from_file:
            before, after, count = store.rotate()
            stays = f"The old key stays in {store.keys_place}, after the new one, for old backups of the key store."
        else:
            before, after, count = _rewrap(app)
            stays = f"Keep the old key in {store.keys_place} as long as there are old backups of the key store."
        if before:
            _note(app, before, after, count)
    if json:
        print_json({"rotated": bool(before), "before": before, "after": after, "keys": count})
    elif before:
        print(f"The master key was {before} and is {after} now; {count} keys were wrapped anew.\n{stays}\n{_NEXT}")
    else:
        print(
            f"Master key {after} comes from {store.keys_place}, which this program cannot change. Three steps:\n"
            f"1. Put a new key before the old one, separated by a comma. Here is one, shown only this once:\n"
            f"   {new_master_key()}\n"
            "2. Start the bot again, so that it knows both.\n"
            "3. Call `nachklang rotate-key` once more; it wraps every key anew."
        )


def _rewrap(app: App) -> tuple[str, str, int]:
    """The second step when keys come from the environment; an empty first id if there is nothing to do."""
    store = app.vault.store
    before = ", ".join(sorted(store.older_masters_in_use()))
    return before, store.master_id, store.rewrap()


def _note(app: App, before: str, after: str, count: int) -> None:
    with transaction(app.engine) as connection:
        record(connection, AuditEvent.KEY_ROTATED, app.clock(), before=before, after=after, keys=count)
