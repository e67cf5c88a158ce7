"""Inputs are kept and handled once; one that cannot be handled is put aside with a word of regret, others go on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select

from bot.app import App, handle_now, handle_waiting, keep, tidy
from bot.messages import Incoming, IncomingKind
from storage import inbox
from storage.database import transaction
from storage.tables import inbox as inbox_table
from storage.tables import outbox as outbox_table
from tests.journey import CHANNEL, Clock, add_case, add_person, said, take_out


def text(address: str, number: str, words: str) -> Incoming:
    return Incoming(CHANNEL, address, number, IncomingKind.TEXT, words)


def count(engine: Engine, *where: object) -> int:
    with transaction(engine) as connection:
        counted = select(func.count()).select_from(inbox_table).where(*where)  # type: ignore[arg-type]
        return int(connection.execute(counted).scalar_one())


@pytest.fixture(autouse=True)
def _two_people(app: App) -> None:
    add_case(app, add_person(app, "Frau Linde", "7"), "Ahorn")
    add_case(app, add_person(app, "Herr Dorn", "8"), "Birke")


def test_what_was_kept_is_handled_in_order_and_once(app: App) -> None:
    keep(app, CHANNEL, [text("7", "1", "/besuch"), text("7", "2", "Ja, ich stehe")])
    keep(app, CHANNEL, [text("7", "2", "Ja, ich stehe")])
    assert handle_waiting(app, CHANNEL, 10) == 2
    assert handle_waiting(app, CHANNEL, 10) == 0
    # the first question was answered before it was sent, so only the second one goes out
    assert [message.text.split("\n")[0] for message in take_out(app, "7")] == ["Frage 2 von 6"]


def test_a_poisoned_input_is_put_aside_and_everything_else_goes_on(app: App) -> None:
    keep(app, CHANNEL, [text("7", "1", "/besuch")])
    with transaction(app.engine) as connection:
        inbox.keep(connection, CHANNEL, [inbox.Arrival("2", "7", "not json")], app.clock())
    keep(app, CHANNEL, [text("8", "3", "/hilfe")])
    assert handle_waiting(app, CHANNEL, 10) == 3
    assert take_out(app, "8")[0].text == said(app, "help")
    assert handle_waiting(app, CHANNEL, 10) == 1
    assert said(app, "sorry") not in [message.text for message in take_out(app, "7")]
    assert handle_waiting(app, CHANNEL, 10) == 1
    assert [message.text for message in take_out(app, "7")] == [said(app, "sorry")]
    assert handle_waiting(app, CHANNEL, 10) == 0
    assert count(app.engine, inbox_table.c.payload.is_not(None)) == 0


def test_half_an_emoji_is_no_poison(app: App) -> None:
    given = ("/besuch", "Ja, ich stehe", "Er lachte \ud83d oft und „sagte“ es")
    keep(app, CHANNEL, [text("7", str(number), words) for number, words in enumerate(given)])
    handle_waiting(app, CHANNEL, 10)
    assert take_out(app, "7")[-1].text.startswith("Frage 3 von 6")


def test_handling_now_happens_once(app: App) -> None:
    assert handle_now(app, text("7", "1", "/besuch"))
    assert not handle_now(app, text("7", "1", "/besuch"))
    assert len(take_out(app, "7")) == 1


def test_nothing_a_stranger_writes_is_kept(app: App) -> None:
    keep(app, CHANNEL, [text("99", "1", "Wacholder"), text("7", "2", "Sanddorn"), text("98", "3", "/start geheim")])
    with transaction(app.engine) as connection:
        kept = " ".join(item.payload for item in inbox.waiting(connection, CHANNEL, 10))
    assert "Wacholder" not in kept
    assert "Sanddorn" in kept
    assert "geheim" in kept


def test_what_is_only_kept_to_recognise_repetitions_goes_in_time(app: App, clock: Clock) -> None:
    handle_now(app, text("7", "1", "/hilfe"))
    take_out(app, "7")
    clock.move(days=2)
    keep(app, CHANNEL, [text("7", "2", "/hilfe")])
    tidy(app)
    assert count(app.engine) == 2
    clock.move(days=2)
    tidy(app)
    assert count(app.engine) == 1
    clock.now += timedelta(days=30)
    tidy(app)
    assert count(app.engine, inbox_table.c.done_at.is_(None)) == 1
    with transaction(app.engine) as connection:
        assert connection.execute(select(func.count()).select_from(outbox_table)).scalar_one() == 0
