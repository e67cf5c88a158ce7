"""Sealed texts: read back sign by sign, and useless when changed, moved, or without any one of their keys."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from dialogs.engine.model import Register
from dialogs.engine.state import Answer
from storage.answers import Revision, record_revisions
from storage.database import transaction
from storage.encryption import SealBrokenError, Vault
from storage.exporting import export_cases
from storage.key_store import KeyKind
from tests.keys import open_keys
from tests.storage.seeds import NOW, Seed, seed, walk

MARKER = "Zedernmarke"


@pytest.fixture
def keys(tmp_path: Path) -> Iterator[Vault]:
    opened = open_keys(tmp_path)
    yield opened
    opened.store.close()


@pytest.fixture
def case_and_person(keys: Vault) -> tuple[str, str]:
    return keys.create(KeyKind.CASE, NOW), keys.create(KeyKind.PERSON, NOW)


@pytest.mark.parametrize(
    "text", ["", "ü" * 20_000, "👩🏽‍🦽", "half an emoji \ud83d", "\ud83d\ude00", "\x00\x01", "1:a:b"]
)
def test_every_text_is_read_back_as_it_was(keys: Vault, case_and_person: tuple[str, str], text: str) -> None:
    sealed = keys.seal(text, "place", *case_and_person)
    assert keys.open(sealed, "place") == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.text(st.characters()))
def test_any_text_is_read_back_and_not_to_be_seen(keys: Vault, text: str) -> None:
    sealed = keys.seal(text, "place", keys.post)
    assert keys.open(sealed, "place") == text
    assert len(text) < 4 or text not in sealed


def test_the_same_text_never_looks_the_same(keys: Vault) -> None:
    assert keys.seal(MARKER, "place", keys.post) != keys.seal(MARKER, "place", keys.post)


def test_every_changed_sign_is_noticed_and_nothing_of_the_text_is_said(keys: Vault) -> None:
    sealed = keys.seal(MARKER, "place", keys.post)
    for place in range(len(sealed)):
        other = "B" if sealed[place] == "A" else "A"
        changed = sealed[:place] + other + sealed[place + 1 :]
        if changed.endswith("=") and base64.b64decode(changed.split(":")[-1]) == base64.b64decode(
            sealed.split(":")[-1]
        ):
            continue  # the last letter before the padding holds bits that mean nothing
        with pytest.raises(SealBrokenError) as caught:
            keys.open(changed, "place")
        assert MARKER not in str(caught.value)


@pytest.mark.parametrize("text", [MARKER, "", f"1:{MARKER}:AAAA", f"2:{'0' * 16}:AAAA", f"1:{'0' * 16}:ä", "1::"])
def test_what_was_never_sealed_is_refused_without_being_quoted(keys: Vault, text: str) -> None:
    with pytest.raises(SealBrokenError) as caught:
        keys.open(text, "place")
    assert MARKER not in str(caught.value)


@pytest.mark.parametrize("noise", ["A", "AAAA", "not base64!", "AAAAAAAAAAAAAAAAAAAAAA=="])
def test_cut_or_spoiled_noise_is_refused(keys: Vault, noise: str) -> None:
    with pytest.raises(SealBrokenError, match="place was changed or moved"):
        keys.open(f"1:{keys.post}:{noise}", "place")


def test_a_text_opens_nowhere_else_and_under_no_other_keys(keys: Vault, case_and_person: tuple[str, str]) -> None:
    case, person = case_and_person
    sealed = keys.seal(MARKER, "answer.value:1:step", case, person)
    for elsewhere in ("answer.value:2:step", "answer.value:1:other", "answer.answer_text:1:step", ""):
        with pytest.raises(SealBrokenError, match="moved"):
            keys.open(sealed, elsewhere)
    for name in (f"{person}+{case}", case, person, keys.post):
        with pytest.raises(SealBrokenError):
            keys.open(f"1:{name}:{sealed.split(':')[2]}", "answer.value:1:step")


@pytest.mark.parametrize("gone", [0, 1], ids=["case", "person"])
def test_without_either_key_it_is_noise(keys: Vault, case_and_person: tuple[str, str], gone: int) -> None:
    sealed = keys.seal(MARKER, "place", *case_and_person)
    keys.store.condemn([case_and_person[gone]], NOW)
    assert keys.open(sealed, "place") == MARKER
    keys.destroy([case_and_person[gone]])
    with pytest.raises(SealBrokenError, match="was destroyed"):
        keys.open(sealed, "place")


def test_fingerprints_need_the_key_and_keep_their_parts_apart(keys: Vault, tmp_path: Path) -> None:
    assert keys.fingerprint("telegram", "12") == keys.fingerprint("telegram", "12")
    assert keys.fingerprint("telegram", "12") != keys.fingerprint("telegram1", "2")
    (tmp_path / "other").mkdir()
    other = open_keys(tmp_path / "other")
    assert other.fingerprint("telegram", "12") != keys.fingerprint("telegram", "12")
    other.store.close()


def answered(engine: Engine) -> Seed:
    known = seed(engine)
    with transaction(engine) as connection:
        revisions = [Revision(step, Answer(f"{MARKER} {step}"), "Was?", f"{MARKER} {step}") for step in ("one", "two")]
        record_revisions(connection, walk(connection, known), Register.STANDARD, revisions, NOW)
    return known


@pytest.mark.parametrize(
    "swap",
    [
        "UPDATE answer SET answer_text = question_text WHERE step_id = 'one'",
        "UPDATE answer SET answer_text = (SELECT a.answer_text FROM answer a WHERE a.step_id = 'two')"
        " WHERE step_id = 'one'",
        "UPDATE answer SET answer_text = (SELECT name FROM person LIMIT 1)",
        "UPDATE answer SET answer_text = (SELECT state FROM conversation LIMIT 1)",
        "UPDATE answer SET answer_text = 'Zedernmarke'",
    ],
    ids=["other column", "other row", "name", "state", "in the clear"],
)
def test_rows_moved_in_the_database_are_noticed(engine: Engine, swap: str) -> None:
    known = answered(engine)
    with transaction(engine) as connection:
        assert f"{MARKER} one" in str(export_cases(connection, [known.case]))
    with transaction(engine) as connection:
        connection.exec_driver_sql(swap)
    with transaction(engine) as connection, pytest.raises(SealBrokenError) as caught:
        export_cases(connection, [known.case])
    assert MARKER not in str(caught.value)
