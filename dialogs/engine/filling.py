"""A dialog about one particular thing: its placeholders and its scale filled in with somebody's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from dialogs.engine.model import Bounds, Dialog, Register, Step, Texts, Wordings

OWN_SCALE = "stand"
_PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\}")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a conversation is about: words for the placeholders, and the words behind the numbers of OWN_SCALE.

    `anchors` that do not span the scale that is asked for belong to another one and are left out.
    """

    words: Mapping[str, str]
    anchors: Mapping[int, str]


def filled(dialog: Dialog, subject: Subject) -> Dialog:
    """The dialog about this subject. Id and hash stay those of the content; the words are kept with each answer."""
    steps = {name: _step(step, subject) for name, step in dialog.steps.items()}
    return replace(dialog, opening=_texts(dialog.opening, subject), steps=steps)


def _step(step: Step, subject: Subject) -> Step:
    bounds = step.bounds
    if step.id == OWN_SCALE and bounds is not None and _spans(bounds, subject.anchors):
        anchors = {value: dict.fromkeys(Register, words) for value, words in subject.anchors.items()}
        bounds = Bounds(bounds.lowest, bounds.highest, anchors)
    probe = None if step.probe is None else _texts(step.probe, subject)
    return replace(step, question=_wordings(step.question, subject), probe=probe, bounds=bounds)


def _texts(texts: Texts, subject: Subject) -> Texts:
    return {register: _put_in(text, subject) for register, text in texts.items()}


def _wordings(wordings: Wordings, subject: Subject) -> Wordings:
    return {register: tuple(_put_in(text, subject) for text in texts) for register, texts in wordings.items()}


def _spans(bounds: Bounds, anchors: Mapping[int, str]) -> bool:
    return bool(anchors) and (min(anchors), max(anchors)) == (bounds.lowest, bounds.highest)


def _put_in(text: str, subject: Subject) -> str:
    """Each placeholder once: what somebody wrote is never read as a placeholder itself."""
    return _PLACEHOLDER.sub(lambda found: subject.words.get(found[1], found[0]), text)
