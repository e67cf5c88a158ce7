"""What the rules look words up in: the lists and the glossary, made ready once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.catalogue.easy_language.glossary import Glossary, folded
from dialogs.catalogue.easy_language.words import EasyWords, past_forms, present_forms
from dialogs.engine.model import Register


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`finite`: forms that can only be finite; `infinitives`: forms that are finite or not; `explained`: words of the
    glossary; `instead`: other words and the one to use."""

    words: EasyWords
    finite: frozenset[str]
    infinitives: frozenset[str]
    past: frozenset[str]
    explained: frozenset[str]
    technical: frozenset[str]
    instead: Mapping[str, str]

    def is_verb(self, word: str) -> bool:
        """Whether a word in lower case can be a finite verb."""
        return word in self.finite or word in self.infinitives or word in self.past


def lexicon_of(words: EasyWords, glossary: Glossary) -> Lexicon:
    """The lexicon of this content."""
    regular = {form for infinitive in words.infinitives for form in present_forms(infinitive)}
    # "antwortete" is past of "antworten"; "konnte" and other irregular forms are listed.
    past = {form for infinitive in words.infinitives for form in past_forms(infinitive)}
    past -= {"hatte", "hatten", *words.subjunctive}
    entries = glossary.entries.values()
    return Lexicon(
        words=words,
        finite=frozenset((regular | words.finite) - words.not_verbs - words.infinitives),
        infinitives=words.infinitives | {"sind"},
        past=frozenset(past | words.past) - words.infinitives - words.not_verbs,
        explained=frozenset(folded(form) for entry in entries for form in entry.written()),
        technical=frozenset(folded(word) for word in words.technical),
        instead={folded(form): entry.word[Register.EASY] for entry in entries for form in entry.other},
    )
