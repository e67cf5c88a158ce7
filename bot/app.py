"""The composition root: settings, database and content put together, and the ways an input takes through them."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from bot.access import invitation_token
from bot.content import Content, prepare_content
from bot.conversation import handle
from bot.messages import Incoming, Outgoing
from bot.office import Office
from bot.pace import Pace
from bot.settings import Settings
from dialogs.catalogue.loader import Catalogue, load_catalogue
from dialogs.engine.model import Register
from storage import audit, inbox, outbox
from storage.database import open_database, transaction
from storage.destroying import destroy_condemned
from storage.encryption import Vault
from storage.erasing import erase_again, scrub
from storage.key_store import KeyStore
from storage.master_keys import MasterKeyError, MasterKeys
from storage.migrating import check_keys, check_store_is_there, migrate
from storage.people import known_addresses
from storage.strangers import forget_told

Clock = Callable[[], datetime]
MASTER_KEY, KEY_STORE = "master.key", "keys.db"
KEEP_HANDLED = timedelta(days=3)
KEEP_SETTLED = timedelta(days=7)
_log = logging.getLogger(__name__)


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class App:
    """Everything that channels and commands work with."""

    engine: Engine
    office: Office
    settings: Settings
    vault: Vault
    clock: Clock

    @property
    def content(self) -> Content:
        return self.office.content

    @property
    def zone(self) -> ZoneInfo:
        return self.settings.zone

    def now_here(self) -> datetime:
        """Now, in the time zone of the installation."""
        return self.clock().astimezone(self.zone)

    def close(self) -> None:
        """Lets go of database and key store."""
        self.engine.dispose()
        self.vault.store.close()


def build_app(settings: Settings, clock: Clock = utc_now, catalogue: Catalogue | None = None) -> App:
    """Opens the keys, opens and migrates the database, loads the content, and finishes erasures that were interrupted.

    Raises MasterKeyError, MissingKeysError, ContentError, MissingVersionError, UnknownLayoutError or OperationalError.
    """
    catalogue = catalogue or load_catalogue()
    refuse_lost_store(settings)
    vault = open_vault(settings, clock())
    engine = open_database(settings.database_url, vault)
    try:
        migrate(engine)
        with transaction(engine) as connection:
            check_keys(connection)
            erased = erase_again(connection, clock())
            content = prepare_content(connection, catalogue, clock())
    except BaseException:
        engine.dispose()
        vault.store.close()
        raise
    if erased:
        scrub(engine)
        _log.warning("erased_again count=%s", erased)
    office = Office(
        content=content,
        organisation=settings.organisation,
        contact=settings.contact,
        phase_names=settings.phase_names,
        periods=settings.periods,
        pace=Pace(settings.messages_per_minute),
        templates=settings.templates,
        land=settings.land,
    )
    return App(engine, office, settings, vault, clock)


def open_vault(settings: Settings, now: datetime) -> Vault:
    """The keys of this installation, made at the first start. Raises MasterKeyError."""
    folder = settings.keys_folder
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise MasterKeyError(
            f"The folder {folder} for the keys cannot be made ({error.strerror}). Allow writing there, or name another "
            "one with NACHKLANG_KEYS_FOLDER."
        ) from None
    store = KeyStore(folder / KEY_STORE, MasterKeys(settings.master_key, folder / MASTER_KEY))
    if store.made_key_file:
        _log.warning("master_key_made file=%s", folder / MASTER_KEY)
    return Vault(store, now)


def refuse_lost_store(settings: Settings) -> None:
    """Refuses a database that came without its key store, before new keys are made. Raises MissingKeysError."""
    if not (settings.keys_folder / KEY_STORE).exists():
        engine = open_database(settings.database_url)
        try:
            with transaction(engine) as connection:
                check_store_is_there(connection, settings.keys_folder / KEY_STORE)
        finally:
            engine.dispose()


def keep(app: App, channel: str, incoming: list[Incoming]) -> None:
    """Keeps what came in, before anybody is told that it arrived. Of strangers only invitations are kept."""
    now = app.clock()
    with transaction(app.engine) as connection:
        known = known_addresses(connection, channel, {item.address for item in incoming})
        arrivals = [
            inbox.Arrival(
                item.external_id,
                item.address,
                (item if item.address in known else _bare(item)).to_json(),
                item.own_message if item.address in known else None,
            )
            for item in incoming
        ]
        inbox.keep(connection, channel, arrivals, now)


def handle_waiting(app: App, channel: str, most: int) -> int:
    """Handles what was kept, oldest first. Returns how many were taken.

    Each input is all or nothing in a savepoint of its own; inputs that wait together share the commit. Nothing is
    delivered before it, and after a crash before it everything is handled again.
    """
    with transaction(app.engine) as connection:
        waiting = inbox.waiting(connection, channel, most)
        for item in waiting:
            _handle_kept(app, connection, channel, item)
    return len(waiting)


def handle_now(app: App, incoming: Incoming) -> bool:
    """Keeps and handles one input in a single transaction. False if it was handled before."""
    now = app.clock()
    with transaction(app.engine) as connection:
        arrival = inbox.Arrival(incoming.external_id, incoming.address, "")
        new = inbox.take_new(connection, incoming.channel, arrival, now)
        if new:
            handle(connection, app.office, incoming, app.now_here())
    return new


def tidy(app: App) -> None:
    """Removes what is only kept to recognise repetitions, and the keys it was sealed with."""
    now = app.clock()
    with transaction(app.engine) as connection:
        inbox.forget_handled(connection, now - KEEP_HANDLED)
        outbox.forget_settled(connection, now - KEEP_SETTLED)
        outbox.forget_goodbyes(connection)
        forget_told(connection, now)
        audit.remember_end(connection)
        app.vault.renew_post_if_old(now)
    destroy_condemned(app.engine)


def place_of(error: BaseException) -> str:
    """Kind and place of an error without its message, which could quote what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__}@{place}"


def _bare(incoming: Incoming) -> Incoming:
    if invitation_token(incoming) is not None:
        return incoming
    return Incoming(incoming.channel, incoming.address, incoming.external_id, incoming.kind)


def _handle_kept(app: App, connection: Connection, channel: str, item: inbox.Waiting) -> None:
    now = app.clock()
    try:
        with connection.begin_nested():
            if inbox.take(connection, item.id, now):
                incoming = Incoming.from_json(channel, item.address, item.payload)
                handle(connection, app.office, incoming, app.now_here())
    except OperationalError:
        raise
    except Exception as error:
        _log.error("input_failed inbox=%s attempt=%s at=%s", item.id, item.attempts + 1, place_of(error))
        _put_aside(app, connection, channel, item)


def _put_aside(app: App, connection: Connection, channel: str, item: inbox.Waiting) -> None:
    """Counts the failure; after the last attempt the person is told that this one message was lost."""
    now = app.clock()
    if inbox.note_failure(connection, item.id, now):
        sorry = Outgoing(app.content.catalogue.texts.say("sorry", Register.STANDARD))
        outbox.enqueue(connection, channel, [outbox.Draft(item.address, sorry.to_json())], now)
