"""The goals of a case in a list, each with how it was rated last, and how they spread over the families."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.exchange import Exchange
from bot.goals.finding import readable_courses, visible_goals
from bot.goals.rating import GoalCourse
from bot.goals.wording import family, goal_button, in_short, outcome, party, plain_day, rated
from bot.messages import Rows
from bot.reflecting import remind
from bot.rights import Right, may
from bot.rooms.labels import A_PAGE, page_buttons, page_of
from bot.rooms.reading import names_of_authors
from storage.goals import Family, Goal
from storage.members import Membership

FORMER = "frueher"
CROWDING = 2  # times as many goals about the person as about what is around her
ENOUGH_TO_CROWD = 2  # a single goal crowds out nothing


def goals(exchange: Exchange, membership: Membership, rest: str) -> None:
    """The goals that go on, or with `frueher` those that are over; by pages."""
    former = rest.partition("-")[0] == FORMER
    page = page_of(rest.removeprefix(FORMER).removeprefix("-") if former else rest)
    found = visible_goals(exchange, membership, ended=former)
    shown = [] if page is None else found[page * A_PAGE : (page + 1) * A_PAGE]
    if page is None or (page > 0 and not shown):
        remind(exchange, "hint_old_button")
    elif former:
        _former(exchange, membership, found, shown, page)
    else:
        _current(exchange, membership, found, shown, page)


def crowds_out(goals: Sequence[Goal]) -> bool:
    """Whether goals about the person leave little room for those about what is around her."""
    counted = Counter(goal.family for goal in goals)
    about_person = counted[Family.PERSON]
    return about_person >= ENOUGH_TO_CROWD and about_person > CROWDING * counted[Family.CONTEXT]


def _current(
    exchange: Exchange, membership: Membership, found: Sequence[Goal], shown: Sequence[Goal], page: int
) -> None:
    case = membership.case
    more = page_buttons(exchange, "ziele", str(case.id), page, len(found))
    rows = (*((goal_button(goal),) for goal in shown), *more, *_ways(exchange, membership))
    if not found:
        exchange.say("goals_none", rows, case=case.pseudonym)
        return
    names = names_of_authors(exchange, case.id)
    courses = readable_courses(exchange, membership, shown)
    first = page * A_PAGE + 1
    lines = [_line(exchange, number, course, names) for number, course in enumerate(courses, first)]
    balance = _balance(exchange, found) if may(membership.role, Right.READ_TEAM) else ""
    exchange.say("goals", rows, case=case.pseudonym, lines="\n\n".join(filter(None, [*lines, balance])))


def _former(
    exchange: Exchange, membership: Membership, found: Sequence[Goal], shown: Sequence[Goal], page: int
) -> None:
    case = membership.case
    back = ((exchange.button("button_goals", "ziele", case.id),),)
    if not found:
        exchange.say("goals_former_none", back, case=case.pseudonym)
        return
    lines = []
    for number, goal in enumerate(shown, page * A_PAGE + 1):
        assert goal.outcome is not None, "only goals that are over are shown here"
        assert goal.retired_on is not None, "whatever came out has a day"
        day = plain_day(exchange, goal.retired_on)
        how = outcome(exchange, goal.outcome)
        lines.append(exchange.voice.say("goal_line_former", number=number, words=in_short(goal), outcome=how, day=day))
    more = page_buttons(exchange, "ziele", f"{case.id}-{FORMER}", page, len(found))
    rows = (*((goal_button(goal),) for goal in shown), *more, *back)
    exchange.say("goals_former", rows, case=case.pseudonym, lines="\n\n".join(lines))


def _line(exchange: Exchange, number: int, course: GoalCourse, names: dict[int, str]) -> str:
    goal, voice = course.goal, exchange.voice
    ratings = [
        voice.say("goal_rated_by", who=names[person], value=rated(exchange, rating))
        for person, rating in course.newest.items()
    ]
    return voice.say(
        "goal_line",
        number=number,
        words=in_short(goal),
        family=family(exchange, goal),
        party=party(exchange, goal),
        day=plain_day(exchange, goal.set_on),
        ratings=" · ".join(ratings),
    )


def _balance(exchange: Exchange, found: Sequence[Goal]) -> str:
    counted = Counter(goal.family for goal in found)
    return exchange.voice.say(
        "goals_balance",
        person=counted[Family.PERSON],
        context=counted[Family.CONTEXT],
        overall=counted[Family.OVERALL],
        crowded=exchange.voice.say("goals_crowded") if crowds_out(found) else "",
    )


def _ways(exchange: Exchange, membership: Membership) -> Rows:
    case_id, ways = membership.case.id, []
    if may(membership.role, Right.STEER):
        ways.append((exchange.button("button_new_goal", "neues_ziel", case_id),))
    if visible_goals(exchange, membership, ended=True):
        ways.append((exchange.button("button_former_goals", "ziele", f"{case_id}-{FORMER}"),))
    ways.append((exchange.button("button_to_case", "fall", case_id),))
    return tuple(ways)
