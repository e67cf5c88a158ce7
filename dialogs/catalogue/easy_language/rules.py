"""All rules about a text: which function finds what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dialogs.catalogue.easy_language import clause_rules, message_rules, word_rules
from dialogs.catalogue.easy_language.findings import Hit, Rule
from dialogs.catalogue.easy_language.lexicon import Lexicon
from dialogs.catalogue.easy_language.sentences import Sentence, Text

SENTENCE_RULES: Mapping[Rule, Callable[[Sentence, Lexicon], Iterator[Hit]]] = {
    Rule.SENTENCE_LENGTH: clause_rules.sentence_length,
    Rule.FINITE_VERBS: clause_rules.finite_verbs,
    Rule.SUBORDINATE_CLAUSE: clause_rules.subordinate_clause,
    Rule.PASSIVE: clause_rules.passive,
    Rule.SUBJUNCTIVE: clause_rules.subjunctive,
    Rule.GENITIVE: clause_rules.genitive,
    Rule.SIMPLE_PAST: clause_rules.simple_past,
    Rule.NEGATION: clause_rules.negation,
    Rule.DOUBLE_NEGATION: clause_rules.double_negation,
    Rule.HEAVY_NOUNS: clause_rules.heavy_nouns,
    Rule.LONG_WORD: word_rules.long_word,
    Rule.COMPOUND: word_rules.compound,
    Rule.NUMBERS: word_rules.numbers,
    Rule.ABBREVIATION: word_rules.abbreviation,
    Rule.TECHNICAL_TERM: word_rules.technical_term,
    Rule.OTHER_WORD: word_rules.other_word,
    Rule.ADDRESS: word_rules.address,
}
MESSAGE_RULES: Mapping[Rule, Callable[[Text, Lexicon], Iterator[Hit]]] = {
    Rule.LINES: message_rules.one_sentence_a_line,
    Rule.QUESTIONS: message_rules.questions,
    Rule.YES_NO_QUESTION: message_rules.yes_no_question,
    Rule.PUNCTUATION: message_rules.punctuation,
}
# What is on a button or stands as a heading is hardly a sentence.
NOT_FOR_LABELS = frozenset({Rule.FINITE_VERBS, Rule.LINES, Rule.QUESTIONS, Rule.YES_NO_QUESTION})


def hits_in(text: Text, lexicon: Lexicon) -> Iterator[tuple[Rule, Hit]]:
    """Everything that the rules find in one text. Agreed texts are right as they are."""
    for rule, looks in MESSAGE_RULES.items():
        if not (text.label and rule in NOT_FOR_LABELS):
            for hit in looks(text, lexicon):
                yield rule, hit
    for sentence in text.sentences:
        if sentence.text in lexicon.words.fixed:
            continue
        for found, finds in SENTENCE_RULES.items():
            if not (text.label and found in NOT_FOR_LABELS):
                for hit in finds(sentence, lexicon):
                    yield found, hit
