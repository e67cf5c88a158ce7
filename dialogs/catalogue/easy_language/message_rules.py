"""Rules about a whole message: one sentence a line, few signs, one question at a time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dialogs.catalogue.easy_language.findings import Hit, Severity
from dialogs.catalogue.easy_language.lexicon import Lexicon
from dialogs.catalogue.easy_language.sentences import FILLED_IN, Sentence, Text, is_word

ALLOWED = frozenset(".?!:-")
LONGEST_CALL = 2  # "Guten Tag, ..."


def one_sentence_a_line(text: Text, lexicon: Lexicon) -> Iterator[Hit]:
    """Every sentence begins a line."""
    for before, sentence in pairwise(text.sentences):
        if before.line == sentence.line:
            yield Hit(Severity.ERROR, sentence.text, "begin a new line here")


def questions(text: Text, lexicon: Lexicon) -> Iterator[Hit]:
    """One question in a message, and none that only asks for a yes at its end."""
    asked = [sentence for sentence in text.sentences if sentence.is_question]
    if len(asked) > 1:
        yield Hit(Severity.ERROR, asked[1].text, f"{len(asked)} questions in one message; ask one")
    for sentence in asked:
        last = sentence.text.removesuffix("?").rpartition(",")
        if last[0] and last[2].strip().lower() in lexicon.words.tag_questions:
            yield Hit(Severity.ERROR, sentence.text, "asks for agreement at its end; ask openly")


def yes_no_question(text: Text, lexicon: Lexicon) -> Iterator[Hit]:
    """People tend to say yes: either/or is better. A question that only stands for `wenn` is none."""
    for sentence, following in zip(text.sentences, (*text.sentences[1:], None), strict=True):
        part = sentence.parts[-1] if sentence.parts else ()
        words = [sign.lower() for sign in part if is_word(sign)]
        if not sentence.is_question or "oder" in words or not words or _stands_for_if(following, lexicon):
            continue
        if lexicon.is_verb(words[0]) or words[0] in lexicon.words.subjunctive:
            yield Hit(
                Severity.WARNING, sentence.text, "can be answered with yes; ask 'A oder B?' or with a question word"
            )


def punctuation(text: Text, lexicon: Lexicon) -> Iterator[Hit]:
    """Only . ? ! : and the hyphen. A comma may follow a call such as `Ja` or `Guten Tag`."""
    for sentence in text.sentences:
        for place, sign in enumerate(sentence.tokens):
            if is_word(sign) or sign in ALLOWED or _is_picture(sign):
                continue
            if sign == "," and (_after_call(sentence, place, lexicon) or _between_values(sentence, place)):
                continue
            yield Hit(Severity.ERROR, sentence.text, f"'{sign}' is hard to read; use lines, full stops and colons")
            break


def _stands_for_if(following: Sentence | None, lexicon: Lexicon) -> bool:
    return following is not None and following.tokens[0].lower() in lexicon.words.answers_itself


def _after_call(sentence: Sentence, place: int, lexicon: Lexicon) -> bool:
    before = [sign.lower() for sign in sentence.tokens[:place]]
    greeting = len(before) == LONGEST_CALL and before[0].startswith("gute")
    return greeting or (len(before) == 1 and before[0] in lexicon.words.before_comma)


def _between_values(sentence: Sentence, place: int) -> bool:
    """A day after its weekday, a role after a name: what the program puts side by side."""
    return sentence.tokens[place - 1 : place] == sentence.tokens[place + 1 : place + 2] == (FILLED_IN,)


def _is_picture(sign: str) -> bool:
    """Emoji and what belongs to them; private signs stand for values."""
    return ord(sign[0]) >= 0x1F000 or 0x2600 <= ord(sign[0]) <= 0x27BF or sign in "\ufe0f\u200d\ue000"
