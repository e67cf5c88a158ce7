"""The content at hand: the dialogs of today, and the older versions that running conversations still need."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from dialogs.catalogue.build import stored_dialog
from dialogs.catalogue.loader import Catalogue
from dialogs.engine.model import Dialog, DialogKind, Phase, Role
from storage.conversations import content_in_use, store_content_version


class MissingVersionError(Exception):
    """A conversation needs a content version that this program can no longer read; the message says what to do."""


class Content:
    """Finds dialogs by their id (today's version) or by the hash of a version."""

    def __init__(self, catalogue: Catalogue, versions: dict[str, Dialog]) -> None:
        self.catalogue = catalogue
        self._versions = versions

    def dialog(self, dialog_id: str) -> Dialog | None:
        """Today's version."""
        return self.catalogue.dialogs.get(dialog_id)

    def version(self, content_hash: str) -> Dialog:
        """The version a conversation began with."""
        return self._versions[content_hash]

    def of_kind(self, kind: DialogKind, role: Role) -> list[Dialog]:
        return [dialog for dialog in self.catalogue.dialogs.values() if dialog.kind is kind and role in dialog.roles]

    def topics(self, phase: Phase, role: Role) -> list[Dialog]:
        """The topics of a phase, in the order of the recommendations."""
        return [dialog for dialog in self.of_kind(DialogKind.TOPIC, role) if dialog.phase is phase]


def prepare_content(connection: Connection, catalogue: Catalogue, now: datetime) -> Content:
    """Stores today's versions for good and reads back the older ones in use.

    Raises MissingVersionError if one of those can no longer be read.
    """
    versions = {dialog.content_hash: dialog for dialog in catalogue.dialogs.values()}
    for dialog_id, dialog in catalogue.dialogs.items():
        store_content_version(connection, dialog.content_hash, dialog_id, catalogue.bodies[dialog_id], now)
    for content_hash, body in content_in_use(connection).items():
        if content_hash not in versions:
            try:
                versions[content_hash] = stored_dialog(body)
            except ValueError as error:
                raise MissingVersionError(
                    f"A conversation needs content version {content_hash[:12]}, which this program cannot read "
                    f"({error}). Start the version of Nachklang that wrote it."
                ) from None
    return Content(catalogue, versions)
