"""Looks at all content with all rules, and takes off what authors accepted. Linear in the length of the content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.catalogue.easy_language.accepting import without_accepted
from dialogs.catalogue.easy_language.answer_rules import answer_hits
from dialogs.catalogue.easy_language.findings import Finding, Hit, Rule, Severity
from dialogs.catalogue.easy_language.lexicon import Lexicon, lexicon_of
from dialogs.catalogue.easy_language.passages import file_of, passages_of
from dialogs.catalogue.easy_language.rules import hits_in
from dialogs.catalogue.easy_language.sentences import read_text
from dialogs.catalogue.loader import Catalogue
from dialogs.catalogue.problems import Problem
from dialogs.engine.model import Role


@dataclass(frozen=True, slots=True)
class Report:
    """All findings nobody accepted, how many were accepted, and acceptances that accept nothing."""

    findings: tuple[Finding, ...]
    accepted: int
    unused: tuple[Problem, ...]

    def found(self, severity: Severity, for_coachees: bool) -> tuple[Finding, ...]:
        """The findings of one severity in the texts for coachees or in those for others."""
        return tuple(item for item in self.findings if item.severity is severity and item.for_coachees is for_coachees)

    @property
    def failing(self) -> tuple[Finding, ...]:
        """What must be put right: errors in texts that a coachee reads."""
        return self.found(Severity.ERROR, for_coachees=True)

    def counts(self, findings: tuple[Finding, ...]) -> list[tuple[Rule, int]]:
        """How often each rule speaks, the most frequent first."""
        return Counter(item.rule for item in findings).most_common()


def check_easy_language(catalogue: Catalogue) -> Report:
    """Checks every text in the register `leicht`."""
    lexicon = lexicon_of(catalogue.easy_words, catalogue.glossary)
    findings = list(dict.fromkeys((*_in_texts(catalogue, lexicon), *_in_answers(catalogue, lexicon))))
    left, accepted, unused = without_accepted(findings, catalogue.accepted)
    return Report(tuple(sorted(left)), accepted, unused)


def _in_texts(catalogue: Catalogue, lexicon: Lexicon) -> Iterator[Finding]:
    looked_at: dict[tuple[str, bool], list[tuple[Rule, Hit]]] = {}  # many texts are the same in many places
    for passage in passages_of(catalogue):
        key = (passage.text, passage.label)
        if key not in looked_at:
            looked_at[key] = list(hits_in(read_text(*key, months=lexicon.words.months), lexicon))
        for rule, hit in looked_at[key]:
            yield _finding(passage.file, passage.step, rule, hit, passage.for_coachees)


def _in_answers(catalogue: Catalogue, lexicon: Lexicon) -> Iterator[Finding]:
    for dialog in catalogue.dialogs.values():
        for step in dialog.steps.values():
            for hit in answer_hits(dialog, step, lexicon):
                yield _finding(file_of(dialog), step.id, Rule.ANSWERS, hit, Role.COACHEE in dialog.roles)


def _finding(file: str, step: str, rule: Rule, hit: Hit, for_coachees: bool) -> Finding:
    return Finding(file, step, rule, hit.severity, hit.sentence, hit.suggestion, for_coachees)
