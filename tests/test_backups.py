"""Erased stays erased: an old copy of the database comes back beside the key store of today and says nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2
from sqlalchemy import select

from bot.app import App, tidy
from bot.messages import Outgoing
from dialogs.engine.model import Phase, Role
from storage import outbox
from storage.audit import AuditEvent, record, verify
from storage.database import open_database, transaction
from storage.encryption import SealBrokenError
from storage.erasing import erase_case, erase_person
from storage.exporting import export_cases
from storage.invitations import create_invitation
from storage.key_store import KeyKind
from storage.migrating import MissingKeysError
from storage.people import name_of
from storage.tables import answers, cases, conversations, invitations, people
from tests.journey import CHANNEL, Chat, Clock, add_case, add_person, open_app, said, take_out
from tests.storage.seeds import NOW
from tests.storage.test_key_store import hashes

WORD = "Sie hat gesagt: „{}wort“"


class Installation:
    """One in a folder, with Frau Linde in the case Ahorn and Frau Erle in the case Buche, both in a reflection."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder, Clock()
        self.app = open_app(folder, self.clock)
        self.linde, self.erle = add_person(self.app, "Frau Linde", "1"), add_person(self.app, "Frau Erle", "2")
        self.ahorn = add_case(self.app, self.linde, "Ahorn", phase=Phase.SHAPING)
        self.buche = add_case(self.app, self.erle, "Buche", phase=Phase.SHAPING)
        for address, name in (("1", "Linden"), ("2", "Erlen")):
            chat = Chat(self.app, self.clock, address)
            chat.writes("/besuch")
            chat.taps(chat.labels()[0])
            chat.writes(WORD.format(name))
            chat.writes(f"Noch etwas an {name.lower()}@example.org")  # waits for a decision
        with transaction(self.app.engine) as connection:
            week = NOW + timedelta(days=7)
            create_invitation(connection, "token", Role.COACHEE, "Frau Ginster", self.ahorn, NOW, week)
            drafts = [
                outbox.Draft(address, Outgoing(f"an {name}").to_json())
                for address, name in (("1", "Linde"), ("2", "Erle"))
            ]
            outbox.enqueue(connection, CHANNEL, drafts, NOW)

    def copy_database(self) -> None:
        """A backup as an operator makes it while the bot runs."""
        source = sqlcipher3.dbapi2.connect(str(self.folder / "nachklang.db"))
        target = sqlcipher3.dbapi2.connect(str(self.folder / "backup.db"))
        source.backup(target)
        target.close()
        source.close()

    def restore(self) -> None:
        """The old database in place of the new one; the key store stays as it is today."""
        self.app.close()
        assert not (self.folder / "nachklang.db-wal").exists()
        (self.folder / "backup.db").replace(self.folder / "nachklang.db")

    def start(self) -> App:
        self.app = open_app(self.folder, self.clock)
        return self.app

    def erase(self, what: str) -> None:
        with transaction(self.app.engine) as connection:
            if what == "case":
                erase_case(connection, self.ahorn, NOW)
            else:
                erase_person(connection, self.linde, NOW)


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation(tmp_path)


def opened_texts(app: App) -> list[str]:
    """Everything sealed in the database that can be opened with the keys there are, whatever it is."""
    found: list[str] = []
    with transaction(app.engine) as connection:
        walks = {row.id: row for row in connection.execute(select(conversations))}
        for row in walks.values():
            found += opened(app, row.state, f"conversation.state:{row.person_id}:{row.case_id}")
        for row in connection.execute(select(answers)):
            for column in ("question_text", "answer_text", "value"):
                place = f"answer.{column}:{row.conversation_id}:{row.step_id}"
                found += opened(app, getattr(row, column), place)
        for row in connection.execute(select(people)):
            found += opened(app, row.name, "person.name") + opened(app, row.awaiting, "person.awaiting")
        for name in connection.execute(select(invitations.c.name)).scalars():
            found += opened(app, name, "invitation.name")
        for payload in connection.exec_driver_sql("SELECT payload FROM outbox").scalars():
            found += opened(app, payload, "outbox.payload")
    return found


def opened(app: App, sealed: str | None, place: str) -> list[str]:
    try:
        return [app.vault.open(sealed, place)] if sealed else []
    except SealBrokenError:
        return []


def look_into_backup(installation: Installation) -> str:
    """What somebody reads who has the old database and the key store of today, without starting the program."""
    engine = open_database(f"sqlite:///{installation.folder / 'backup.db'}", installation.app.vault)
    app = App(engine, installation.app.office, installation.app.settings, installation.app.vault, installation.clock)
    texts = "\n".join(opened_texts(app))
    engine.dispose()
    return texts


@pytest.mark.parametrize("what", ["case", "person"])
def test_a_backup_holds_only_noise_of_what_was_erased(installation: Installation, what: str) -> None:
    installation.copy_database()
    before = look_into_backup(installation)
    for word in ("Lindenwort", "linden@example.org", "Frau Linde", "Frau Ginster", "an Linde", "an Erle"):
        assert word in before
    installation.erase(what)
    after = look_into_backup(installation)
    for word in ("Lindenwort", "linden@example.org", "an Linde", "an Erle"):
        assert word not in after, word
    assert ("Frau Ginster" in after) is (what == "person")
    assert ("Frau Linde" in after) is (what == "case")
    for word in ("Erlenwort", "erlen@example.org", "Frau Erle"):
        assert word in after, word
    installation.app.close()


def test_an_erased_case_is_gone_again_after_the_restored_database_was_started(installation: Installation) -> None:
    installation.copy_database()
    installation.erase("case")
    installation.restore()
    app = installation.start()
    texts = "\n".join(opened_texts(app))
    with transaction(app.engine) as connection:
        assert connection.execute(select(cases.c.pseudonym)).scalars().all() == ["Buche"]
        assert connection.execute(select(invitations.c.id)).all() == []
        assert "Erlenwort" in str(export_cases(connection, [installation.ahorn, installation.buche]))
        assert name_of(connection, installation.linde) == "Frau Linde"
        problems = verify(connection)
    assert "Lindenwort" not in texts
    assert "linden@" not in texts
    assert "erlen@example.org" in texts
    assert problems == []  # the log goes on from the backup, with what was erased again
    app.close()


def test_others_go_on_after_a_restore_as_if_nothing_was(installation: Installation) -> None:
    installation.copy_database()
    installation.erase("case")
    installation.restore()
    app = installation.start()
    linde, erle = (Chat(app, installation.clock, address) for address in "12")
    assert linde.writes("/faelle") != []
    erle.writes("/behalten")
    erle.writes("/pause")
    with transaction(app.engine) as connection:
        said_now = str(export_cases(connection, [installation.buche]))
    assert "erlen@example.org" in said_now
    app.close()


def test_an_erased_person_is_gone_again_after_the_restored_database_was_started(installation: Installation) -> None:
    installation.copy_database()
    installation.erase("person")
    installation.restore()
    app = installation.start()
    texts = "\n".join(opened_texts(app))
    with transaction(app.engine) as connection:
        assert name_of(connection, installation.linde) == ""
        assert connection.execute(select(cases.c.pseudonym)).scalars().all() == ["Ahorn", "Buche"]
        assert "Lindenwort" not in str(export_cases(connection, [installation.ahorn]))
    assert "Frau Linde" not in texts
    assert "Frau Ginster" in texts
    linde = Chat(app, installation.clock, "1")
    linde.writes("Hallo?")
    assert [message.text for message in linde.heard] == [said(app, "stranger_unknown")]
    app.close()


def test_messages_for_others_are_delivered_after_an_erasure_and_old_post_keys_are_gone(
    installation: Installation,
) -> None:
    store = installation.app.vault.store
    before = store.alive(KeyKind.POST)
    installation.erase("person")
    assert [store.secret(key) for key in before] == [None] * len(before)
    with transaction(installation.app.engine) as connection:
        addresses = [item.address for item in outbox.claim(connection, CHANNEL, installation.clock(), 9)]
    assert addresses == ["2"]
    installation.app.close()


def test_what_was_sealed_before_an_erasure_of_today_is_delivered_after_a_restart(installation: Installation) -> None:
    installation.erase("case")
    installation.app.close()
    app = installation.start()
    assert [message.text for message in take_out(app, "2")] == ["an Erle"]
    app.close()


def test_messages_that_waited_for_weeks_are_delivered_and_their_keys_go_after(installation: Installation) -> None:
    store = installation.app.vault.store
    (old,) = store.alive(KeyKind.POST)
    installation.clock.move(days=14)
    tidy(installation.app)
    assert store.secret(old) is not None
    assert [message.text for message in take_out(installation.app, "2")] == ["an Erle"]
    tidy(installation.app)
    assert store.secret(old) is None
    installation.app.close()


def test_a_restored_backup_is_reported_in_words(installation: Installation) -> None:
    installation.copy_database()
    installation.erase("case")
    with transaction(installation.app.engine) as connection:
        for _ in range(5):
            record(connection, AuditEvent.EXPORTED, NOW)
    tidy(installation.app)
    installation.restore()
    app = installation.start()
    for _ in range(2):
        tidy(app)
        with transaction(app.engine) as connection:
            (problem,) = verify(connection)
        assert "an older backup of the database was restored" in problem
    app.close()


def test_the_key_store_of_another_installation_is_refused_and_nothing_changes(
    installation: Installation, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    other = open_app(elsewhere)
    add_case(other, add_person(other, "Frau Eibe", "1"), "Eibe")
    other.close()
    installation.app.close()
    before = hashes(installation.folder)
    with pytest.raises(MissingKeysError, match=r"does not hold \d+ of the keys that this database needs"):
        open_app(installation.folder, NACHKLANG_KEYS_FOLDER=str(elsewhere / "nachklang-keys"))
    assert hashes(installation.folder) == before
    installation.start().close()


def test_a_database_without_its_key_store_is_refused_and_no_new_keys_are_made(installation: Installation) -> None:
    installation.app.close()
    (installation.folder / "nachklang-keys").rename(installation.folder / "moved")
    before = hashes(installation.folder)
    with pytest.raises(MissingKeysError, match=r"no key store at .* this database needs the keys in it"):
        open_app(installation.folder)
    assert hashes(installation.folder) == before
    assert not (installation.folder / "nachklang-keys").exists()
    (installation.folder / "moved").rename(installation.folder / "nachklang-keys")
    app = installation.start()
    assert "Lindenwort" in "\n".join(opened_texts(app))
    app.close()
