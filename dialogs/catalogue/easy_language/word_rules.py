"""Rules about single words: length, compounds, numbers, abbreviations, words of the field, synonyms, address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.catalogue.easy_language.findings import Hit, Severity
from dialogs.catalogue.easy_language.glossary import folded
from dialogs.catalogue.easy_language.lexicon import Lexicon
from dialogs.catalogue.easy_language.sentences import FILLED_IN, Sentence, is_plain_word

LETTERS_WARN, LETTERS_ERROR = 11, 14
SHORTEST_COMPOUND = 9
SHORTEST_FIRST_PART = 3
_PARTS = re.compile(r"[-·]")
_ROMAN = re.compile(r"(?=[IVX]{2,6}$)X{0,3}(?:IX|IV|V?I{0,3})")
_LINKING = ("s", "n", "en", "es", "er")


def long_word(sentence: Sentence, lexicon: Lexicon) -> Iterator[Hit]:
    """A part of a word with 11 letters is a warning, with 14 an error. Words of the glossary are explained."""
    for word in _plain(sentence):
        if folded(word) in lexicon.explained:
            continue
        longest = max((part for part in _PARTS.split(word)), key=len)
        if len(longest) >= LETTERS_WARN:
            severity = Severity.ERROR if len(longest) >= LETTERS_ERROR else Severity.WARNING
            yield Hit(
                severity, sentence.text, f"'{longest}' has {len(longest)} letters; find a shorter word or use a hyphen"
            )


def compound(sentence: Sentence, lexicon: Lexicon) -> Iterator[Hit]:
    """Nouns made of two words without a hyphen between them."""
    for word in _plain(sentence):
        for part in _PARTS.split(word):
            if (first := _first_part(part, lexicon)) is not None:
                split = f"{first}-{part[len(first) :].capitalize()}"
                yield Hit(Severity.WARNING, sentence.text, f"write '{split}' instead of '{part}'")


def numbers(sentence: Sentence, lexicon: Lexicon) -> Iterator[Hit]:
    """Number words, large numbers, percentages, decimals and Roman numerals."""
    for sign in sentence.tokens:
        digits = sign.replace(".", "").replace(":", "")
        if sign.lower() in lexicon.words.number_words:
            yield Hit(Severity.WARNING, sentence.text, f"write '{sign}' in digits")
        elif sign.lower() in lexicon.words.percent_words or sign == "%":
            yield Hit(Severity.WARNING, sentence.text, "percentages are hard; say 'viele' or '5 von 10'")
        elif "," in sign and sign[0].isdigit():
            yield Hit(Severity.WARNING, sentence.text, f"'{sign}' has decimals; round it")
        elif digits.isdigit() and len(digits) > 3 and "." not in sign and ":" not in sign:
            yield Hit(Severity.WARNING, sentence.text, f"'{sign}' is a large number; say 'viele', or explain it")
        elif sign[0] in "IVX" and _ROMAN.fullmatch(sign):
            yield Hit(Severity.WARNING, sentence.text, f"'{sign}' is a Roman numeral; write it in digits")


def abbreviation(sentence: Sentence, lexicon: Lexicon) -> Iterator[Hit]:
    """Abbreviations, and words in capitals, that the glossary does not explain."""
    tokens = sentence.tokens
    for place, sign in enumerate(tokens):
        if not is_plain_word(sign) or FILLED_IN in sign or folded(sign) in lexicon.explained:
            continue
        dot = tokens[place + 1 : place + 2] == (".",)
        last = place + 2 >= len(tokens)
        single = len(sign) == 1 and dot and not last
        capitals = 1 < len(sign) < 6 and sign.isupper() and not _ROMAN.fullmatch(sign)
        if single or capitals or (dot and sign.lower() in lexicon.words.abbreviations):
            yield Hit(
                Severity.ERROR, sentence.text, f"abbreviation '{sign}'; write it out or explain it in the glossary"
            )
            return


def technical_term(sentence: Sentence, lexicon: Lexicon) -> Iterator[Hit]:
    """Words of the field and foreign words without an entry in the glossary."""
    endings = tuple(lexicon.words.foreign_endings)
    for word in _plain(sentence):
        known = folded(word) in lexicon.explained or word in lexicon.words.everyday
        parts = [part for part in _PARTS.split(word) if part and part not in lexicon.words.everyday]
        foreign = any(part.endswith(endings) for part in parts if word[0].isupper() and len(part) > 4)
        if not known and (folded(word) in lexicon.technical or foreign):
            yield Hit(
                Severity.ERROR, sentence.text, f"'{word}' needs an entry in shared/glossary.toml, or an easier word"
            )


def other_word(sentence: Sentence, lexicon: Lexicon) -> Iterator[Hit]:
    """A synonym of a word in the glossary: one thing has one name."""
    for word in _plain(sentence):
        if (wanted := lexicon.instead.get(folded(word))) is not None:
            yield Hit(Severity.WARNING, sentence.text, f"'{word}' is called '{wanted}' everywhere else")


def address(sentence: Sentence, lexicon: Lexicon) -> Iterator[Hit]:
    """The product says `Sie`: no form of `du` may stand anywhere."""
    for word in sentence.words:
        if word.lower() in lexicon.words.informal:
            yield Hit(Severity.ERROR, sentence.text, f"'{word}': people are addressed with 'Sie' everywhere")


def _plain(sentence: Sentence) -> Iterator[str]:
    return (sign for sign in sentence.tokens if is_plain_word(sign) and FILLED_IN not in sign)


def _first_part(word: str, lexicon: Lexicon) -> str | None:
    """The part before the last word of a compound, or None if it is none as far as the lists tell."""
    if len(word) < SHORTEST_COMPOUND or not word[0].isupper() or word in lexicon.words.not_compounds:
        return None
    for joint in lexicon.words.compound_joints:
        at = word.lower().find(joint) + len(joint)
        if at >= len(joint) and len(word) - at >= SHORTEST_FIRST_PART:
            return word[:at]
    for length in range(3, len(word) - SHORTEST_FIRST_PART + 1):
        if word[-length:] in lexicon.words.compound_heads:
            first = word[:-length]
            bare = {first.lower(), *(first.lower().removesuffix(link) for link in _LINKING)}
            if not bare & lexicon.words.first_parts_not_enough:
                return first
    return None
