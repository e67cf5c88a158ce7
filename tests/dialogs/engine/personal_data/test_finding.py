"""What is found in a text and what is not, sentence by sentence, and what holds for every text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dialogs.engine.personal_data import Found, PersonalKind, find_personal_data, replaced
from tests.builders import real_content
from tests.dialogs.engine.personal_data.sentences import Expected, labelled

WORDS = real_content().personal_data
LONG = 20_000
SENTENCES = labelled()
FORMAL = (
    "0171 1234567",
    "+49 511 123456",
    "0511 / 123-456",
    "DE89 3704 0044 0532 0130 00",
    "DE89370400440532013000",
    "a.ulme@example.org",
    "ulme (at) example.org",
)
signs = st.sampled_from(list("aZäß0159 .,-/()@+*:\n'\u0308\u00a0\u200b\u00ad👍🏽\0\ud800İ"))
pieces = st.sampled_from(
    ["Frau ", "Dr.", "Sabine", "Müller", "geb. am ", "12.3.1985", "Az. ", "Tel. ", "0511", "weg 3", "12345 Celle", "MS"]
)
texts = st.one_of(st.text(), st.lists(st.one_of(signs, pieces), max_size=60).map("".join))


def found(text: str) -> Expected:
    return [(place.kind, place.words) for place in find_personal_data(text, WORDS)]


def test_there_are_enough_sentences_of_both_sorts() -> None:
    empty = [text for text, expected in SENTENCES if not expected]
    assert len(empty) >= 60
    assert len(SENTENCES) - len(empty) >= 60
    assert {kind for _, expected in SENTENCES for kind, _ in expected} == set(PersonalKind)


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text[:50] for text, _ in SENTENCES])
def test_exactly_what_is_marked_is_found(text: str, expected: Expected) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text[:50] for text, _ in SENTENCES])
def test_letters_with_separate_marks_make_no_difference(text: str, expected: Expected) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert [(kind, unicodedata.normalize("NFC", words)) for kind, words in found(apart)] == [
        (kind, unicodedata.normalize("NFC", words)) for kind, words in expected
    ]


def test_the_questions_themselves_warn_nobody() -> None:
    for led in real_content().dialogs.values():
        for step in led.steps.values():
            for wordings in step.question.values():
                assert [(words, found(words)) for words in wordings if found(words)] == []


def test_a_pseudonym_is_never_found() -> None:
    for plant in real_content().plants:
        for text in (f"Frau {plant} kam.", f"{plant}s Platz", f"Kollege {plant} half.", f"{plant} war da."):
            assert found(text) == [], text


def test_an_account_number_with_a_wrong_digit_is_no_account_number() -> None:
    assert (PersonalKind.IBAN, "DE89 3704 0044 0532 0130 01") not in found("DE89 3704 0044 0532 0130 01")


def test_places_are_in_order_and_name_their_words() -> None:
    text = "Ruf 0511 123456 an, Sabine 👍 hat ADHS"
    assert find_personal_data(text, WORDS) == (
        Found(PersonalKind.PHONE, 4, 15, "0511 123456"),
        Found(PersonalKind.NAME, 20, 26, "Sabine"),
        Found(PersonalKind.DIAGNOSIS, 33, 37, "ADHS"),
    )


def test_replacing_leaves_a_readable_sentence() -> None:
    text = "Frau Müller (geb. am 12.3.1985, Tel. 0511 123456) wohnt Am Markt 3, 29221 Celle."
    assert replaced(text, find_personal_data(text, WORDS), WORDS.placeholders) == (
        "Frau [Name] (geb. am [Geburtsdatum], Tel. [Telefonnummer]) wohnt [Anschrift]."
    )


def test_only_the_chosen_places_are_replaced() -> None:
    text = "Sabine und Thomas"
    assert replaced(text, find_personal_data(text, WORDS)[1:], {PersonalKind.NAME: "X"}) == "Sabine und X"
    assert replaced(text, (), {}) == text


def test_a_placeholder_is_not_found_again() -> None:
    for text, _ in SENTENCES:
        clean = replaced(text, find_personal_data(text, WORDS), WORDS.placeholders)
        assert found(clean) == [], clean


@given(texts)
@example("\u0308")
@example("Frau M\u0308\u0308\u0308\u0308\u0308u\u0308ller")
@example("Sabine\u200b Mu\u00adller")
@settings(max_examples=300, deadline=None)
def test_places_of_any_text_are_sound(text: str) -> None:
    position = 0
    for place in find_personal_data(text, WORDS):
        assert position <= place.start < place.end <= len(text)
        assert place.words == text[place.start : place.end]
        position = place.end


@given(
    st.lists(st.tuples(st.sampled_from(FORMAL), st.sampled_from([", ", "\n", " und ", "! "])), min_size=1, max_size=8)
)
@settings(max_examples=100, deadline=None)
def test_nothing_of_numbers_and_addresses_is_left_after_replacing(parts: list[tuple[str, str]]) -> None:
    text = "".join(words + between for words, between in parts)
    clean = replaced(text, find_personal_data(text, WORDS), WORDS.placeholders)
    assert not any(words in clean for words, _ in parts)
    assert not any(sign.isdigit() for sign in clean)


AWKWARD = [
    "0 ", "(", "a@", "a.", "1.", "A1 ", "a-", "Frau ", "Sabine ", "von ", "geboren am ", "am ", "am 1.", "1.1.1 ",
    "Az. ", "12345 ", "S 1 A ", "DE12 ", "DE123", "0511 ", "+4", "Tel 1", "1/", "*1.1.", "Hauptstr", "Krebs-", "x.y",
    " ", "A", "a", "İ", "\0", "\u0308", "\u0301u", "\u0300\u0323", "\u200b", "Frau von ", "Dr. ", "Lindenweg 3 ",
]  # fmt: skip


@pytest.mark.parametrize("piece", AWKWARD, ids=ascii)
def test_awkward_texts_of_full_length_are_read(piece: str) -> None:
    """An expression that goes back and forth would not come to an end here."""
    text = (piece * LONG)[:LONG]
    assert all(place.words == text[place.start : place.end] for place in find_personal_data(text, WORDS))


def test_a_place_is_found_at_the_end_of_a_long_text() -> None:
    text = "Der Meister sagte nichts. " * 700 + "Sabine auch nicht."
    assert found(text) == [(PersonalKind.NAME, "Sabine")]
