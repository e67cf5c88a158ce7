"""A database from before there were keys: afterwards everything is readable with keys, and nothing without."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from dialogs.engine.model import Phase, Role
from dialogs.engine.state import Answer, State, Status, state_to_data
from storage import inbox, outbox
from storage.cases import all_cases
from storage.conversations import find_conversation, paused_conversations, running_conversation
from storage.database import open_database, transaction
from storage.encryption import Vault
from storage.erasing import erase_case, erase_person
from storage.exporting import export_cases
from storage.invitations import Invitation, Rejection, find_invitation, use_invitation
from storage.members import members_of
from storage.migrating import current_version, migrate, newest_version
from storage.people import addresses_of, person_at
from tests.storage.seeds import NOW

MARKERS = ("Frau Zeder", "Frau Zypresse", "Frage-Zeder", "Wort-Zeder", "5550077", "Eingang-Zeder", "Ausgang-Zeder")
TOKEN_HASH = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"  # of "secret"
INSERTS = """
INSERT INTO content_version VALUES ('hash', 'idee', '{}', :now);
INSERT INTO person (id, name, register_name, case_id, last_token, created_at)
  VALUES (1, 'Frau Zeder', 'leicht', 1, 'c.1.3.choose.wort_zeder', :now);
INSERT INTO work_case VALUES (1, 'Ahorn', 'initiierung', :now);
INSERT INTO member VALUES (1, 1, 1, 'jobcoach', :now);
INSERT INTO address VALUES (1, 'telegram', '5550077', 1, NULL, :now);
INSERT INTO invitation VALUES (1, :hash, 'jobcoach', 'Frau Zypresse', NULL, :now, :later, NULL, NULL);
INSERT INTO invitation VALUES (2, 'used', 'jobcoach', 'Frau Zeder', NULL, :now, :later, :now, 1);
INSERT INTO stranger VALUES ('0123456789', :now);
INSERT INTO fact VALUES ('bot_name', 'nachklang_bot');
INSERT INTO inbox VALUES (1, 'telegram', '11', '5550077', NULL, 0, :now, :now);
INSERT INTO inbox VALUES (2, 'telegram', '12', '5550077', 'Eingang-Zeder', 0, :now, NULL);
INSERT INTO outbox
  VALUES (1, 'telegram', '5550077', NULL, NULL, false, 'Ausgang-Zeder', 'pending', 0, :now, :now, NULL, NULL);
INSERT INTO outbox VALUES (2, 'telegram', '5550077', 1, 1, true, NULL, 'sent', 1, :now, :now, :now, :now);
"""


def config(connection: Connection) -> Config:
    found = Config()
    found.set_main_option("script_location", str(Path(__file__).parents[2] / "storage" / "migrations"))
    found.set_main_option("path_separator", "os")
    found.attributes["connection"] = connection
    return found


def state(status: Status) -> str:
    said = {"einstieg": Answer("Wort-Zeder")}
    return json.dumps(state_to_data(State(role=Role.JOB_COACH, turn=3, answers=said, status=status)))


def run(connection: Connection, sql: str, **values: Any) -> None:
    connection.execute(text(sql), values)


@pytest.fixture
def old(url: str, vault: Vault) -> Iterator[Engine]:
    """A database of the first layout with something in every table."""
    engine = open_database(url, vault)
    with transaction(engine) as connection:
        command.upgrade(config(connection), "0001")
        values = {"now": "2026-03-02 16:00:00.000000", "later": "2026-03-09 16:00:00.000000", "hash": TOKEN_HASH}
        for statement in filter(None, map(str.strip, INSERTS.split(";\n"))):
            used = {name: value for name, value in values.items() if f":{name}" in statement}
            run(connection, statement, **used)
        for number, status in ((1, Status.RUNNING), (2, Status.FINISHED)):
            row = "(:id, 1, 1, 'idee', 'hash', :status, 3, :state, :now, :now)"
            run(
                connection,
                f"INSERT INTO conversation VALUES {row}",
                id=number,
                status=status.value,
                state=state(status),
                now=values["now"],
            )
            for revision in (1, 2):
                row = "(:id, :of, 'einstieg', :revision, 'leicht', 'Frage-Zeder', 'Wort-Zeder', :value, false, :now)"
                run(
                    connection,
                    f"INSERT INTO answer VALUES {row}",
                    id=10 * number + revision,
                    of=number,
                    revision=revision,
                    value='"Wort-Zeder"',
                    now=values["now"],
                )
    yield engine
    engine.dispose()


def in_the_clear(engine: Engine) -> set[str]:
    """The markers that can be read in the files of SQLite or the tables of PostgreSQL."""
    if engine.dialect.name == "sqlite":
        files = Path(str(engine.url.database)).parent.rglob("*")
        content = b"".join(file.read_bytes() for file in files if file.is_file())
        return {marker for marker in MARKERS if marker.encode() in content}
    with transaction(engine) as connection:
        names = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars().all()
        content_of = "\n".join(str(connection.execute(text(f"SELECT * FROM {name}")).all()) for name in names)
    return {marker for marker in MARKERS if marker in content_of}


def test_before_the_migration_everything_can_be_read_by_anybody(old: Engine) -> None:
    assert in_the_clear(old) == set(MARKERS)  # so the search below can fail


def test_afterwards_nothing_can_be_read_without_the_keys(old: Engine) -> None:
    assert migrate(old) == ("0001", newest_version())
    assert in_the_clear(old) == set()
    old.dispose()
    assert in_the_clear(old) == set()
    with transaction(old) as connection:
        rows = connection.execute(text("SELECT last_token, (SELECT count(*) FROM stranger) FROM person")).all()
    assert [tuple(row) for row in rows] == [(None, 0)]


def test_everything_is_there_with_the_keys(old: Engine) -> None:
    migrate(old)
    with transaction(old) as connection:
        person = person_at(connection, "telegram", "5550077")
        assert person is not None
        assert (person.name, person.register, person.case_id) == ("Frau Zeder", "leicht", 1)
        assert addresses_of(connection, 1) == [("telegram", "5550077")]
        assert [(case.pseudonym, case.phase) for case in all_cases(connection)] == [("Ahorn", Phase.INITIATION)]
        assert [(member.name, member.role) for member in members_of(connection, 1)] == [("Frau Zeder", Role.JOB_COACH)]
        (exported,) = export_cases(connection, [1])
    said = [
        (walk["status"], [(one["question"], one["answer"], one["value"]) for one in step["revisions"]])
        for walk in exported["conversations"]
        for step in walk["answers"]
    ]
    twice = [("Frage-Zeder", "Wort-Zeder", "Wort-Zeder")] * 2
    assert said == [("paused", twice), ("finished", twice)]


def test_running_conversations_rest_where_they_stood(old: Engine) -> None:
    migrate(old)
    with transaction(old) as connection:
        assert running_conversation(connection, 1) is None
        (resting,) = paused_conversations(connection, 1)
        finished = find_conversation(connection, 2, 1)
    assert (resting.state.turn, resting.state.status) == (3, Status.PAUSED)
    assert resting.state.answers["einstieg"].value == "Wort-Zeder"
    assert finished is not None
    assert finished.state.status is Status.FINISHED


def test_what_was_on_its_way_still_is(old: Engine) -> None:
    migrate(old)
    with transaction(old) as connection:
        (waiting,) = inbox.waiting(connection, "telegram", 9)
        assert (waiting.id, waiting.address, waiting.payload) == (2, "5550077", "Eingang-Zeder")
        (claimed,) = outbox.claim(connection, "telegram", NOW, 9)
        assert (claimed.id, claimed.address, claimed.payload) == (1, "5550077", "Ausgang-Zeder")
        assert inbox.heard_since(connection, "telegram", "5550077", NOW.replace(year=2025))
        assert not inbox.take_new(connection, "telegram", inbox.Arrival("11", "5550077", ""), NOW)


def test_invitations_still_open_the_door(old: Engine) -> None:
    migrate(old)
    with transaction(old) as connection:
        found = find_invitation(connection, "secret", NOW)
        assert isinstance(found, Invitation)
        assert (found.name, found.hands_over) == ("Frau Zypresse", False)
        use_invitation(connection, found.id, 1, NOW)
        assert find_invitation(connection, "secret", NOW) is Rejection.USED


def test_what_was_brought_under_keys_can_be_erased(old: Engine) -> None:
    migrate(old)
    with transaction(old) as connection:
        erase_case(connection, 1, NOW)
        erase_person(connection, 1, NOW)
    with transaction(old) as connection:
        assert export_cases(connection, [1]) == []
        assert person_at(connection, "telegram", "5550077") is None


def test_a_migration_that_fails_half_way_changes_nothing_and_can_be_tried_again(old: Engine) -> None:
    def content() -> list[str]:
        with transaction(old) as connection:
            tables = ("person", "address", "invitation", "conversation", "answer", "inbox", "outbox", "work_case")
            return [str(connection.execute(text(f"SELECT * FROM {name} ORDER BY id")).all()) for name in tables]

    with transaction(old) as connection:
        run(connection, "UPDATE conversation SET state = '{broken' WHERE id = 2")
    before = content()
    with pytest.raises(json.JSONDecodeError):
        migrate(old)
    with transaction(old) as connection:
        assert current_version(connection) == "0001"
    assert content() == before
    with transaction(old) as connection:
        run(connection, "UPDATE conversation SET state = :state WHERE id = 2", state=state(Status.FINISHED))
    assert migrate(old) == ("0001", newest_version())
    assert in_the_clear(old) == set()


def test_traces_left_by_a_crash_after_the_migration_go_at_the_next_start(old: Engine, only_sqlite: None) -> None:
    with transaction(old) as connection:
        command.upgrade(config(connection), "head")
        connection.exec_driver_sql("PRAGMA user_version = 1")  # as `migrate` leaves it if it ends here
    assert in_the_clear(old) != set()
    assert migrate(old) == (newest_version(), newest_version())
    assert in_the_clear(old) == set()
    with transaction(old) as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == 0


def test_what_was_deleted_carelessly_before_is_not_left_in_free_pages(old: Engine, only_sqlite: None) -> None:
    with old.connect() as connection:
        connection.exec_driver_sql("PRAGMA secure_delete = OFF")
        connection.exec_driver_sql("UPDATE answer SET answer_text = 'other', value = '1', question_text = 'x'")
        connection.exec_driver_sql("UPDATE conversation SET state = json_remove(state, '$.answers')")
        connection.commit()
    assert "Wort-Zeder" in in_the_clear(old)
    migrate(old)
    assert in_the_clear(old) == set()


def test_a_case_in_a_phase_that_is_none_any_more_moves_on(old: Engine) -> None:
    with transaction(old) as connection:
        run(connection, "INSERT INTO work_case VALUES (2, 'Birke', 'team', :now)", now="2026-03-02 16:00:00.000000")
    migrate(old)
    with transaction(old) as connection:
        assert [case.phase for case in all_cases(connection)] == [Phase.INITIATION, Phase.SUSTAINABILITY]
