"""What travels is read back as it was kept, whatever people write."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Button, Incoming, IncomingKind, Outgoing

ANYTHING = st.text(st.characters(exclude_categories=()))


@given(st.sampled_from(IncomingKind), ANYTHING, st.none() | st.text())
def test_incoming(kind: IncomingKind, text: str, message: str | None) -> None:
    incoming = Incoming("telegram", "7", "4711", kind, text, message)
    kept = incoming.to_json()
    kept.encode()  # half an emoji must not break what the database can keep
    assert Incoming.from_json("telegram", "7", kept) == incoming


@given(st.text(), st.lists(st.lists(st.builds(Button, st.text(), st.text(), st.booleans(), st.text()))))
def test_outgoing(text: str, rows: list[list[Button]]) -> None:
    outgoing = Outgoing(text, tuple(tuple(row) for row in rows), edits="12")
    assert Outgoing.from_json(outgoing.to_json()) == outgoing
