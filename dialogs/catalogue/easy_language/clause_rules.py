"""Rules about how a sentence is built: length, verbs, clauses, passive, subjunctive, genitive, past, negation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from dialogs.catalogue.easy_language.findings import Hit, Severity
from dialogs.catalogue.easy_language.lexicon import Lexicon
from dialogs.catalogue.easy_language.sentences import Sentence, is_plain_word, is_word

WORDS_WARN, WORDS_ERROR = 8, 12
VERBS_WARN, VERBS_ERROR = 2, 3
_PARTICIPLE = re.compile(
    r"[a-z\u00e4\u00f6\u00fc]*ge[a-z\u00e4\u00f6\u00fc\u00df]{2,}(?:t|en)|[a-z\u00e4\u00f6\u00fc]{3,}iert"
)
_PREFIX = re.compile("^(?:be|ver|er|ent|zer)")
_ONLY = ("nur", "auch", "und", "oder", "denn")


def sentence_length(sentence: Sentence, lexicon: Lexicon) -> Iterator[Hit]:
    """More than 8 words are a warning, more than 12 an error. What follows a colon counts for itself."""
    longest = max(sum(map(is_word, part)) for part in sentence.parts or [()])
    if longest > WORDS_WARN:
        severity = Severity.ERROR if longest > WORDS_ERROR else Severity.WARNING
        yield Hit(severity, sentence.text, f"{longest} words; make two sentences of at most {WORDS_WARN} words")


def finite_verbs(sentence: Sentence, lexicon: Lexicon) -> Iterator[Hit]:
    """Two statements in one sentence are a warning, three an error. Either/or in a question is one thing."""
    parting = lexicon.words.conjunctions - ({"oder"} if sentence.is_question else set())
    count = max((sum(_clauses_with_verb(part, parting, lexicon)) for part in sentence.parts), default=0)
    if count >= VERBS_WARN:
        severity = Severity.ERROR if count >= VERBS_ERROR else Severity.WARNING
        yield Hit(severity, sentence.text, f"says {count} things; make {count} sentences")


def subordinate_clause(sentence: Sentence, lexicon: Lexicon) -> Iterator[Hit]:
    """A clause that begins with a word such as `weil`, or with a pronoun or question word and ends with its verb."""
    for part in sentence.parts:
        clauses = _split(part, lambda sign: sign == ",")
        for number, clause in enumerate(clauses):
            words = [sign for sign in clause if is_word(sign)]
            while words and words[0].lower() in _ONLY:
                words = words[1:]
            begins = _beginning(words, lexicon, after_comma=number > 0)
            if begins and (number > 0 or len(clauses) > 1 or begins in lexicon.words.subordinators):
                yield Hit(Severity.ERROR, sentence.text, f"the clause with '{begins}' becomes a sentence of its own")
                return


def passive(sentence: Sentence, lexicon: Lexicon) -> Iterator[Hit]:
    """A form of `werden` with a participle."""
    words = {word.lower() for word in sentence.words}
    if words & lexicon.words.becoming:
        for word in sentence.words:
            if word[0].islower() and _is_participle(word, lexicon):
                yield Hit(Severity.ERROR, sentence.text, f"passive with '{word}'; say who does it")
                return


def subjunctive(sentence: Sentence, lexicon: Lexicon) -> Iterator[Hit]:
    """A form such as `waere`, from a closed list."""
    for word in sentence.words:
        if word.lower() in lexicon.words.subjunctive:
            yield Hit(Severity.ERROR, sentence.text, f"subjunctive '{word}'; say what is, or use 'vielleicht'")


def genitive(sentence: Sentence, lexicon: Lexicon) -> Iterator[Hit]:
    """`des Betriebs`, `die Hilfe der Firma`, `wegen`."""
    tokens, words = sentence.tokens, lexicon.words
    for place, sign in enumerate(tokens):
        low = sign.lower()
        following = tokens[place + 1 : place + 3]
        noun_follows = any(_is_noun(word) for word in following)
        # A capital at the beginning of a sentence says nothing.
        after_noun = (
            place > 1 and _is_noun(tokens[place - 1]) and tokens[place - 2] != ":" and tokens[place - 1] != "Sie"
        )
        article = low in words.genitive_articles and any(_is_noun(word) and word[-1] == "s" for word in following)
        inner = sign[0].islower() or sign == "Ihrer"
        feminine = low in words.feminine_articles and inner and after_noun and noun_follows
        if article or feminine or low in words.genitive_prepositions:
            yield Hit(Severity.WARNING, sentence.text, f"genitive at '{sign}'; use 'von' or another sentence")
            return


def simple_past(sentence: Sentence, lexicon: Lexicon) -> Iterator[Hit]:
    """Past forms other than `war` and `hatte`."""
    words = [word.lower() for word in sentence.words]
    perfect = bool(lexicon.words.modals.intersection(words))
    for place, word in enumerate(sentence.words):
        known = words[place] in lexicon.past and (word[0].islower() or place == 0)
        # "besprach" as "sprach", but not the participle in "hat beschrieben"; "sie kochte", but not "ich warte".
        prefixed = word[0].islower() and not perfect and _PREFIX.sub("", words[place], count=1) in lexicon.past
        after = words[place - 1] if place else ""
        weak = word.endswith("te") and word[0].islower() and after in lexicon.words.pronouns - {"ich", "wir"}
        listed = words[place] in lexicon.words.subjunctive | lexicon.words.not_verbs | lexicon.words.finite
        if (known or prefixed or weak) and not listed:
            yield Hit(Severity.WARNING, sentence.text, f"past '{word}'; use the perfect with 'haben' or 'sein'")
            return


def negation(sentence: Sentence, lexicon: Lexicon) -> Iterator[Hit]:
    """One negation is a warning: often the sentence can say what is."""
    negated = [word for word in sentence.words if word.lower() in lexicon.words.negations]
    if len(negated) == 1 and not _negates_twice(sentence, lexicon):
        yield Hit(Severity.WARNING, sentence.text, f"negation '{negated[0]}'; say what is, if that is possible")


def double_negation(sentence: Sentence, lexicon: Lexicon) -> Iterator[Hit]:
    """Two negations in a sentence, `nicht un...` among them."""
    if _negates_twice(sentence, lexicon):
        yield Hit(Severity.ERROR, sentence.text, "negates twice; say what is")


def heavy_nouns(sentence: Sentence, lexicon: Lexicon) -> Iterator[Hit]:
    """Two nouns such as `Beratung` in a sentence."""
    endings = tuple(lexicon.words.heavy_endings)
    heavy = [word for word in sentence.words if _is_noun(word) and word.endswith(endings) and len(word) > 5]
    heavy = [word for word in heavy if word not in lexicon.words.not_heavy]
    if len(heavy) > 1:
        yield Hit(Severity.ERROR, sentence.text, f"'{heavy[0]}' and '{heavy[1]}' in one sentence; use verbs")


def _negates_twice(sentence: Sentence, lexicon: Lexicon) -> bool:
    negations = lexicon.words.negations
    for part in sentence.parts:
        words = [word.lower() for word in part if is_plain_word(word)]
        turned = any(first in negations and _turns(second) for first, second in pairwise(words))
        if turned or sum(word in negations for word in words) > 1:
            return True
    return False


def _turns(word: str) -> bool:
    """Whether `un` at the beginning turns the meaning: `unwichtig`, not `und`, `unter` or `unser`."""
    return len(word) > 5 and word.startswith("un") and not word.startswith(("unse", "unte"))


def _clauses_with_verb(part: tuple[str, ...], parting: frozenset[str], lexicon: Lexicon) -> Iterator[bool]:
    """For each clause whether it has a finite verb of its own: no infinitive after a modal verb, no participle."""
    governed = False
    for number, clause in enumerate(_split(part, lambda sign: sign == "," or sign in parting)):
        words = [sign for sign in clause if is_plain_word(sign)]
        low = [word.lower() for word in words]
        verbs = [at for at, word in enumerate(words) if word[0].islower() or (at == 0 and number == 0)]
        certain = [at for at in verbs if low[at] in lexicon.finite or _looks_finite(words, at, lexicon)]
        certain = [at for at in certain if not (governed and _PARTICIPLE.fullmatch(low[at]))]
        plural = [at for at in verbs if low[at] in lexicon.infinitives]
        alone = [at for at in plural if words[at][0].islower() and not governed]
        yield bool(certain or alone or any(_beside_subject(words, at, lexicon) for at in plural))
        governed = governed or bool(lexicon.words.modals.intersection(low))


def _looks_finite(words: list[str], place: int, lexicon: Lexicon) -> bool:
    """Whether an unknown word is a verb after its subject: `das Telefon klingelt`, `Sie heben`."""
    word = words[place]
    if place == 0 or len(word) < 4 or not word.islower() or word in lexicon.words.not_finite:
        return False
    subject = words[place - 1]
    if subject in ("Sie", "wir") and word.endswith("en"):
        return True
    after_subject = word.endswith("t") and (_is_noun(subject) or subject in lexicon.words.pronouns)
    return after_subject and not _PARTICIPLE.fullmatch(word) and word not in lexicon.words.participles


def _beside_subject(words: list[str], place: int, lexicon: Lexicon) -> bool:
    neighbours = (*words[max(place - 1, 0) : place], *words[place + 1 : place + 2])
    return any(word.lower() in lexicon.words.pronouns for word in neighbours)


def _beginning(words: list[str], lexicon: Lexicon, after_comma: bool) -> str | None:
    """The word that begins a subordinate clause, if `words` are one; a preposition may stand before it."""
    if not words:
        return None
    low = [word.lower() for word in words]
    if low[0] in lexicon.words.subordinators:
        return low[0]
    # "Das wollen Sie tun" and ", das Team geht": the verb stands in its usual place.
    usual = len(words) > 2 and (
        lexicon.is_verb(low[1]) or (len(words) == 3 and _is_noun(words[1]) and words[1] != "Sie")
    )
    ends_in_verb = (
        len(words) > 2 and not usual and (lexicon.is_verb(low[-1]) or _looks_finite(words, len(words) - 1, lexicon))
    )
    for word in low[: 2 if after_comma else 1]:
        if ends_in_verb and word in lexicon.words.perhaps_subordinators:
            return word
    return None


def _is_participle(word: str, lexicon: Lexicon) -> bool:
    if word in lexicon.words.not_participles:
        return False
    return word in lexicon.words.participles or bool(_PARTICIPLE.fullmatch(word))


def _is_noun(word: str) -> bool:
    return word[0].isupper() and len(word) > 1


def _split(tokens: tuple[str, ...], at: Callable[[str], bool]) -> list[tuple[str, ...]]:
    clauses: list[list[str]] = [[]]
    for sign in tokens:
        if at(sign):
            clauses.append([])
        else:
            clauses[-1].append(sign)
    return [tuple(clause) for clause in clauses if clause]
