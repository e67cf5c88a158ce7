"""Messages leave in order for each address, one at a time, and outdated questions are dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Engine, select

from storage import outbox
from storage.conversations import save_state
from storage.database import transaction
from storage.outbox import Claimed, Draft, Fate, Outcome
from storage.tables import outbox as table
from tests.storage.seeds import NOW, STATE, seed, walk

LATER = NOW + timedelta(minutes=1)


def enqueue(engine: Engine, *drafts: Draft) -> None:
    with transaction(engine) as connection:
        outbox.enqueue(connection, "telegram", list(drafts), NOW)


def claim(engine: Engine, now: datetime = NOW, most: int = 10) -> list[Claimed]:
    with transaction(engine) as connection:
        return outbox.claim(connection, "telegram", now, most)


def record(engine: Engine, item: Claimed, fate: Fate, due_at: datetime | None = None) -> None:
    with transaction(engine) as connection:
        outbox.record(connection, [Outcome(item.id, fate, due_at)], NOW)


def fates(engine: Engine) -> list[str]:
    with transaction(engine) as connection:
        return list(connection.execute(select(table.c.status).order_by(table.c.id)).scalars())


def payloads(items: list[Claimed]) -> list[str]:
    return [item.payload for item in items]


def test_each_address_gets_its_first_message_and_only_then_the_next(engine: Engine) -> None:
    enqueue(engine, Draft("1", "a1"), Draft("1", "a2"), Draft("2", "b1"))
    first = claim(engine)
    assert payloads(first) == ["a1", "b1"]
    assert claim(engine) == []
    record(engine, first[0], Fate.SENT)
    assert payloads(claim(engine)) == ["a2"]


def test_a_postponed_message_holds_back_those_after_it(engine: Engine) -> None:
    enqueue(engine, Draft("1", "a1"), Draft("1", "a2"))
    record(engine, claim(engine)[0], Fate.PENDING, LATER)
    assert claim(engine) == []
    again = claim(engine, LATER)
    assert payloads(again) == ["a1"]
    assert again[0].attempts == 2


def test_no_more_than_asked_for_are_claimed(engine: Engine) -> None:
    enqueue(engine, *(Draft(str(number), f"m{number}") for number in range(5)))
    assert payloads(claim(engine, most=2)) == ["m0", "m1"]
    assert payloads(claim(engine, most=2)) == ["m2", "m3"]


def test_another_channel_takes_nothing_of_this_one(engine: Engine) -> None:
    enqueue(engine, Draft("1", "a"))
    with transaction(engine) as connection:
        assert outbox.claim(connection, "terminal", NOW, 10) == []


def test_a_question_that_was_passed_is_dropped_and_other_messages_go(engine: Engine) -> None:
    known = seed(engine)
    conversation = known.conversation
    enqueue(
        engine,
        Draft("1", "old question", conversation, turn=1, is_question=True),
        Draft("2", "receipt", conversation, turn=1),
        Draft("3", "new question", conversation, turn=2, is_question=True),
    )
    with transaction(engine) as connection:
        save_state(connection, walk(connection, known), replace(STATE, turn=2), NOW)
    assert payloads(claim(engine)) == ["receipt", "new question"]
    assert fates(engine) == ["outdated", "sending", "sending"]


def test_settled_messages_keep_no_text(engine: Engine) -> None:
    enqueue(engine, Draft("1", "a"), Draft("2", "b"), Draft("3", "c"))
    for item, fate in zip(claim(engine), (Fate.SENT, Fate.GIVEN_UP, Fate.OUTDATED), strict=True):
        record(engine, item, fate)
    with transaction(engine) as connection:
        assert set(connection.execute(select(table.c.payload)).scalars()) == {None}
        assert outbox.count_by_fate(connection) == {Fate.SENT: 1, Fate.GIVEN_UP: 1, Fate.OUTDATED: 1}


def test_an_uncertain_message_is_looked_at_later_and_does_not_block(engine: Engine) -> None:
    known = seed(engine)
    conversation = known.conversation
    enqueue(engine, Draft("1", "question", conversation, turn=1, is_question=True), Draft("1", "next"))
    (item,) = claim(engine)
    record(engine, item, Fate.UNCERTAIN, LATER)
    assert payloads(claim(engine)) == ["next"]
    with transaction(engine) as connection:
        assert outbox.doubtful(connection, "telegram", NOW) == []
        (doubt,) = outbox.doubtful(connection, "telegram", LATER)
        assert (doubt.id, doubt.is_question, doubt.still_wanted) == (item.id, True, True)
        save_state(connection, walk(connection, known), replace(STATE, turn=2), NOW)
        assert not outbox.doubtful(connection, "telegram", LATER)[0].still_wanted
        outbox.leave_uncertain(connection, [item.id], LATER)
        assert outbox.doubtful(connection, "telegram", LATER) == []
        assert outbox.count_by_fate(connection)[Fate.UNCERTAIN] == 1


def test_what_was_being_sent_at_the_end_of_a_process_is_uncertain(engine: Engine) -> None:
    enqueue(engine, Draft("1", "a"), Draft("2", "b"))
    claim(engine, most=1)
    with transaction(engine) as connection:
        assert outbox.interrupted(connection, "telegram", LATER) == 1
        assert outbox.interrupted(connection, "telegram", LATER) == 0
    assert fates(engine) == ["uncertain", "pending"]


def test_nothing_more_goes_to_somebody_who_blocked_the_bot(engine: Engine) -> None:
    enqueue(engine, Draft("1", "a"), Draft("1", "b"), Draft("2", "c"))
    with transaction(engine) as connection:
        outbox.give_up_all(connection, "telegram", "1", NOW)
    assert payloads(claim(engine)) == ["c"]


def test_when_to_look_again(engine: Engine) -> None:
    enqueue(engine, Draft("1", "a"), Draft("2", "b"))
    first, second = claim(engine)
    with transaction(engine) as connection:
        assert outbox.next_due_at(connection, "telegram") is None
    record(engine, first, Fate.PENDING, LATER + timedelta(hours=1))
    record(engine, second, Fate.UNCERTAIN, LATER)
    with transaction(engine) as connection:
        assert outbox.next_due_at(connection, "telegram") == LATER
        outbox.leave_uncertain(connection, [second.id], LATER)
        assert outbox.next_due_at(connection, "telegram") == LATER + timedelta(hours=1)


def test_only_settled_messages_are_forgotten(engine: Engine) -> None:
    enqueue(engine, Draft("1", "a"), Draft("2", "b"))
    record(engine, claim(engine, most=1)[0], Fate.SENT)
    with transaction(engine) as connection:
        assert outbox.forget_settled(connection, NOW) == 0
        assert outbox.forget_settled(connection, LATER) == 1
    assert payloads(claim(engine)) == ["b"]
