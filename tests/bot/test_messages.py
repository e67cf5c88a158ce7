"""What travels is read back as it was kept, whatever people write; what no network could take is not kept."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import LONGEST_CAPTION, Attachment, Button, Incoming, IncomingKind, Outgoing

ANYTHING = st.text(st.characters(exclude_categories=()))
FILE = Attachment("Ölbaum-meine-daten.html", "text/html", b"\x00\xff<html>")


@given(st.sampled_from(IncomingKind), ANYTHING, st.none() | st.text(), st.none() | st.text())
def test_incoming(kind: IncomingKind, text: str, message: str | None, own_message: str | None) -> None:
    incoming = Incoming("telegram", "7", "4711", kind, text, message, own_message)
    kept = incoming.to_json()
    kept.encode()  # half an emoji must not break what the database can keep
    assert Incoming.from_json("telegram", "7", kept) == incoming


@given(
    st.text(),
    st.lists(st.lists(st.builds(Button, st.text(), st.text(), st.booleans(), st.text()))),
    st.lists(st.text()),
)
def test_outgoing(text: str, rows: list[list[Button]], clears: list[str]) -> None:
    outgoing = Outgoing(text, tuple(tuple(row) for row in rows), edits="12", clears=tuple(clears))
    assert Outgoing.from_json(outgoing.to_json()) == outgoing


@given(st.binary(), st.lists(st.text()))
def test_outgoing_attachment(content: bytes, clears: list[str]) -> None:
    outgoing = Outgoing("Bitte sehr", attachment=Attachment("a.bin", "image/png", content), clears=tuple(clears))
    assert Outgoing.from_json(outgoing.to_json()) == outgoing


def test_what_an_older_version_kept_is_still_read() -> None:
    assert Incoming.from_json("telegram", "7", '["4711", "text", "ja", null]').text == "ja"
    assert Outgoing.from_json('["Hallo", [], "12"]') == Outgoing("Hallo", edits="12")


def test_a_message_without_extras_is_kept_as_briefly_as_before() -> None:
    assert json.loads(Outgoing("Hallo").to_json()) == ["Hallo", [], None]


def test_the_longest_caption_is_counted_as_telegram_counts() -> None:
    sprout = "🌱"  # two units
    Outgoing(sprout * (LONGEST_CAPTION // 2), attachment=FILE).to_json()
    with pytest.raises(AssertionError, match="caption"):
        Outgoing(sprout * (LONGEST_CAPTION // 2) + ".", attachment=FILE).to_json()


@pytest.mark.parametrize("name", ["", "../a.html", "a/b.html", ".profile", 'a"b.html', "a;b.html", "a\nb.html", "a\\b"])
def test_only_plain_file_names_are_kept(name: str) -> None:
    with pytest.raises(AssertionError, match="file name"):
        Outgoing("", attachment=Attachment(name, "text/html", b"x")).to_json()


def test_an_attachment_is_no_question_and_changes_no_message() -> None:
    with pytest.raises(AssertionError, match="question"):
        Outgoing("", attachment=FILE, conversation=1, turn=2).to_json()
    with pytest.raises(AssertionError, match="new message"):
        Outgoing("", edits="12", attachment=FILE).to_json()


def test_the_content_of_an_attachment_is_never_printed() -> None:
    assert "html>" not in repr(Outgoing("", attachment=FILE))
