"""Databases for the benchmark: fresh ones with invitations, and full ones with a history that nobody touches."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from bot.app import build_app
from bot.settings import read_settings
from dialogs.engine.model import Dialog, Phase, Register, Role
from dialogs.engine.state import Answer, Mode, State, Status
from storage import inbox, outbox
from storage.answers import Revision, record_revisions
from storage.cases import all_cases, create_case
from storage.consents import Terms, record_consent
from storage.conversations import begin_conversation, find_conversation
from storage.database import transaction
from storage.exporting import export_cases
from storage.members import add_member
from storage.people import create_person
from tests.benchmark.load import FIRST_ADDRESS, text_of_answer

CASES_A_COACH = 10
ANSWERS_A_CASE = 10


def environment(folder: Path) -> dict[str, str]:
    """What tells the bot to use the database in `folder`."""
    return {
        "TELEGRAM_BOT_TOKEN": "123456:BENCH",
        "NACHKLANG_DATABASE_URL": f"sqlite:///{folder}/bench.db",
        "NACHKLANG_LOG_LEVEL": "WARNING",
        "NACHKLANG_MESSAGES_PER_MINUTE": "100000",
    }


def prepare(folder: Path, people: int, cases: int = 0) -> list[str]:
    """Makes the database with so many other `cases` in it, and with the people, who have consented.

    Returns what each of them types first.
    """
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
        for number in range(people):
            address = str(FIRST_ADDRESS + number)
            person = create_person(connection, f"Ahorn {number}", "telegram", address, now)
            case = create_case(connection, f"Eiche {number}", Phase.SHAPING, now)
            add_member(connection, case, person, Role.JOB_COACH, now)
            terms = Terms("answers", "nobody", "benchmark", "1")
            record_consent(connection, person, None, terms, "telegram", True, now)
    app.close()
    return ["/start"] * people


def stored_texts(folder: Path, people: int) -> list[list[str]]:
    """The typed answers in the database by the number of the person, oldest first."""
    app = build_app(read_settings(environment(folder), folder))
    with transaction(app.engine) as connection:
        told = export_cases(connection, [case.id for case in all_cases(connection)])
    app.close()
    walks = [walk for case in told for walk in case["conversations"]]
    texts = [entry["revisions"][0]["answer"] for walk in walks for entry in walk["answers"]]
    found: list[list[str]] = [[] for _ in range(people)]
    for text in texts:
        if text.startswith("Person "):
            found[int(text.split()[1])].append(text)
    return found


def _reflected_case(connection: Connection, dialog: Dialog, coach: int, number: int, now: datetime) -> None:
    """A case with a finished reflection, and what is left of its last message in and out."""
    case = create_case(connection, f"Fall {number}", Phase.SHAPING, now)
    add_member(connection, case, coach, Role.JOB_COACH, now)
    texts = [f"Aufzeichnung {number}: {text_of_answer(number, index)}" for index in range(ANSWERS_A_CASE)]
    given = {f"frage_{index}": Answer(text) for index, text in enumerate(texts)}
    state = State(Role.JOB_COACH, 0, 12, Status.FINISHED, Mode.REVIEWING, given)
    walk = begin_conversation(connection, coach, case, dialog.id, dialog.content_hash, state, now)
    conversation = find_conversation(connection, walk, coach)
    assert conversation is not None, "the conversation was begun a moment ago"
    question = dialog.steps["gesehen"].question_in(Register.STANDARD, number)
    revisions = [Revision(step, answer, question, str(answer.value)) for step, answer in given.items()]
    record_revisions(connection, conversation, Register.STANDARD, revisions, now)
    address = str(number + 1)
    inbox.take_new(connection, "telegram", inbox.Arrival(f"old-{number}", address, ""), now)
    outbox.enqueue(connection, "telegram", [outbox.Draft(address, "", walk, 12, True)], now)


def _settle(connection: Connection, now: datetime) -> None:
    """Marks the messages of the history as sent, as they were long ago."""
    while claimed := outbox.claim(connection, "telegram", now, 900):
        outbox.record(connection, [outbox.Outcome(item.id, outbox.Fate.SENT) for item in claimed], now)
