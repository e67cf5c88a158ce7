"""Follow-ups and check-ins as rows: steps noted once, one outcome each, late answers, and who takes whose place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, select

from dialogs.engine.model import Role
from storage.database import transaction
from storage.follow_ups import (
    LATE,
    CheckIn,
    Outcome,
    Plan,
    Wave,
    Way,
    agree_follow_up,
    answer_late,
    check_ins_of,
    close_check_in,
    close_check_ins_of,
    find_check_in,
    follow_up_of,
    hand_follow_up_over,
    move_check_in,
    note_check_in,
    open_check_ins,
    reopen_check_ins_of,
    succeed,
)
from storage.people import create_person
from storage.tables import check_ins, follow_ups
from tests.storage.seeds import NOW, seed

MARCH, JUNE, SEPTEMBER = date(2026, 3, 2), date(2026, 6, 2), date(2026, 9, 2)


@dataclass(frozen=True)
class Agreed:
    """A case with two people, one of them asked twice."""

    case: int
    lead: int
    asked: int


@pytest.fixture
def agreed(engine: Engine) -> Agreed:
    known = seed(engine)
    with transaction(engine) as connection:
        asked = create_person(connection, "Frau Wicke", "telegram", "2", NOW)
        plans = [
            Plan(asked, Role.COACHEE, Wave.MONTHS_6, Way.CHAT, SEPTEMBER, 9),
            Plan(asked, Role.COACHEE, Wave.MONTHS_3, Way.CHAT, JUNE, 9),
            Plan(None, Role.EMPLOYER, Wave.MONTHS_3, Way.PHONE, JUNE, 15),
        ]
        agree_follow_up(connection, known.case, known.person, MARCH, "Pausenplan", "beim IFD", plans, NOW)
    return Agreed(known.case, known.person, asked)


def all_of(engine: Engine, agreed: Agreed) -> list[CheckIn]:
    with transaction(engine) as connection:
        return check_ins_of(connection, agreed.case)


def test_what_was_agreed_is_read_again_with_its_schedule_by_day(engine: Engine, agreed: Agreed) -> None:
    with transaction(engine) as connection:
        found = follow_up_of(connection, agreed.case)
    assert found is not None
    assert (found.aid, found.support, found.closed_on) == ("Pausenplan", "beim IFD", MARCH)
    planned = all_of(engine, agreed)
    assert [(one.due_on, one.role, one.way, one.hour) for one in planned] == [
        (JUNE, Role.COACHEE, Way.CHAT, 9),
        (JUNE, Role.EMPLOYER, Way.PHONE, 15),
        (SEPTEMBER, Role.COACHEE, Way.CHAT, 9),
    ]


def test_words_are_sealed(engine: Engine, agreed: Agreed) -> None:
    with transaction(engine) as connection:
        close_check_in(connection, check_ins_of(connection, agreed.case)[0], Outcome.CANCELLED, NOW, "Kennwort")
        rows = [*connection.execute(select(follow_ups.c.aid, follow_ups.c.support)).one()]
        rows += connection.execute(select(check_ins.c.reason).where(check_ins.c.reason.is_not(None))).scalars()
    assert not [row for row in rows if "Pausenplan" in row or "IFD" in row or "Kennwort" in row]
    assert all_of(engine, agreed)[0].reason == "Kennwort"


def test_a_case_without_anything_has_nothing(engine: Engine) -> None:
    known = seed(engine)
    with transaction(engine) as connection:
        assert follow_up_of(connection, known.case) is None
        assert check_ins_of(connection, known.case) == []
        assert find_check_in(connection, 99) is None


def test_each_step_is_noted_once_and_never_after_closing(engine: Engine, agreed: Agreed) -> None:
    first = all_of(engine, agreed)[0]
    with transaction(engine) as connection:
        assert note_check_in(connection, first.id, asked_at=NOW)
        assert not note_check_in(connection, first.id, asked_at=NOW + timedelta(days=1))
        assert close_check_in(connection, first, Outcome.ANSWERED, NOW)
        assert not note_check_in(connection, first.id, reminded_at=NOW)
        assert not close_check_in(connection, first, Outcome.REFUSED, NOW)
        found = find_check_in(connection, first.id)
    assert found is not None
    assert (found.asked_at, found.reminded_at, found.outcome) == (NOW, None, Outcome.ANSWERED)


def test_of_two_who_note_the_same_step_at_once_one_wins(engine: Engine, agreed: Agreed) -> None:
    first = all_of(engine, agreed)[0]
    start, won = Barrier(2), []

    def note() -> None:
        start.wait()
        with transaction(engine) as connection:
            won.append(note_check_in(connection, first.id, asked_at=NOW))

    threads = [Thread(target=note) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False, True]


def test_open_ones_until_a_day_oldest_first(engine: Engine, agreed: Agreed) -> None:
    first = all_of(engine, agreed)[0]
    with transaction(engine) as connection:
        assert [one.due_on for one in open_check_ins(connection, SEPTEMBER)] == [JUNE, JUNE, SEPTEMBER]
        close_check_in(connection, first, Outcome.REFUSED, NOW)
        assert [one.role for one in open_check_ins(connection, JUNE)] == [Role.EMPLOYER]


def test_moved_until_it_is_asked(engine: Engine, agreed: Agreed) -> None:
    first = all_of(engine, agreed)[0]
    with transaction(engine) as connection:
        assert move_check_in(connection, first.id, SEPTEMBER, 12)
        note_check_in(connection, first.id, asked_at=NOW)
        assert not move_check_in(connection, first.id, JUNE, 9)
        found = find_check_in(connection, first.id)
    assert found is not None
    assert (found.due_on, found.hour) == (SEPTEMBER, 12)


@pytest.mark.parametrize("before", list(Outcome))
def test_a_late_answer_changes_only_an_outcome_that_nobody_answered(
    engine: Engine, agreed: Agreed, before: Outcome
) -> None:
    first = all_of(engine, agreed)[0]
    silent = before in (Outcome.UNREACHABLE, Outcome.TOO_LATE, Outcome.REFUSED, Outcome.WITHDRAWN)
    with transaction(engine) as connection:
        close_check_in(connection, first, before, NOW)
        assert answer_late(connection, first) is silent
        found = find_check_in(connection, first.id)
    assert found is not None
    assert found.outcome is (Outcome.ANSWERED if silent else before)
    assert found.is_late is silent
    assert (found.closed_at, found.reason) == (NOW, LATE if silent else "")


def test_a_late_answer_needs_a_round_that_is_over(engine: Engine, agreed: Agreed) -> None:
    with transaction(engine) as connection:
        assert not answer_late(connection, check_ins_of(connection, agreed.case)[0])


def test_all_of_hers_end_at_once_and_the_rest_stays(engine: Engine, agreed: Agreed) -> None:
    with transaction(engine) as connection:
        assert close_check_ins_of(connection, agreed.asked, Outcome.WITHDRAWN, NOW, agreed.case + 1) == 0
        assert close_check_ins_of(connection, agreed.asked, Outcome.WITHDRAWN, NOW) == 2
        assert close_check_ins_of(connection, agreed.asked, Outcome.REFUSED, NOW) == 0
    assert Counter(one.outcome for one in all_of(engine, agreed)) == {Outcome.WITHDRAWN: 2, None: 1}


def test_after_a_no_what_is_still_to_come_can_be_opened_again(engine: Engine, agreed: Agreed) -> None:
    with transaction(engine) as connection:
        close_check_ins_of(connection, agreed.asked, Outcome.REFUSED, NOW)
        assert reopen_check_ins_of(connection, agreed.asked, agreed.case, JUNE) == 1
    assert [one.outcome for one in all_of(engine, agreed)] == [Outcome.REFUSED, None, None]


def test_somebody_takes_a_place_in_the_same_role(engine: Engine, agreed: Agreed) -> None:
    with transaction(engine) as connection:
        other = create_person(connection, "Frau Esche", "telegram", "3", NOW)
        succeed(connection, agreed.case, agreed.lead, other, Role.JOB_COACH)
        succeed(connection, agreed.case, agreed.asked, other, Role.JOB_COACH)
        found = follow_up_of(connection, agreed.case)
        assert found is not None
        assert found.responsible_id == other
        assert {one.person_id for one in check_ins_of(connection, agreed.case)} == {agreed.asked, None}
        succeed(connection, agreed.case, agreed.asked, other, Role.COACHEE)
        assert {one.person_id for one in check_ins_of(connection, agreed.case)} == {other, None}


def test_handing_over_names_somebody_else(engine: Engine, agreed: Agreed) -> None:
    with transaction(engine) as connection:
        hand_follow_up_over(connection, agreed.case, agreed.asked)
        found = follow_up_of(connection, agreed.case)
    assert found is not None
    assert found.responsible_id == agreed.asked
