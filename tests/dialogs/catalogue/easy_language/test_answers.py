"""What coachees may choose from: few faces, each with a word, short labels, and always a way out."""

from __future__ import annotations

from typing import Any

import pytest

from dialogs.catalogue.easy_language.answer_rules import answer_hits
from dialogs.catalogue.easy_language.findings import Severity
from tests.builders import dialog, step
from tests.dialogs.catalogue.easy_language.examples import real_lexicon

LEXICON = real_lexicon()
OUT = ("weiss_nicht", "Weiß ich nicht"), ("will_nicht_sagen", "Will ich nicht sagen")
FACES = ("gut", "🙂 Gut"), ("mittel", "😐 Mittel"), ("schlecht", "🙁 Schlecht")


def hits(
    *labels: tuple[str, str], kind: str = "faces", roles: tuple[str, ...] = ("coachee",)
) -> list[tuple[Severity, str]]:
    options: list[dict[str, Any]] = [{"id": name, "standard": label, "leicht": label} for name, label in labels]
    led = dialog(step("eins", kind, options=options), roles=list(roles))
    return [(hit.severity, hit.suggestion) for hit in answer_hits(led, led.steps["eins"], LEXICON)]


def test_three_faces_with_words_and_ways_out_are_right() -> None:
    assert hits(*FACES, *OUT) == []


def test_more_faces_are_harder() -> None:
    assert hits(*FACES, ("sehr", "😀 Sehr gut"), *OUT) == [(Severity.WARNING, "4 faces; 3 are easier to choose from")]


def test_a_face_needs_a_word() -> None:
    assert hits(("gut", "🙂"), *FACES[1:], *OUT) == [
        (Severity.ERROR, "a face or colour alone says too little; add a word")
    ]


def test_labels_are_short() -> None:
    assert hits(("gut", "🙂 Das ist gut"), *FACES[1:], *OUT) == [(Severity.WARNING, "3 words; use 2")]


@pytest.mark.parametrize(
    ("kind", "roles", "severity"),
    [
        ("faces", ("coachee",), Severity.ERROR),
        ("choice", ("coachee",), Severity.WARNING),
        ("faces", ("coachee", "arbeitgeber"), Severity.WARNING),
    ],
)
def test_there_is_always_a_way_out(kind: str, roles: tuple[str, ...], severity: Severity) -> None:
    assert hits(*FACES, kind=kind, roles=roles) == [(severity, "offer weiss_nicht and will_nicht_sagen, too")]
    assert hits(*FACES, OUT[0], kind=kind, roles=roles) == [(severity, "offer will_nicht_sagen, too")]


def test_others_are_asked_as_they_like() -> None:
    assert hits(("gut", "🙂"), roles=("jobcoach",)) == []
