"""Reads the warnings that a content file accepts with a reason, and tells which of them nothing needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dialogs.catalogue.easy_language.findings import Acceptance, Finding, Rule, Severity
from dialogs.catalogue.problems import Problem
from dialogs.catalogue.reader import Reader

ACCEPTED = "accepted"


def take_accepted(data: dict[str, Any], file: str, problems: list[Problem]) -> tuple[Acceptance, ...]:
    """The `[[accepted]]` tables of a file, taken out of `data`: they are no part of a content version."""
    if ACCEPTED not in data:
        return ()
    accepted = []
    for entry in Reader({ACCEPTED: data.pop(ACCEPTED)}, file, "", problems).tables(ACCEPTED):
        name, text, reason = entry.take("rule", str), entry.take("text", str), entry.take("reason", str)
        entry.finish()
        if name not in set(Rule):
            entry.problem(f"'{name}' is not a rule; rules are: {', '.join(Rule)}")
        elif not text.strip() or not reason.strip():
            entry.problem(f"accepting '{name}' needs the sentence as 'text' and a 'reason'")
        else:
            accepted.append(Acceptance(Rule(name), text, reason))
    return tuple(accepted)


def without_accepted(
    findings: Iterable[Finding], accepted: Mapping[str, tuple[Acceptance, ...]]
) -> tuple[list[Finding], int, tuple[Problem, ...]]:
    """The findings that nobody accepted, how many were, and a problem for each acceptance that accepts nothing."""
    used: set[tuple[str, Acceptance]] = set()
    left, count = [], 0
    for finding in findings:
        fitting = [item for item in accepted.get(finding.file, ()) if _fits(item, finding)]
        used |= {(finding.file, item) for item in fitting}
        if fitting:
            count += 1
        else:
            left.append(finding)
    unused = tuple(
        Problem(file, "", f"accepts '{item.rule}' for '{item.text}', but there is no such warning; delete the entry")
        for file, items in accepted.items()
        for item in items
        if (file, item) not in used
    )
    return left, count, unused


def _fits(item: Acceptance, finding: Finding) -> bool:
    return finding.severity is Severity.WARNING and item.rule is finding.rule and item.text in finding.sentence
