"""Each rule with sentences that keep it and sentences that break it, so that the checker itself is checked."""

from __future__ import annotations

import pytest

from dialogs.catalogue.easy_language.findings import Rule, Severity
from tests.dialogs.catalogue.easy_language.clause_examples import CLAUSES
from tests.dialogs.catalogue.easy_language.examples import found, real_lexicon
from tests.dialogs.catalogue.easy_language.text_examples import MESSAGES, WORDS

EXAMPLES = {**CLAUSES, **WORDS, **MESSAGES}
LEXICON = real_lexicon()
RIGHT = [(rule, text) for rule, examples in EXAMPLES.items() for text in examples.right]
WARNED = [(rule, text) for rule, examples in EXAMPLES.items() for text in examples.warned]
WRONG = [(rule, text) for rule, examples in EXAMPLES.items() for text in examples.wrong]


@pytest.mark.parametrize(("rule", "text"), RIGHT)
def test_what_keeps_the_rule_is_left_alone(rule: Rule, text: str) -> None:
    assert found(rule, text, LEXICON) == []


@pytest.mark.parametrize(("rule", "text"), WARNED)
def test_what_is_hard_is_warned_of(rule: Rule, text: str) -> None:
    assert found(rule, text, LEXICON) == [Severity.WARNING]


@pytest.mark.parametrize(("rule", "text"), WRONG)
def test_what_breaks_the_rule_is_an_error(rule: Rule, text: str) -> None:
    assert set(found(rule, text, LEXICON)) == {Severity.ERROR}


def test_every_rule_about_texts_has_enough_examples() -> None:
    assert set(EXAMPLES) == set(Rule) - {Rule.ANSWERS}
    for rule, examples in EXAMPLES.items():
        assert len(examples.right) >= 6, rule
        assert len(examples.warned) + len(examples.wrong) >= 6, rule


def test_buttons_are_no_sentences() -> None:
    assert found(Rule.LINES, "Jetzt nicht. Themen zeigen.", LEXICON, label=True) == []
    assert found(Rule.YES_NO_QUESTION, "Stimmt das?", LEXICON, label=True) == []
    assert found(Rule.SUBJUNCTIVE, "Das wäre schön", LEXICON, label=True) == [Severity.ERROR]


def test_what_is_filled_in_later_is_no_word_of_the_author() -> None:
    assert [rule for rule in EXAMPLES if found(rule, "\ue000: \ue000, \ue000.", LEXICON)] == []
