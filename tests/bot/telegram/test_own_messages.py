"""Everything a person writes or sends brings the id of its own, and so can be cleared; nothing else is taken along."""

from __future__ import annotations

import pytest

from bot.channels.telegram.reading import read_update
from bot.messages import Incoming, IncomingKind
from tests.telegram_server import Person, TelegramServer


@pytest.fixture
def ahorn(server: TelegramServer) -> Person:
    return server.person("Ahorn")


def came_in(server: TelegramServer) -> list[Incoming]:
    """What the updates that wait at the server say."""
    read = [read_update(pending.update) for pending in server.world.updates.pending.values()]
    return [incoming for incoming in read if incoming is not None]


def test_texts_voices_and_pictures_bring_their_ids(server: TelegramServer, ahorn: Person) -> None:
    sent = [ahorn.writes("Guten Tag"), ahorn.sends_voice(), ahorn.sends_photo("Bild"), ahorn.sends_document()]
    incoming = came_in(server)
    assert [one.own_message for one in incoming] == [str(message.message_id) for message in sent]
    assert {one.message for one in incoming} == {None}


def test_an_edited_message_has_the_id_it_had_before(server: TelegramServer, ahorn: Person) -> None:
    written = ahorn.writes("Guten Tag")
    ahorn.edits(written.message_id, "Guten Abend")
    first, edited = came_in(server)
    assert edited.kind is IncomingKind.EDITED
    assert first.own_message == edited.own_message == str(written.message_id)


def test_a_group_is_not_ours_to_clear(server: TelegramServer, ahorn: Person) -> None:
    ahorn.writes_in(server.group("Team", [ahorn]), "Guten Tag")
    in_group = [one for one in came_in(server) if one.kind is IncomingKind.GROUP]
    assert [one.own_message for one in in_group] == [None]
