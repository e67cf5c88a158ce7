"""Markdown of the kit: what values cannot do, and what counts as a blank."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.privacy_kit.markup import MARK, escaped, read, widest_row


def inline(markdown: str) -> list[tuple[str, str]]:
    return [(child.type, child.content) for token in read(markdown) for child in token.children or ()]


def test_blanks_are_tokens_of_their_own() -> None:
    found = [part for part in inline("Name: [bitte eintragen: Name] und **[bitte bewerten: R1]**") if part[0] == MARK]
    assert found == [(MARK, "[bitte eintragen: Name]"), (MARK, "[bitte bewerten: R1]")]


def test_other_brackets_are_text() -> None:
    assert inline("[x] bitte") == [("text", "[x] bitte")]


def test_a_paragraph_sign_stays_with_its_number() -> None:
    assert inline("§ 80 Abs. 1 SGB X") == [("text", "§\u00a080 Abs.\u00a01 SGB\u00a0X")]
    assert inline("Abs. Null, SGB Neu") == [("text", "Abs. Null, SGB Neu")]


def test_raw_html_is_text() -> None:
    assert {kind for kind, _ in inline("<img src=x> <b>fett</b>")} == {"text"}


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_escaped_text_comes_out_as_it_was(text: str) -> None:
    read_again = "".join(content for kind, content in inline(f"a {escaped(text)} b"))
    assert read_again.replace("\u00a0", " ") == f"a {text} b".replace("\u00a0", " ")


def test_lines_in_a_value_cannot_begin_something() -> None:
    assert [token.type for token in read(escaped("a\n# b\n\n| c |"))] == ["paragraph_open", "inline", "paragraph_close"]


def test_the_widest_table() -> None:
    assert widest_row(read("| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n\nText\n\n| a |\n|---|\n")) == 3
    assert widest_row(read("Text")) == 0
