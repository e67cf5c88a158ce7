"""Answers are revisions that are only added to, each with question and option label as they were shown."""

from __future__ import annotations

from sqlalchemy import Engine, select

from dialogs.engine.model import Register
from dialogs.engine.state import Answer
from storage.answers import Revision, record_revisions, remove_answers
from storage.database import transaction
from storage.tables import answers
from tests.storage.seeds import NOW, seed


def stored(engine: Engine, conversation: int) -> list[tuple[object, ...]]:
    columns = (answers.c.step_id, answers.c.revision, answers.c.question_text, answers.c.answer_text, answers.c.value)
    with transaction(engine) as connection:
        wanted = select(*columns).where(answers.c.conversation_id == conversation).order_by(answers.c.id)
        return [tuple(row) for row in connection.execute(wanted)]


def test_a_changed_answer_leaves_the_first_one_as_it_was(engine: Engine) -> None:
    conversation = seed(engine).conversation
    first = Revision("wer", Answer("mehrere"), "Wer soll lernen?", "Mehrere im Betrieb")
    reworded = Revision("wer", Answer("eine"), "Wer lernt hier?", "Nur eine Person")
    with transaction(engine) as connection:
        record_revisions(connection, conversation, Register.STANDARD, [first], NOW)
    with transaction(engine) as connection:
        record_revisions(connection, conversation, Register.EASY, [reworded], NOW)
    assert stored(engine, conversation) == [
        ("wer", 1, "Wer soll lernen?", "Mehrere im Betrieb", '"mehrere"'),
        ("wer", 2, "Wer lernt hier?", "Nur eine Person", '"eine"'),
    ]


def test_revisions_are_counted_for_each_step_and_conversation(engine: Engine) -> None:
    one, other = seed(engine).conversation, seed(engine, "Herr Birke", "Birke", "2").conversation
    both = [
        Revision("a", Answer("x"), "A?", "x"),
        Revision("b", Answer(7), "B?", "7"),
        Revision("a", Answer("y"), "A?", "y"),
    ]
    with transaction(engine) as connection:
        record_revisions(connection, one, Register.STANDARD, both, NOW)
        record_revisions(connection, other, Register.STANDARD, both[:1], NOW)
    assert [row[:2] for row in stored(engine, one)] == [("a", 1), ("b", 1), ("a", 2)]
    assert [row[:2] for row in stored(engine, other)] == [("a", 1)]


def test_every_sort_of_value_is_kept(engine: Engine) -> None:
    conversation = seed(engine).conversation
    given = [Answer("Grüße 😀 <b>&\"'"), Answer(7), Answer(("a", "b")), Answer(None), Answer("2026-03-06")]
    revisions = [Revision("s", answer, "?", "") for answer in given]
    with transaction(engine) as connection:
        record_revisions(connection, conversation, Register.STANDARD, revisions, NOW)
    assert [row[4] for row in stored(engine, conversation)] == [
        '"Grüße 😀 <b>&\\"\'"',
        "7",
        '["a", "b"]',
        "null",
        '"2026-03-06"',
    ]


def test_discarding_removes_all_of_one_conversation_and_nothing_else(engine: Engine) -> None:
    one, other = seed(engine).conversation, seed(engine, "Herr Birke", "Birke", "2").conversation
    with transaction(engine) as connection:
        for conversation in (one, other):
            record_revisions(connection, conversation, Register.STANDARD, [Revision("a", Answer("x"), "?", "x")], NOW)
        remove_answers(connection, one)
    assert stored(engine, one) == []
    assert len(stored(engine, other)) == 1
