"""However inputs are repeated, delayed and mixed, the stored answers are those of one clean run: the first tap wins."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.messages import Incoming, IncomingKind
from bot.tokens import TurnToken, read_token
from dialogs.engine.inputs import Tap
from tests.bot.telegram.rehearsal import PEOPLE, SCRIPT, Rehearsal, Stored, rehearsal

RIVALS = ("ja", "unterwegs_ohne_auto", "gesehen", "")


@cache
def clean_run() -> Stored:
    with rehearsal() as played:
        for _ in SCRIPT:
            played.handle(played.next("Ahorn"))
        return played.stored("Ahorn")


def again(played: Rehearsal, name: str, chance: random.Random) -> Incoming:
    """The network delivers an earlier update once more."""
    return chance.choice(played.sent[name])


def tapped_again(played: Rehearsal, name: str, chance: random.Random) -> Incoming:
    """An earlier button is tapped again, as a new update."""
    taps = [one for one in played.sent[name] if one.kind is IncomingKind.TAP]
    return played.new(name, IncomingKind.TAP, chance.choice(taps).text) if taps else again(played, name, chance)


def rival(played: Rehearsal, name: str, chance: random.Random) -> Incoming:
    """Another device taps something else under a question that was answered already."""
    taps = [one for one in played.sent[name] if one.kind is IncomingKind.TAP]
    token = read_token(chance.choice(taps).text) if taps else None
    if not isinstance(token, TurnToken):
        return again(played, name, chance)
    other = TurnToken(token.conversation, token.turn, Tap(token.tap.action, chance.choice(RIVALS)))
    return played.new(name, IncomingKind.TAP, str(other))


def of_no_use(played: Rehearsal, name: str, chance: random.Random) -> Incoming:
    """Something that is no answer."""
    kinds = (IncomingKind.EDITED, IncomingKind.MEDIA, IncomingKind.VOICE, IncomingKind.FORWARDED)
    return played.new(name, chance.choice(kinds))


NOISE: tuple[Callable[[Rehearsal, str, random.Random], Incoming], ...] = (again, tapped_again, rival, of_no_use)


def test_clean_run_stores_each_answer_with_its_revisions() -> None:
    revisions = [(step, revision) for step, revision, _, _ in clean_run()]
    assert len(revisions) == len(set(revisions)) == 9
    assert ("gesehen", 2) in revisions


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    order=st.permutations([name for name in PEOPLE for _ in SCRIPT]),
    noise=st.lists(st.lists(st.integers(0, len(NOISE) - 1), max_size=3), min_size=1, max_size=12),
    seed=st.integers(0, 2**16),
)
def test_any_interleaving_stores_what_a_clean_run_stores(order: list[str], noise: list[list[int]], seed: int) -> None:
    chance = random.Random(seed)
    with rehearsal() as played:
        for number, name in enumerate(order):
            batch = [played.next(name)]
            for kind in noise[number % len(noise)]:
                disturbed = chance.choice([other for other in PEOPLE if played.sent[other]])
                batch.append(NOISE[kind](played, disturbed, chance))
            played.handle(*batch, kept=chance.random() < 0.5)
        assert {name: played.stored(name) for name in PEOPLE} == {name: clean_run() for name in PEOPLE}


def test_same_inputs_at_the_same_time_in_several_threads_are_one() -> None:
    with rehearsal() as played, ThreadPoolExecutor(12) as threads:
        for _ in SCRIPT:
            inputs: list[Incoming] = []
            for name in PEOPLE:
                first = played.next(name)
                copies = [first] * 4
                if first.kind is IncomingKind.TAP:
                    copies = [first, *(played.new(name, IncomingKind.TAP, first.text) for _ in range(3))]
                inputs += copies
            list(threads.map(played.handle, inputs))
        assert {name: played.stored(name) for name in PEOPLE} == {name: clean_run() for name in PEOPLE}
