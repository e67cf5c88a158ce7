"""The goal a button means, checked again whenever it is tapped; and the ratings of goals that somebody may read."""

from __future__ import annotations

from collections.abc import Iterable

from bot.exchange import Exchange
from bot.goals.rating import GoalCourse, course_of_goals
from bot.goals.seeing import sees
from bot.goals.wording import plain_day
from bot.reflecting import remind
from bot.rights import Right, may
from bot.rooms.labels import number_in
from bot.rooms.reading import TEAM_ROOMS, note_reading
from storage.goals import Goal, find_goal, goals_of
from storage.members import Membership
from storage.releases import Room, own_statements, released_statements


def visible_goals(exchange: Exchange, membership: Membership, *, ended: bool = False) -> list[Goal]:
    """The goals of the case that the person may see: those that go on, or those that are over."""
    found = goals_of(exchange.connection, membership.case.id, ended=ended)
    return [goal for goal in found if sees(membership.role, goal) and (goal.retired_on is not None) is ended]


def goal_named(exchange: Exchange, membership: Membership, number: str) -> Goal | None:
    """The goal with this number; None, after a hint, if it is not of this case or not for the person's eyes."""
    wanted = number_in(number)
    goal = None if wanted is None else find_goal(exchange.connection, wanted)
    if goal is None or goal.case_id != membership.case.id or not sees(membership.role, goal):
        remind(exchange, "hint_old_button")
        return None
    return goal


def running_goal(exchange: Exchange, membership: Membership, number: str) -> Goal | None:
    """Like `goal_named`, for what only makes sense with a goal that goes on; says so if it is over."""
    goal = goal_named(exchange, membership, number)
    if goal is None or goal.retired_on is None:
        return goal
    rows = ((exchange.button("button_goal", "ziel", f"{membership.case.id}-{goal.id}"),),)
    exchange.say("goal_is_over", rows, day=plain_day(exchange, goal.retired_on))
    return None


def readable_courses(exchange: Exchange, membership: Membership, goals: Iterable[Goal]) -> list[GoalCourse]:
    """The goals with the person's own ratings and those released to her, and a note that she read the latter."""
    connection, case_id, role = exchange.connection, membership.case.id, membership.role
    rooms: tuple[Room, ...] = TEAM_ROOMS if may(role, Right.READ_TEAM) else ()
    rooms += (Room.COACHEE,) if may(role, Right.READ_SHARED) else ()
    released = released_statements(connection, case_id, rooms) if rooms else []
    statements = own_statements(connection, exchange.person.id, case_id)
    statements += [one for one in released if one.person_id != exchange.person.id]
    courses = course_of_goals(goals, statements)
    shown = [one for course in courses for rating in course.ratings for one in rating.answers.values()]
    note_reading(exchange, membership, shown)
    return courses
