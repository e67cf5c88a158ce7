"""Every text in the register `leicht` with its place, placeholders filled in with a sign that stands for any words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.catalogue.easy_language.lines import LABELS
from dialogs.catalogue.easy_language.sentences import FILLED_IN
from dialogs.catalogue.loader import Catalogue
from dialogs.engine.model import Dialog, Register, Role, Texts

GLOSSARY = "shared/glossary.toml"
_GOAL = re.compile(r"\{[a-z_]+\}")
_TEMPLATE = re.compile(r"\{[{%](.*?)[%}]\}", re.DOTALL)
_NAME = re.compile(r"[a-z_]+")
_CHOOSES = re.compile(r"\b(?:if|or)\b")
_SENTENCE = re.compile(r"[.?!:\n]")


@dataclass(frozen=True, slots=True)
class Passage:
    """One text, where it stands, whether it is a label, and whether a coachee reads it."""

    file: str
    step: str
    text: str
    label: bool
    for_coachees: bool


class Value(str):
    """A value that is filled in later. `one` decides whether it equals the number 1."""

    __slots__ = ("one",)
    one: bool

    def __new__(cls, text: str, one: bool) -> Value:
        value = super().__new__(cls, text)
        value.one = one
        return value

    def __eq__(self, other: object) -> bool:
        return self.one == (other == 1) if isinstance(other, int) else str.__eq__(self, other)

    def __hash__(self) -> int:
        return super().__hash__()


def passages_of(catalogue: Catalogue) -> Iterator[Passage]:
    """All texts: dialogs, the texts around them, and the glossary."""
    for dialog in catalogue.dialogs.values():
        yield from _of_dialog(dialog)
    yield from _shared(catalogue)
    for entry in catalogue.glossary.entries.values():
        yield Passage(GLOSSARY, entry.id, entry.word[Register.EASY], True, True)
        yield Passage(GLOSSARY, entry.id, entry.explanation[Register.EASY], False, True)


def _of_dialog(dialog: Dialog) -> Iterator[Passage]:
    file, for_coachees = file_of(dialog), Role.COACHEE in dialog.roles

    def passage(step: str, text: str, label: bool = False) -> Passage:
        return Passage(file, step, _GOAL.sub(FILLED_IN, text), label, for_coachees)

    def labels(step: str, texts: Texts) -> Passage:
        return passage(step, texts[Register.EASY], label=True)

    yield labels("", dialog.title)
    yield passage("", dialog.opening[Register.EASY])
    for step in dialog.steps.values():
        yield labels(step.id, step.name)
        for wording in (*step.question[Register.EASY], step.why[Register.EASY]):
            yield passage(step.id, wording)
        if step.probe is not None:
            yield passage(step.id, step.probe[Register.EASY])
        for option in step.options:
            yield labels(step.id, option.label)
            if option.reply is not None:
                yield passage(step.id, option.reply[Register.EASY])
        for words in (step.bounds.anchors if step.bounds else {}).values():
            yield labels(step.id, words)


def _shared(catalogue: Catalogue) -> Iterator[Passage]:
    hidden = catalogue.easy_words.not_for_coachees
    beginnings = tuple(entry.removesuffix("*") for entry in hidden if entry.endswith("*"))
    for key, written in catalogue.texts.written.items():
        for text in _filled(catalogue, key, written.texts[Register.EASY]):
            for_coachees = key not in hidden and not key.startswith(beginnings)
            label = key.startswith(LABELS) or _SENTENCE.search(text) is None
            yield Passage(written.file, key, text, label, for_coachees)


def _filled(catalogue: Catalogue, key: str, template: str) -> list[str]:
    """What the template says for one thing, for several, and with nothing to fill in."""
    if "{" not in template:
        return [template]
    code = " ".join(_TEMPLATE.findall(template))
    kinds = [Value(FILLED_IN, one=True), Value(FILLED_IN, one=False)] if "==" in code else [Value(FILLED_IN, one=False)]
    if _CHOOSES.search(code):
        kinds.append(Value("", one=False))
    names = set(_NAME.findall(code))
    said = [catalogue.texts.say(key, Register.EASY, **dict.fromkeys(names, kind)) for kind in kinds]
    return list(dict.fromkeys(said))


def file_of(dialog: Dialog) -> str:
    """Where a dialog is written, below the folder of the content."""
    return f"{dialog.id}/dialog.toml"
