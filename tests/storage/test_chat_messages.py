"""The numbers of messages in a chat: those of the last 47 hours of this address, and how they are forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from storage import inbox, outbox
from storage.chat_messages import chat_messages, forget_chat_messages, has_chat_messages
from storage.database import transaction
from storage.outbox import Draft, Fate, Outcome
from tests.storage.seeds import NOW


def came(connection: Connection, number: str, at: datetime, address: str = "1") -> None:
    inbox.keep(connection, "telegram", [inbox.Arrival(f"update {number} {address}", address, "", number)], at)


def went(connection: Connection, number: str | None, at: datetime, address: str = "1") -> None:
    outbox.enqueue(connection, "telegram", [Draft(address, "[]")], at)
    (claimed,) = outbox.claim(connection, "telegram", at, 1)
    outbox.record(connection, [Outcome(claimed.id, Fate.SENT, message=number)], at)


def test_both_directions_in_the_order_they_were(engine: Engine) -> None:
    with transaction(engine) as connection:
        came(connection, "12", NOW - timedelta(minutes=3))
        went(connection, "11", NOW - timedelta(minutes=4))
        went(connection, "13", NOW - timedelta(minutes=2))
        went(connection, None, NOW - timedelta(minutes=1))
        assert chat_messages(connection, "telegram", "1", NOW) == ["11", "12", "13"]


def test_only_what_can_still_be_deleted_from_this_chat(engine: Engine) -> None:
    with transaction(engine) as connection:
        came(connection, "1", NOW - timedelta(hours=47, minutes=1))
        went(connection, "2", NOW - timedelta(hours=47, minutes=1))
        came(connection, "3", NOW - timedelta(hours=46), "2")
        assert not has_chat_messages(connection, "telegram", "1", NOW)
        assert chat_messages(connection, "telegram", "1", NOW) == []
        came(connection, "4", NOW - timedelta(hours=46))
        assert has_chat_messages(connection, "telegram", "1", NOW)
        assert chat_messages(connection, "telegram", "1", NOW) == ["4"]


def test_forgetting_is_for_this_chat_only(engine: Engine) -> None:
    with transaction(engine) as connection:
        for address in ("1", "2"):
            came(connection, "5", NOW, address)
            went(connection, "6", NOW, address)
        forget_chat_messages(connection, "telegram", "1")
        assert chat_messages(connection, "telegram", "1", NOW) == []
        assert chat_messages(connection, "telegram", "2", NOW) == ["5", "6"]
