"""An export holds everything about the cases asked for: members, conversations, every revision; and no other case."""

from __future__ import annotations

import json

from sqlalchemy import Engine

from dialogs.engine.model import Register
from dialogs.engine.state import Answer
from storage.answers import Revision, record_revisions
from storage.database import transaction
from storage.exporting import export_cases
from tests.storage.seeds import NOW, seed, walk


def test_everything_of_one_case_with_each_revision(engine: Engine) -> None:
    known, other = seed(engine), seed(engine, "Herr Birke", "Birke", "2")
    first = Revision("a", Answer(("x", "y")), "Wer?", "Ixe, Ypsilons")
    second = Revision("a", Answer(None), "Wer?", "(übersprungen)")
    gone = Revision("b", Answer(None), "Was?", "", fell_away=True)
    with transaction(engine) as connection:
        record_revisions(connection, walk(connection, known), Register.EASY, [first, gone, second], NOW)
        record_revisions(connection, walk(connection, other), Register.STANDARD, [first], NOW)
        (case,) = export_cases(connection, [known.case])
    assert (case["pseudonym"], case["phase"]) == ("Ahorn", "initiierung")
    assert [(member["name"], member["role"]) for member in case["members"]] == [("Frau Ahorn", "jobcoach")]
    (conversation,) = case["conversations"]
    assert (conversation["dialog"], conversation["status"]) == ("idee", "running")
    answered = {item["step"]: item["revisions"] for item in conversation["answers"]}
    assert [(row["revision"], row["value"], row["answer"]) for row in answered["a"]] == [
        (1, ["x", "y"], "Ixe, Ypsilons"),
        (2, None, "(übersprungen)"),
    ]
    assert [(row["question"], row["fell_away"], row["register"]) for row in answered["b"]] == [("Was?", True, "leicht")]
    assert answered["a"][0]["answered_at"] == "2026-03-02T16:00:00+00:00"
    assert json.loads(json.dumps(case)) == case


def test_several_cases_come_in_their_order_and_none_is_fine(engine: Engine) -> None:
    known, other = seed(engine), seed(engine, "Herr Birke", "Birke", "2")
    with transaction(engine) as connection:
        assert [case["id"] for case in export_cases(connection, [other.case, known.case])] == [known.case, other.case]
        assert export_cases(connection, []) == []
