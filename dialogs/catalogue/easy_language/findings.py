"""What the checker says: rules, how strong a finding is, and where it is. A hint for an author, never a stamp."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error must be put right; a warning may be accepted with a reason."""

    ERROR = "error"
    WARNING = "warning"


class Rule(StrEnum):
    """What is looked at. Authors write these names in `[[accepted]]`."""

    SENTENCE_LENGTH = "sentence_length"
    LINES = "one_sentence_a_line"
    FINITE_VERBS = "finite_verbs"
    SUBORDINATE_CLAUSE = "subordinate_clause"
    PASSIVE = "passive"
    SUBJUNCTIVE = "subjunctive"
    GENITIVE = "genitive"
    SIMPLE_PAST = "simple_past"
    LONG_WORD = "long_word"
    COMPOUND = "compound"
    NUMBERS = "numbers"
    ABBREVIATION = "abbreviation"
    PUNCTUATION = "punctuation"
    NEGATION = "negation"
    DOUBLE_NEGATION = "double_negation"
    HEAVY_NOUNS = "heavy_nouns"
    OTHER_WORD = "other_word"
    ADDRESS = "address"
    QUESTIONS = "questions"
    YES_NO_QUESTION = "yes_no_question"
    TECHNICAL_TERM = "technical_term"
    ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found in one text: the sentence (or word, or whole text) and what to do about it."""

    severity: Severity
    sentence: str
    suggestion: str


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A hit with its place; `for_coachees` tells whether a coachee reads the text."""

    file: str
    step: str
    rule: Rule
    severity: Severity
    sentence: str
    suggestion: str
    for_coachees: bool

    def __str__(self) -> str:
        place = f"{self.file}, {self.step}" if self.step else self.file
        sentence = " / ".join(self.sentence.split("\n"))
        return f"{place}: {self.severity} {self.rule}: {self.suggestion}\n    {sentence}"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An author's decision to keep what a rule warns of. `text` is the sentence of the finding or a part of it."""

    rule: Rule
    text: str
    reason: str
