"""The content that ships keeps the rules where coachees read it; looking at everything is quick and linear."""

from __future__ import annotations

import time
from dataclasses import replace

from dialogs.catalogue.easy_language.checking import check_easy_language
from dialogs.catalogue.easy_language.findings import Rule
from dialogs.catalogue.easy_language.lexicon import lexicon_of
from dialogs.catalogue.easy_language.passages import passages_of
from dialogs.catalogue.easy_language.rules import hits_in
from dialogs.catalogue.easy_language.sentences import FILLED_IN, read_text
from dialogs.catalogue.texts import read_texts
from dialogs.engine.model import Register
from tests.builders import real_content

SECONDS_FOR_ALL = 0.5


def test_no_coachee_reads_an_error_and_no_acceptance_is_left_over() -> None:
    report = check_easy_language(real_content())
    assert [str(found) for found in report.failing] == []
    assert report.unused == ()


def test_every_text_that_is_accepted_says_why() -> None:
    assert all(len(item.reason) > 20 for items in real_content().accepted.values() for item in items)


def test_all_places_are_looked_at() -> None:
    files = {passage.file for passage in passages_of(real_content())}
    assert {f"{name}/dialog.toml" for name in real_content().dialogs} <= files
    assert {"shared/glossary.toml", "shared/texts/menu.toml", "shared/texts/consent.toml"} <= files
    assert any(FILLED_IN in passage.text for passage in passages_of(real_content()))
    assert not any("{" in passage.text for passage in passages_of(real_content()))


def test_only_what_coachees_see_must_be_right() -> None:
    shown = {passage.step: passage.for_coachees for passage in passages_of(real_content())}
    assert shown["information"]
    assert shown["consent_data_coachee"]
    assert not shown["consent_data_betrieb"]
    assert not shown["terminal_hello"]


def test_a_template_is_looked_at_in_all_its_forms() -> None:
    text = "{{ 'Das wäre 1 Text.' if count == 1 else 'Das wären Texte.' }}{% if more %} Ja (mehr).{% endif %}"
    texts = read_texts({"news": {"standard": "Neu.", "leicht": text}}, "shared/texts/news.toml", [])
    report = check_easy_language(replace(real_content(), texts=texts, dialogs={}, accepted={}))
    found = {(item.rule, item.sentence) for item in report.failing if item.step == "news"}
    assert (Rule.SUBJUNCTIVE, "Das wäre 1 Text.") in found
    assert (Rule.SUBJUNCTIVE, "Das wären Texte.") in found
    assert (Rule.PUNCTUATION, "Ja (mehr).") in found


def test_all_content_takes_half_a_second() -> None:
    catalogue = real_content()
    taken = []
    for _ in range(3):
        before = time.process_time()
        check_easy_language(catalogue)
        taken.append(time.process_time() - before)
    assert min(taken) < SECONDS_FOR_ALL


def test_ten_times_the_text_takes_about_ten_times_as_long() -> None:
    lexicon = lexicon_of(real_content().easy_words, real_content().glossary)
    questions = [
        step.question[Register.EASY][0] for led in real_content().dialogs.values() for step in led.steps.values()
    ]

    def seconds(text: str) -> float:
        taken = []
        for _ in range(3):
            before = time.process_time()
            list(hits_in(read_text(text), lexicon))
            taken.append(time.process_time() - before)
        return min(taken)

    once = "\n".join(questions[:100])
    assert seconds("\n".join([once] * 10)) < 30 * seconds(once) + 0.01
    assert seconds("wort " * 20_000) < 2
    assert seconds("a" * 100_000) < 2
    assert seconds("der die das, " * 5_000) < 2
