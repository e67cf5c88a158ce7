"""What examples of a rule are: texts that keep it, texts it warns of, texts that are wrong."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.catalogue.easy_language.findings import Rule, Severity
from dialogs.catalogue.easy_language.lexicon import Lexicon, lexicon_of
from dialogs.catalogue.easy_language.rules import hits_in
from dialogs.catalogue.easy_language.sentences import read_text
from tests.builders import real_content


@dataclass(frozen=True)
class Examples:
    """Texts about one rule; other rules may find something in them."""

    right: tuple[str, ...]
    warned: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


def real_lexicon() -> Lexicon:
    return lexicon_of(real_content().easy_words, real_content().glossary)


def found(rule: Rule, text: str, lexicon: Lexicon, label: bool = False) -> list[Severity]:
    """How strongly the rule speaks about a text, once for each place."""
    read = read_text(text, label, lexicon.words.months)
    return [hit.severity for name, hit in hits_in(read, lexicon) if name is rule]
