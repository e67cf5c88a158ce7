"""Rules about the answers that a coachee may choose from: few faces with words, short labels, always a way out."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.catalogue.easy_language.findings import Hit, Severity
from dialogs.catalogue.easy_language.lexicon import Lexicon
from dialogs.catalogue.easy_language.sentences import is_plain_word, read_text
from dialogs.engine.model import Dialog, QuestionKind, Register, Role, Step

MOST_FACES = 3
MOST_WORDS = 2
WITH_ANSWERS = (QuestionKind.CHOICE, QuestionKind.FACES)


def answer_hits(dialog: Dialog, step: Step, lexicon: Lexicon) -> Iterator[Hit]:
    """What is hard about the options of a step that a coachee is asked."""
    if Role.COACHEE not in dialog.roles or step.kind not in WITH_ANSWERS:
        return
    offered = {option.id for option in step.options}
    answers = [option for option in step.options if option.id not in lexicon.words.ways_out]
    labels = [option.label[Register.EASY] for option in answers]
    if missing := lexicon.words.ways_out - offered:
        # Other choices, and dialogs that others are asked, too, may leave them to the button that skips the question.
        feelings = step.kind is QuestionKind.FACES and dialog.roles == {Role.COACHEE}
        severity = Severity.ERROR if feelings else Severity.WARNING
        yield Hit(severity, " | ".join(labels), f"offer {' and '.join(sorted(missing))}, too")
    if step.kind is QuestionKind.FACES and len(answers) > MOST_FACES:
        yield Hit(Severity.WARNING, " | ".join(labels), f"{len(answers)} faces; {MOST_FACES} are easier to choose from")
    for label in labels:
        words = [sign for sentence in read_text(label, label=True).sentences for sign in sentence.tokens]
        count = sum(map(is_plain_word, words))
        if not count:
            yield Hit(Severity.ERROR, label, "a face or colour alone says too little; add a word")
        elif count > MOST_WORDS:
            yield Hit(Severity.WARNING, label, f"{count} words; use {MOST_WORDS}")
