"""Answers are revisions that are only added to, each with question and option label as they were shown."""

from __future__ import annotations

from sqlalchemy import Engine, select

from dialogs.engine.model import Register
from dialogs.engine.state import Answer
from storage.answers import Revision, answer_place, record_revisions, remove_answers
from storage.database import transaction
from storage.encryption import vault_of
from storage.tables import answers
from tests.storage.seeds import NOW, Seed, seed, walk

SEALED = ("question_text", "answer_text", "value")


def stored(engine: Engine, known: Seed) -> list[tuple[object, ...]]:
    """The rows of a conversation in the order they were added, opened."""
    with transaction(engine) as connection:
        vault = vault_of(connection)
        wanted = select(answers).where(answers.c.conversation_id == known.conversation).order_by(answers.c.id)
        return [
            (
                row.step_id,
                row.revision,
                *(
                    vault.open(getattr(row, column), answer_place(column, row.conversation_id, row.step_id))
                    for column in SEALED
                ),
            )
            for row in connection.execute(wanted)
        ]


def record(engine: Engine, known: Seed, *revisions: Revision, register: Register = Register.STANDARD) -> None:
    with transaction(engine) as connection:
        record_revisions(connection, walk(connection, known), register, revisions, NOW)


def test_a_changed_answer_leaves_the_first_one_as_it_was(engine: Engine) -> None:
    known = seed(engine)
    record(engine, known, Revision("wer", Answer("mehrere"), "Wer soll lernen?", "Mehrere im Betrieb"))
    reworded = Revision("wer", Answer("eine"), "Wer lernt hier?", "Nur eine Person")
    record(engine, known, reworded, register=Register.EASY)
    assert stored(engine, known) == [
        ("wer", 1, "Wer soll lernen?", "Mehrere im Betrieb", '"mehrere"'),
        ("wer", 2, "Wer lernt hier?", "Nur eine Person", '"eine"'),
    ]


def test_revisions_are_counted_for_each_step_and_conversation(engine: Engine) -> None:
    one, other = seed(engine), seed(engine, "Herr Birke", "Birke", "2")
    both = [
        Revision("a", Answer("x"), "A?", "x"),
        Revision("b", Answer(7), "B?", "7"),
        Revision("a", Answer("y"), "A?", "y"),
    ]
    record(engine, one, *both)
    record(engine, other, both[0])
    assert [row[:2] for row in stored(engine, one)] == [("a", 1), ("b", 1), ("a", 2)]
    assert [row[:2] for row in stored(engine, other)] == [("a", 1)]


def test_every_sort_of_value_is_kept(engine: Engine) -> None:
    known = seed(engine)
    given = [Answer("Grüße 😀 <b>&\"'"), Answer(7), Answer(("a", "b")), Answer(None), Answer("2026-03-06")]
    record(engine, known, *(Revision("s", answer, "?", "") for answer in given))
    assert [row[4] for row in stored(engine, known)] == [
        '"Grüße 😀 <b>&\\"\'"',
        "7",
        '["a", "b"]',
        "null",
        '"2026-03-06"',
    ]


def test_discarding_removes_all_of_one_conversation_and_nothing_else(engine: Engine) -> None:
    one, other = seed(engine), seed(engine, "Herr Birke", "Birke", "2")
    for known in (one, other):
        record(engine, known, Revision("a", Answer("x"), "?", "x"))
    with transaction(engine) as connection:
        remove_answers(connection, one.conversation)
    assert stored(engine, one) == []
    assert len(stored(engine, other)) == 1
