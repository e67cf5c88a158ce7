"""What a person may see drawn of a case: professionals everything released, everybody else what is hers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.course.curve import case_course, goal_balance, goal_lines, hours_picture, loop
from bot.course.frame import frame_of
from bot.course.frame_words import asking
from bot.exchange import Exchange
from bot.goals.draft import CATEGORY, SETTING
from bot.goals.rating import SCALES, course_of_goals
from bot.goals.seeing import sees
from bot.pictures.model import CaseCourse, GoalBalance, Hours, Loop, Picture
from bot.rights import Right, may
from bot.rooms.reading import TEAM_ROOMS, names_of_authors, note_reading
from storage.course import minutes_by_day, phase_changes_of, turning_points_of
from storage.goals import Goal, goals_of
from storage.members import Membership
from storage.releases import Room, Statement, own_statements, released_statements
from storage.reviews import reviews_of

LOOP_DIALOG = "schleifen"
_RING = {"a_denkt", "a_tut", "b_denkt", "b_tut"}


class Kind(StrEnum):
    """The pictures there are, by what their buttons carry."""

    COURSE = "verlauf"
    BALANCE = "ziele"
    LOOP = "schleife"
    HOURS = "stunden"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture, and a line about where it is from; empty if that needs no word."""

    picture: Picture
    origin: str = ""


def kinds_for(exchange: Exchange, membership: Membership) -> list[Kind]:
    """The pictures a person can see in a case."""
    kinds = []
    team = may(membership.role, Right.READ_TEAM)
    if team or _visible_goals(exchange, membership):
        kinds.append(Kind.COURSE)
    if team:
        kinds.append(Kind.BALANCE)
    if _newest_loop(exchange, membership):
        kinds.append(Kind.LOOP)
    if team:
        kinds.append(Kind.HOURS)
    return kinds


def draw(exchange: Exchange, membership: Membership, kind: Kind) -> Drawn:
    """One of `kinds_for`. Writes down whose answers are read with it."""
    match kind:
        case Kind.COURSE:
            return Drawn(_course(exchange, membership))
        case Kind.BALANCE:
            return Drawn(_balance(exchange, membership))
        case Kind.LOOP:
            return _loop(exchange, membership)
        case Kind.HOURS:
            return Drawn(_hours(exchange, membership))


def _visible_goals(exchange: Exchange, membership: Membership) -> list[Goal]:
    found = goals_of(exchange.connection, membership.case.id, ended=True)
    return [goal for goal in found if sees(membership.role, goal)]


def _readable(exchange: Exchange, membership: Membership, dialogs: set[str]) -> list[Statement]:
    """One's own answers as they stand, and what others released to the team."""
    case_id, person_id = membership.case.id, exchange.person.id
    found = own_statements(exchange.connection, person_id, case_id)
    if may(membership.role, Right.READ_TEAM):
        released = released_statements(exchange.connection, case_id, TEAM_ROOMS)
        found += [one for one in released if one.person_id != person_id]
    return [one for one in found if one.dialog_id in dialogs]


def _course(exchange: Exchange, membership: Membership) -> CaseCourse:
    connection, case, zone = exchange.connection, membership.case, exchange.now.tzinfo
    team = may(membership.role, Right.READ_TEAM)
    goals = _visible_goals(exchange, membership)
    numbers = {goal.id for goal in goals}
    ratings = [one for one in _readable(exchange, membership, set(SCALES)) if one.goal_id in numbers]
    note_reading(exchange, membership, ratings)
    turns = turning_points_of(connection, case.id) if team else []
    lines = goal_lines(course_of_goals(goals, ratings), names_of_authors(exchange, case.id), exchange.voice, zone)
    return case_course(
        case,
        exchange.today,
        zone,
        exchange.voice,
        phase_changes_of(connection, case.id),
        lines,
        turns,
        reviews_of(connection, case.id),
    )


def _balance(exchange: Exchange, membership: Membership) -> GoalBalance:
    setting, register = exchange.content.dialog(SETTING), exchange.voice.register
    steps = [] if setting is None else [setting.steps[name] for name in CATEGORY.values() if name in setting.steps]
    named = {option.id: option.label[register] for step in steps for option in step.options}
    return goal_balance(membership.case, goals_of(exchange.connection, membership.case.id), named)


def _hours(exchange: Exchange, membership: Membership) -> Hours:
    case = membership.case
    frame = frame_of(case, minutes_by_day(exchange.connection, case.id), exchange.today)
    hint = "" if frame.reason is None else asking(frame, exchange.today, exchange.voice)
    return hours_picture(case, frame, hint)


def _newest_loop(exchange: Exchange, membership: Membership) -> list[Statement]:
    """The answers of the loop that was told last, of those one may read; empty without one."""
    walks: dict[int, list[Statement]] = {}
    for one in _readable(exchange, membership, {LOOP_DIALOG}):
        walks.setdefault(one.conversation_id, []).append(one)
    told = [walk for walk in walks.values() if any(one.step_id in _RING for one in walk)]
    return max(told, key=_told_at, default=[])


def _told_at(walk: list[Statement]) -> tuple[datetime, int]:
    return max(one.answered_at for one in walk), walk[0].conversation_id


def _loop(exchange: Exchange, membership: Membership) -> Drawn:
    voice, walk = exchange.voice, _newest_loop(exchange, membership)
    note_reading(exchange, membership, walk)
    picture: Loop = loop(walk, voice.say("loop_person_a"), voice.say("loop_person_b"))
    if walk[0].person_id != exchange.person.id:
        author = names_of_authors(exchange, membership.case.id)[walk[0].person_id]
        return Drawn(picture, voice.say("loop_of", author=author))
    if any(one.rooms == {Room.PRIVATE} for one in walk):
        return Drawn(picture, voice.say("loop_private"))
    return Drawn(picture)
