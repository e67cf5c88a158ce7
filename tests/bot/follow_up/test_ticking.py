"""The tick against a real database: who hears what when, what is decided anew, and what never comes twice."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.app import App
from bot.follow_up.clockwork import Clockwork, Trust, trust
from bot.follow_up.ticking import MOST_MESSAGES
from bot.messages import Outgoing
from dialogs.engine.model import Role
from storage import outbox
from storage.database import transaction
from storage.follow_ups import Outcome, Wave, Way, close_check_in, find_check_in
from storage.members import end_membership
from storage.people import mark_blocked
from storage.pings import Habit, set_habit
from tests.bot.follow_up.aftercare import DUE_ON, after_the_end, agree, check_ins, plan, says_yes, ticks
from tests.journey import CHANNEL, Clock, add_person, join_case, take_out

MORNING = datetime(2026, 6, 2, 7, 0, tzinfo=UTC)  # 9:00 in Berlin, the day she is asked


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 3, 2, 10, 0, tzinfo=UTC))


def heard(app: App) -> dict[str, list[str]]:
    """What everybody hears, by address."""
    found: dict[str, list[str]] = defaultdict(list)
    with transaction(app.engine) as connection:
        while claimed := outbox.claim(connection, CHANNEL, app.clock(), 50):
            outbox.record(connection, [outbox.Outcome(item.id, outbox.Fate.SENT) for item in claimed], app.clock())
            for item in claimed:
                found[item.address].append(Outgoing.from_json(item.payload).text)
    return found


def at(clock: Clock, app: App, moment: datetime, address: str) -> list[str]:
    """What somebody hears from a tick at that moment."""
    clock.now = moment
    ticks(app)
    return heard(app)[address]


def test_the_whole_ladder_of_somebody_who_stays_silent(app: App, clock: Clock) -> None:
    case_id, lead, coachee = after_the_end(app)
    agree(app, case_id, lead, plan(coachee))
    said: dict[str, list[str]] = {"linde": [], "wicke": []}
    clock.now = MORNING - timedelta(days=15)
    while clock.now < MORNING + timedelta(days=50):
        clock.move(hours=12)
        ticks(app)
        for address, texts in heard(app).items():
            said[address] += [f"{clock.now.astimezone(app.zone):%d.%m. %H}: {text}" for text in texts]
    assert [text[:9] for text in said["linde"]] == ["19.05. 09", "19.06. 09"]
    assert "persönlich" in said["linde"][0]
    assert "rufen Sie an" in said["linde"][1]
    assert [text[:9] for text in said["wicke"]] == ["02.06. 09", "05.06. 09", "12.06. 09"]
    (only,) = check_ins(app, case_id)
    assert only.outcome is Outcome.UNREACHABLE


def test_the_question_carries_its_buttons_and_ticking_again_says_nothing(app: App, clock: Clock) -> None:
    case_id, lead, coachee = after_the_end(app)
    agree(app, case_id, lead, plan(coachee))
    clock.now = MORNING
    assert ticks(app).told == 1
    (asked,) = take_out(app, "wicke")
    tokens = [button.token for row in asked.rows for button in row]
    assert [token.split(".")[2] for token in tokens][-4:] == [f"{case_id}-1"] * 4
    clock.move(minutes=1)
    assert ticks(app).told == 0


def test_whoever_answered_meanwhile_is_not_reminded(app: App, clock: Clock) -> None:
    case_id, lead, coachee = after_the_end(app)
    agree(app, case_id, lead, plan(coachee))
    assert at(clock, app, MORNING, "wicke")
    with transaction(app.engine) as connection:
        found = find_check_in(connection, 1)
        assert found is not None
        close_check_in(connection, found, Outcome.ANSWERED, clock.now)
    clock.now = MORNING + timedelta(days=30)
    ticks(app)
    assert heard(app) == {}


@pytest.mark.parametrize("reason", ["never said yes", "left", "blocked"])
def test_whoever_cannot_be_asked_is_called_instead(app: App, clock: Clock, reason: str) -> None:
    case_id, lead, coachee = after_the_end(app)
    agree(app, case_id, lead, plan(coachee))
    with transaction(app.engine) as connection:
        if reason == "left":
            end_membership(connection, case_id, coachee, clock.now)
        elif reason == "blocked":
            mark_blocked(connection, CHANNEL, "wicke", clock.now)
    if reason == "never said yes":
        other = add_person(app, "Frau Klee", "klee")
        join_case(app, case_id, other, Role.COACHEE)
        agree(app, case_id, lead, plan(other))
    clock.now = MORNING
    ticks(app)
    everybody = heard(app)
    (told,) = everybody["linde"]
    assert told.count("Bitte rufen Sie an") == 1
    assert set(everybody) == ({"linde", "wicke"} if reason == "never said yes" else {"linde"})


def test_a_blocked_address_that_opens_again_is_asked(app: App, clock: Clock) -> None:
    case_id, lead, coachee = after_the_end(app)
    agree(app, case_id, lead, plan(coachee))
    with transaction(app.engine) as connection:
        mark_blocked(connection, CHANNEL, "wicke", clock.now)
    assert at(clock, app, MORNING, "wicke") == []
    with transaction(app.engine) as connection:
        mark_blocked(connection, CHANNEL, "wicke", None)
    assert len(at(clock, app, MORNING + timedelta(days=1), "wicke")) == 1


def test_who_is_responsible_when_the_responsible_left(app: App, clock: Clock) -> None:
    case_id, lead, _ = after_the_end(app)
    agree(app, case_id, lead, plan(None, way=Way.PHONE))
    other = add_person(app, "Herr Ginster", "ginster")
    join_case(app, case_id, other, Role.INTEGRATION_SERVICE)
    with transaction(app.engine) as connection:
        end_membership(connection, case_id, lead, clock.now)
    assert len(at(clock, app, MORNING, "ginster")) == 1


def test_without_anybody_responsible_the_call_stays_open(app: App, clock: Clock) -> None:
    case_id, lead, _ = after_the_end(app)
    agree(app, case_id, lead, plan(None, way=Way.PHONE))
    with transaction(app.engine) as connection:
        end_membership(connection, case_id, lead, clock.now)
    clock.now = MORNING
    ticks(app)
    (only,) = check_ins(app, case_id)
    assert only.handed_over_at is None


def test_her_own_hour_and_a_pause_are_kept(app: App, clock: Clock) -> None:
    case_id, lead, coachee = after_the_end(app)
    agree(app, case_id, lead, plan(coachee))
    with transaction(app.engine) as connection:
        set_habit(connection, coachee, Habit(hour=15, pause_until=date(2026, 6, 10)))
    assert at(clock, app, MORNING, "wicke") == []
    assert at(clock, app, datetime(2026, 6, 10, 12, 59, tzinfo=UTC), "wicke") == []
    assert len(at(clock, app, datetime(2026, 6, 10, 13, 0, tzinfo=UTC), "wicke")) == 1


def test_several_things_for_one_person_come_as_one_message(app: App, clock: Clock) -> None:
    first, lead, coachee = after_the_end(app)
    agree(app, first, lead, plan(coachee), plan(None, way=Way.PHONE), plan(None, way=Way.VISIT))
    clock.now = MORNING
    ticks(app)
    (told,) = take_out(app, "linde")
    assert told.text.count("Fall Ahorn") == 2
    assert len({button.token for row in told.rows for button in row}) == 4


def test_after_an_outage_things_come_spread_out_oldest_first(app: App, clock: Clock) -> None:
    case_id, lead, _ = after_the_end(app)
    people = []
    for number in range(MOST_MESSAGES + 12):
        person = add_person(app, f"Blume {number}", f"blume{number}")
        join_case(app, case_id, person, Role.COACHEE)
        says_yes(app, case_id, person)
        people.append(person)
    agree(app, case_id, lead, *(plan(one, DUE_ON + timedelta(days=number % 3)) for number, one in enumerate(people)))
    clock.now = MORNING + timedelta(days=6)
    first = ticks(app)
    assert (first.told, first.left) == (MOST_MESSAGES, 12)
    waiting = [one.due_on for one in check_ins(app, case_id) if one.asked_at is None]
    assert set(waiting) == {DUE_ON + timedelta(days=2)}
    clock.move(minutes=1)
    assert (ticks(app).told, ticks(app).told) == (12, 0)


def test_what_is_a_month_late_is_dropped_with_a_note(app: App, clock: Clock) -> None:
    case_id, lead, coachee = after_the_end(app)
    agree(app, case_id, lead, plan(coachee), plan(coachee, date(2026, 7, 8), wave=Wave.MONTHS_6))
    clock.now = MORNING + timedelta(days=36)
    ticks(app)
    (note,) = heard(app)["linde"]
    assert "nicht rechtzeitig" in note
    clock.move(minutes=1)
    assert [one.outcome for one in check_ins(app, case_id)] == [Outcome.TOO_LATE, None]
    assert check_ins(app, case_id)[1].asked_at is not None, "the later wave is asked all the same"


def test_a_clock_that_leaps_forth_and_back_says_nothing_twice(app: App, clock: Clock) -> None:
    case_id, lead, coachee = after_the_end(app)
    agree(app, case_id, lead, plan(coachee), plan(coachee, date(2026, 9, 2), wave=Wave.MONTHS_6))
    asked: list[str] = []
    for moment in (MORNING, MORNING + timedelta(days=366), MORNING, MORNING + timedelta(hours=1), MORNING):
        asked += at(clock, app, moment, "wicke")
    assert len(asked) == 1
    assert check_ins(app, case_id)[0].outcome is None, "with a human, as nobody answered for a year"


def test_a_leap_of_days_is_doubted_for_an_hour_and_then_believed(app: App, clock: Clock) -> None:
    case_id, lead, coachee = after_the_end(app)
    agree(app, case_id, lead, plan(coachee))
    clockwork = Clockwork(app)
    clock.now = MORNING - timedelta(days=20)
    clockwork.step()
    clock.now = MORNING
    assert clockwork.step().told == 0
    clock.move(minutes=59)
    assert clockwork.step().told == 0
    clock.move(minutes=1)
    assert clockwork.step().told == 1


def test_a_wrong_clock_that_is_set_right_within_the_hour_did_nothing(app: App, clock: Clock) -> None:
    case_id, lead, coachee = after_the_end(app)
    agree(app, case_id, lead, plan(coachee))
    clockwork = Clockwork(app)
    clock.now = MORNING - timedelta(days=20)
    clockwork.step()
    clock.now = MORNING + timedelta(days=365)
    clockwork.step()
    clock.now = MORNING - timedelta(days=20) + timedelta(minutes=5)
    clockwork.step()
    (only,) = check_ins(app, case_id)
    assert (only.announced_at, only.asked_at, only.closed_at) == (None, None, None)


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [
        (timedelta(minutes=1), Trust.TRUSTED),
        (timedelta(days=2), Trust.TRUSTED),
        (timedelta(days=366), Trust.DOUBTED),
        (-timedelta(minutes=5), Trust.WAITS),
        (-timedelta(days=366), Trust.DOUBTED),
    ],
)
def test_what_is_thought_of_a_clock(ahead: timedelta, expected: Trust) -> None:
    assert trust(MORNING, MORNING + ahead) is expected
