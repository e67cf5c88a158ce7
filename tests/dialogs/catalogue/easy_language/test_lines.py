"""Easy texts get one sentence a line by themselves, templates and dates included."""

from __future__ import annotations

import pytest

from dialogs.catalogue.easy_language.lines import in_lines, one_sentence_a_line
from dialogs.engine.model import Register
from tests.builders import real_content


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Das ist gut. Das bleibt so.", "Das ist gut.\nDas bleibt so."),
        ("Haben Sie Zeit? Dann los! Danke.", "Haben Sie Zeit?\nDann los!\nDanke."),
        ("Fall {{ case }}. Das ist gut.", "Fall {{ case }}.\nDas ist gut."),
        ("Das ist gut. {{ count }} Texte.", "Das ist gut.\n{{ count }} Texte."),
        ("{{ 'Eins. Zwei' if one else 'Drei. Vier' }}", "{{ 'Eins. Zwei' if one else 'Drei. Vier' }}"),
        ("Am 3. Mai ist Pause.", "Am 3. Mai ist Pause."),
        ("Das macht A. Auch B hilft.", "Das macht A.\nAuch B hilft."),
        ("Schon getrennt.\nSo bleibt es.", "Schon getrennt.\nSo bleibt es."),
        ("Ende. ", "Ende. "),
        ("", ""),
    ],
)
def test_every_sentence_gets_a_line(written: str, read: str) -> None:
    assert one_sentence_a_line(written) == read
    assert one_sentence_a_line(read) == read


def test_only_easy_texts_are_changed() -> None:
    texts = dict.fromkeys(Register, "Eins. Zwei.")
    assert in_lines(texts) == {Register.STANDARD: "Eins. Zwei.", Register.EASY: "Eins.\nZwei."}


def test_what_people_are_asked_comes_in_lines() -> None:
    """The content is written as running text, the dialog is asked in lines; the stored version stays as written."""
    led = real_content().dialogs["rueckblick_coachee"]
    assert led.opening[Register.EASY].startswith("Es geht um Ihre Arbeit.\nIch stelle Ihnen")
    assert led.opening[Register.STANDARD].startswith("Es geht um Ihre Arbeit. Ich stelle Ihnen")
    assert "Es geht um Ihre Arbeit. Ich stelle Ihnen höchstens 5 Fragen." in real_content().bodies[led.id]
