"""A report as plain data: marks and sources, what is missing, and texts without what no format can show."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.reports.page import page_of, readable
from bot.reports.view import Concern, Grid, Place, ReportKind, Section
from tests.bot.reports.sample import interim, said, small


def test_every_statement_leads_to_its_source() -> None:
    page = page_of(interim())
    statements = [s for section in page["sections"] for s in section["statements"]]
    cells = [c for section in page["sections"] for t in section["tables"] for row in t["rows"] for c in row]
    numbers = {entry["number"] for entry in statements + cells} - {0}
    assert numbers == {source["number"] for source in page["sources"]} == set(range(1, 11))
    assert page["sources"][1]["line"] == "Antwort 4, Fassung 2, Jobcoach, 5.9.2026"


def test_one_answer_has_one_mark_and_another_revision_a_new_one() -> None:
    statements = (said("Eins", 5), said("Zwei", 5), said("Drei", 5, revision=2))
    page = page_of(small("", sections=(Section("A", statements),)))
    assert [s["number"] for s in page["sections"][0]["statements"]] == [1, 1, 2]
    assert len(page["sources"]) == 2


def test_cells_that_nobody_answered_have_no_mark() -> None:
    table = Grid("Ziele", ("Ziel", "Erreicht"), ((said("Pausen"), "5 von 10"),))
    page = page_of(small("", sections=(Section("A", tables=(table,)),)))
    assert [cell["number"] for cell in page["sections"][0]["tables"][0]["rows"][0]] == [1, 0]


def test_a_table_is_as_wide_as_its_head() -> None:
    with pytest.raises(AssertionError):
        Grid("Ziele", ("Ziel", "Erreicht"), (("Pausen",),))


def test_a_question_is_asked_once_above_its_answers() -> None:
    statements = (said("Eins", 1, "Wie?"), said("Zwei", 2, "Wie?"), said("Drei", 3, "Wo?"), said("Vier", 4, "Wie?"))
    page = page_of(small("", sections=(Section("A", statements),)))
    assert [s["question"] for s in page["sections"][0]["statements"]] == ["Wie?", "", "Wo?", "Wie?"]


@pytest.mark.parametrize(("pages", "named"), [(1, 2), (2, 2), (3, 3)])
def test_more_than_two_pages_are_named_among_what_is_missing(pages: int, named: int) -> None:
    missing = page_of(interim(), pages)["missing"]
    assert len(missing) == named
    assert ("3 Seiten" in missing[-1]) == (pages == 3)


def test_places_to_think_about_are_not_part_of_the_report() -> None:
    place = Place(said("x").trace, "die Sache mit Frau Eibe", Concern.PERSON)
    assert "Eibe" not in json.dumps(page_of(replace(small("Gut"), sensitive=(place,))))


def test_coachees_read_easy_words() -> None:
    easy, usual = page_of(interim(ReportKind.FOR_COACHEE)), page_of(interim())
    assert easy["words"]["sources"] == "Wer hat das gesagt?"
    assert usual["words"]["sources"] == "Quellen"
    assert easy["kind"] == "Bericht für Sie"


@pytest.mark.parametrize("kind", ReportKind)
def test_every_kind_has_a_name(kind: ReportKind) -> None:
    page = page_of(small("Gut", kind, title=""))
    assert page["title"] == page["kind"] != ""


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Eins\r\nzwei\rdrei\u2028vier", "Eins\nzwei\ndrei\nvier"),
        ("a\x00\x1b[31mb\x07\x9f\ufffe\ufdd0\ud800c", "a[31mbc"),
        ("a\tb", "a b"),
        (" \n Text \n", "Text"),
        ("a\u202eb\u2066c\u2069d", "abcd"),
        ("שלום\nGut", "\u2068שלום\u2069\nGut"),
        ("👨‍👩‍👧 ❤️ & < > {{ x }}", "👨‍👩‍👧 ❤️ & < > {{ x }}"),
        ("\x00", ""),
    ],
)
def test_what_no_format_can_show_is_left_out(given: str, shown: str) -> None:
    assert readable(given) == shown
