"""The doctor looks at the keys: where they lie, who can read them, and whether paper can bring them back."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import datetime
from pathlib import Path

from bot.app import KEY_STORE, MASTER_KEY, open_vault
from bot.cli.doctor.finding import Finding
from bot.settings import Settings
from storage.encryption import Vault
from storage.key_store import RECOVERY_CHECKED, KeyStore
from storage.master_keys import MasterKeyError, MasterKeys

_OTHERS = 0o077


def open_keys(settings: Settings, now: datetime) -> Generator[Finding, None, Vault | None]:
    """Findings; returns the opened vault, None if there is none yet or it cannot be opened. Makes nothing."""
    store, key_file = settings.keys_folder / KEY_STORE, settings.keys_folder / MASTER_KEY
    try:
        masters = MasterKeys(settings.master_key, key_file).read()
        if not store.exists() or (not masters and store.stat().st_size == 0):
            yield Finding("keys", "ok", f"There is no key store at {store} yet; it is made at the first start.")
            return None
        vault = open_vault(settings, now)
    except MasterKeyError as error:
        yield Finding("keys", "error", str(error))
        return None
    except OSError as error:
        yield Finding("keys", "error", f"{store} cannot be read ({error.strerror}); allow this user to read it.")
        return None
    yield Finding(
        "keys",
        "ok",
        f"The key store {store} opens with master key {vault.store.master_id} from {vault.store.keys_place}. "
        "Back it up apart from the database, and keep its newest copy only.",
    )
    yield from _open_to_others(settings.keys_folder, [store, key_file])
    yield from _rotation(vault.store)
    yield _recovery(vault.store)
    return vault


def _open_to_others(folder: Path, files: list[Path]) -> Iterator[Finding]:
    for path, right in [(folder, "700"), *((file, "600") for file in files)]:
        if path.exists() and path.stat().st_mode & _OTHERS:
            yield Finding("keys", "warning", f"Others on this machine can read {path}: `chmod {right} {path}`.")


def _rotation(store: KeyStore) -> Iterator[Finding]:
    older = store.older_masters_in_use()
    if older:
        said = f"{sum(older.values())} keys are still wrapped with master key {', '.join(sorted(older))}"
        yield Finding("keys", "warning", f"{said}; `nachklang rotate-key` brings them under the newest.")


def _recovery(store: KeyStore) -> Finding:
    if store.marked(RECOVERY_CHECKED) == store.master_id:
        return Finding("recovery", "ok", f"Master key {store.master_id} was typed back from its recovery sheet.")
    return Finding(
        "recovery",
        "warning",
        f"Without master key {store.master_id} nobody can read the data. Print it with `nachklang recovery-sheet`, "
        "then type it back once with `nachklang recovery-sheet --check`.",
    )
