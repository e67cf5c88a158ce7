"""Erasing oneself from the chat: what is said before, what is gone after, and that old backups bring nothing back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import sqlcipher3.dbapi2
from sqlalchemy import select

from bot.app import App, handle_now, tidy
from bot.messages import Incoming, IncomingKind
from dialogs.engine.model import Phase, Role
from storage import tables
from storage.database import transaction
from tests.bot.own_data.marked import MARK, found_in_files, found_in_rows, traces_of
from tests.journey import CHANNEL, Chat, Clock, add_case, add_person, join_case, open_app, said, take_out

ADDRESS = "7007007"
YES = "Ja, alles endgültig löschen"


@pytest.fixture
def person(app: App) -> int:
    return add_person(app, f"Frau {MARK}", ADDRESS)


@pytest.fixture
def chat(app: App, clock: Clock, case: int) -> Chat:
    return Chat(app, clock, ADDRESS)


def answer(chat: Chat) -> None:
    """Gives an answer that would give the person away."""
    chat.writes("/besuch")
    chat.taps("Ja, ich stehe")
    chat.writes(f"Die {MARK} blüht, und er hat heute zum ersten Mal allein mit dem Sortieren begonnen.")


def test_the_preview_says_what_goes_what_stays_and_erases_nothing(app: App, chat: Chat, person: int) -> None:
    answer(chat)
    goes, stays, sure = chat.writes("/loeschen")
    assert "eine Reflexion" in goes.text
    assert "Protokoll" in stays.text
    assert "Antworten anderer" in stays.text
    assert sure.text.endswith(said(app, "erasure_sure"))
    assert chat.labels() == [YES, "Erst meine Daten ansehen", "Nein, nichts löschen"]
    chat.taps("Nein, nichts löschen")
    assert chat.heard[-1].text.startswith(said(app, "erasure_stopped"))
    assert "Frage 3" in chat.last.text
    with transaction(app.engine) as connection:
        assert connection.execute(select(tables.answers)).all()


def test_whoever_leads_a_case_alone_is_warned_and_may_still_go(app: App, chat: Chat, person: int, case: int) -> None:
    shared = add_case(app, person, "Birke")
    join_case(app, shared, add_person(app, "Herr Eibe", "8"), Role.INTEGRATION_SERVICE)
    add_case(app, person, "Zeder", phase=Phase.CLOSED)
    join_case(app, case, add_person(app, "Frau Erle", "9"), Role.COACHEE)
    sure = chat.writes("/loeschen")[-1]
    assert sure.text.startswith(said(app, "erasure_leaves_alone", cases="Ahorn", count=1))
    chat.taps(YES)
    assert chat.last.text == said(app, "erased")


def test_an_old_button_erases_nothing_but_asks_again(app: App, chat: Chat, clock: Clock) -> None:
    chat.writes("/loeschen")
    clock.move(hours=2)
    chat.taps(YES)
    assert chat.last.text.endswith(said(app, "erasure_sure"))
    assert chat.writes("/hilfe")[0].text == said(app, "help")


def test_a_made_up_button_erases_nothing(app: App, chat: Chat) -> None:
    for made_up in ("", "99999999999999999", "-1", "²", "0"):
        chat.sends(IncomingKind.TAP, f"m.endgueltig_loeschen.{made_up}")
    assert chat.writes("/hilfe")[0].text == said(app, "help")


def test_the_goodbye_arrives_and_after_it_she_is_a_stranger(app: App, chat: Chat, person: int) -> None:
    answer(chat)
    chat.writes("/loeschen")
    (goodbye,) = chat.taps(YES)
    assert goodbye.text == said(app, "erased")
    assert [reply.text for reply in chat.writes("/besuch")] == [said(app, "stranger_unknown")]


def test_what_lay_in_the_outbox_goes_and_only_the_goodbye_is_left(app: App, chat: Chat, clock: Clock) -> None:
    answer(chat)
    chat.writes("/loeschen")
    handle_now(app, Incoming(CHANNEL, ADDRESS, "waits", IncomingKind.TEXT, "/meine_daten"))
    clock.move(seconds=9)
    handle_now(app, Incoming(CHANNEL, ADDRESS, "erases", IncomingKind.TAP, chat.button(YES).token))
    assert [message.text for message in take_out(app, ADDRESS)] == [said(app, "erased")]
    with transaction(app.engine) as connection:
        assert connection.execute(select(tables.outbox).where(tables.outbox.c.payload.is_not(None))).all() == []


def test_a_text_that_waits_for_a_decision_goes_with_the_rest(app: App, chat: Chat, person: int) -> None:
    answer(chat)
    chat.writes(f"Frau {MARK} hat gesagt: Ruf mich an unter 0151 23456789, dann machen wir das zusammen.")
    assert "Ersetzen" in chat.labels()
    traces = traces_of(app, person, CHANNEL, ADDRESS)
    chat.writes("/loeschen")
    (goodbye,) = chat.taps(YES)
    assert goodbye.text == said(app, "erased")
    tidy(app)
    assert found_in_rows(app, traces) == []


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.COACHEE])
def test_employers_and_coachees_erase_themselves_the_same_way(app: App, clock: Clock, case: int, role: Role) -> None:
    join_case(app, case, add_person(app, "Frau Weide", "5"), role)
    other = Chat(app, clock, "5")
    other.writes("/loeschen")
    assert other.taps(YES)[-1].text == said(app, "erased")
    assert other.writes("/start")[0].text == said(app, "stranger_unknown")


def test_nothing_is_found_afterwards_not_in_an_older_backup_either(
    app: App, chat: Chat, clock: Clock, person: int, tmp_path: Path
) -> None:
    answer(chat)
    traces = traces_of(app, person, CHANNEL, ADDRESS)
    backup = tmp_path / "old" / "nachklang.db"
    back_up(tmp_path / "nachklang.db", backup)
    assert found_in_rows(app, traces)
    assert found_in_files(backup.parent, traces)

    chat.writes("/loeschen")
    handle_now(app, Incoming(CHANNEL, ADDRESS, "erases", IncomingKind.TAP, chat.button(YES).token))
    assert (tmp_path / "nachklang.db-wal").stat().st_size == 0
    assert found_in_files(tmp_path, traces) == []
    assert found_in_rows(app, traces) == ["outbox"]  # the goodbye has to get there
    take_out(app, ADDRESS)
    tidy(app)
    assert found_in_rows(app, traces) == []

    app.close()
    for file in tmp_path.glob("nachklang.db*"):
        file.unlink()
    shutil.copy(backup, tmp_path / "nachklang.db")
    restored = open_app(tmp_path, clock)
    try:
        assert found_in_rows(restored, traces) == []
        assert found_in_files(tmp_path, traces) == []
        later = Chat(restored, clock, ADDRESS)
        assert later.writes("/start")[0].text == said(restored, "stranger_unknown")
    finally:
        restored.close()


def back_up(database: Path, target: Path) -> None:
    """A copy made with the backup interface of SQLite while the database is in use."""
    target.parent.mkdir()
    source, copy = sqlcipher3.dbapi2.connect(str(database)), sqlcipher3.dbapi2.connect(str(target))
    source.backup(copy)
    source.close()
    copy.close()
