"""Databases for the benchmark: fresh ones with invitations, and full ones with a history that nobody touches."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, select

from bot.app import build_app
from bot.settings import read_settings
from dialogs.engine.model import Dialog, Phase, Register, Role
from dialogs.engine.state import Answer, Mode, State, Status
from storage import inbox, outbox
from storage.answers import Revision, record_revisions
from storage.cases import add_member, create_case
from storage.conversations import begin_conversation
from storage.database import open_database, transaction
from storage.invitations import create_invitation
from storage.people import create_person
from storage.tables import answers
from tests.benchmark.load import text_of_answer

CASES_A_COACH = 10
ANSWERS_A_CASE = 10


def environment(folder: Path) -> dict[str, str]:
    """What tells the bot to use the database in `folder`."""
    return {
        "TELEGRAM_BOT_TOKEN": "123456:BENCH",
        "NACHKLANG_DATABASE_URL": f"sqlite:///{folder}/bench.db",
        "NACHKLANG_LOG_LEVEL": "WARNING",
    }


def prepare(folder: Path, people: int, cases: int = 0) -> list[str]:
    """Makes the database with so many other `cases` in it. Returns the invitations of the people as they type them."""
    app = build_app(read_settings(environment(folder), folder))
    dialog = app.content.catalogue.dialogs["nach_dem_besuch"]
    now = app.clock()
    with transaction(app.engine) as connection:
        coach = 0
        for number in range(cases):
            if number % CASES_A_COACH == 0:
                coach = create_person(connection, f"Linde {number}", "telegram", str(number + 1), now)
            _reflected_case(connection, dialog, coach, number, now)
        _settle(connection, now)
        tokens = [secrets.token_urlsafe(24) for _ in range(people)]
        for number, token in enumerate(tokens):
            name = f"Ahorn {number}"
            create_invitation(connection, token, Role.JOB_COACH, name, None, now, now + timedelta(days=1))
    app.engine.dispose()
    return [f"/start {token}" for token in tokens]


def stored_texts(folder: Path, people: int) -> list[list[str]]:
    """The typed answers in the database by the number of the person, oldest first."""
    engine = open_database(environment(folder)["NACHKLANG_DATABASE_URL"])
    wanted = select(answers.c.answer_text).where(answers.c.answer_text.startswith("Person ")).order_by(answers.c.id)
    found: list[list[str]] = [[] for _ in range(people)]
    with engine.connect() as connection:
        for text in connection.execute(wanted).scalars():
            found[int(text.split()[1])].append(text)
    engine.dispose()
    return found


def _reflected_case(connection: Connection, dialog: Dialog, coach: int, number: int, now: datetime) -> None:
    """A case with a finished reflection, and what is left of its last message in and out."""
    case = create_case(connection, f"Fall {number}", Phase.SHAPING, now)
    add_member(connection, case, coach, Role.JOB_COACH, now)
    texts = [f"Aufzeichnung {number}: {text_of_answer(number, index)}" for index in range(ANSWERS_A_CASE)]
    given = {f"frage_{index}": Answer(text) for index, text in enumerate(texts)}
    state = State(Role.JOB_COACH, 0, 12, Status.FINISHED, Mode.REVIEWING, given)
    conversation = begin_conversation(connection, coach, case, dialog.id, dialog.content_hash, state, now)
    question = dialog.steps["gesehen"].question_in(Register.STANDARD, number)
    revisions = [Revision(step, answer, question, str(answer.value)) for step, answer in given.items()]
    record_revisions(connection, conversation, Register.STANDARD, revisions, now)
    address = str(number + 1)
    inbox.take_new(connection, "telegram", inbox.Arrival(f"old-{number}", address, ""), now)
    outbox.enqueue(connection, "telegram", [outbox.Draft(address, "", conversation, 12, True)], now)


def _settle(connection: Connection, now: datetime) -> None:
    """Marks the messages of the history as sent, as they were long ago."""
    while claimed := outbox.claim(connection, "telegram", now, 900):
        outbox.record(connection, [outbox.Outcome(item.id, outbox.Fate.SENT) for item in claimed], now)
