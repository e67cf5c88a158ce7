"""One goal in full: its words, what its numbers mean, how it came about, how it was rated, and what can be done."""

from __future__ import annotations

from bot.exchange import Exchange
from bot.goals.finding import goal_named, readable_courses
from bot.goals.rating import CHECKS, GoalCourse
from bot.goals.seeing import SHOWABLE
from bot.goals.wording import category, family, numbers, outcome, party, plain_day, rated_in_full
from bot.keyboards import in_rows
from bot.messages import Button, Rows
from bot.rights import Right, may
from bot.rooms.labels import day_of, send_long
from bot.rooms.reading import names_of_authors
from bot.wording import isolated
from dialogs.engine.model import Role
from storage.goals import Goal, wordings_of
from storage.members import Membership

MOST_RATINGS, MOST_WORDINGS = 8, 3
STEERING = (
    ("button_ask_others", "fragen"),
    ("button_show_goal", "zeigen"),
    ("button_reword", "umformulieren"),
    ("button_end_goal", "beenden"),
)


def goal(exchange: Exchange, membership: Membership, rest: str) -> None:
    """The goal that is named."""
    found = goal_named(exchange, membership, rest)
    if found is not None:
        show_card(exchange, membership, found)


def show_card(exchange: Exchange, membership: Membership, found: Goal, before: str = "") -> None:
    """Everything about a goal that this person may see; `before` opens it."""
    [course] = readable_courses(exchange, membership, [found])
    in_team = may(membership.role, Right.READ_TEAM)
    names = names_of_authors(exchange, found.case_id)
    parts = [before, _words(exchange, membership, found, names), _end(exchange, found, in_team)]
    if in_team:
        parts += [_shown_to(exchange, found), _history(exchange, found, names)]
    parts.append(_ratings(exchange, course, names))
    send_long(exchange, "\n\n".join(filter(None, parts)), _ways(exchange, membership, course))


def can_rate(exchange: Exchange, role: Role, found: Goal) -> bool:
    """Whether there are questions about the goal for this role."""
    dialog = exchange.content.dialog(CHECKS[found.scale])
    return dialog is not None and role in dialog.roles


def _words(exchange: Exchange, membership: Membership, found: Goal, names: dict[int, str]) -> str:
    setter = wordings_of(exchange.connection, found)[0].person_id
    return exchange.voice.say(
        "goal_card",
        case=membership.case.pseudonym,
        words=isolated(found.text),
        family=family(exchange, found),
        category=category(exchange, found),
        party=party(exchange, found),
        day=plain_day(exchange, found.set_on),
        author=names.get(setter) or exchange.voice.say("goal_author_unknown"),
        anchors=numbers(found.anchors, found.scale),
    )


def _end(exchange: Exchange, found: Goal, in_team: bool) -> str:
    """How it ended. Why is said to the team only, nobody released it to anybody else."""
    if found.retired_on is None or found.outcome is None:
        return ""
    words = isolated(found.outcome_words) if in_team else ""
    how, day = outcome(exchange, found.outcome), plain_day(exchange, found.retired_on)
    return exchange.voice.say("goal_ended", outcome=how, day=day, words=words)


def _shown_to(exchange: Exchange, found: Goal) -> str:
    roles = [exchange.voice.role(role) for role in SHOWABLE if role in found.shown_to]
    return exchange.voice.say("goal_shown_to", roles=", ".join(roles))


def _history(exchange: Exchange, found: Goal, names: dict[int, str]) -> str:
    """Earlier wordings, the newest first; those that differ in their numbers only count as well."""
    earlier = wordings_of(exchange.connection, found)[:-1][::-1]
    if not earlier:
        return ""
    lines = [
        exchange.voice.say(
            "goal_earlier_line",
            day=day_of(exchange, one.worded_at),
            author=names.get(one.person_id) or exchange.voice.say("goal_author_unknown"),
            words=isolated(one.wording.text),
        )
        for one in earlier[:MOST_WORDINGS]
    ]
    left_out = len(earlier) - len(lines)
    return exchange.voice.say("goal_earlier", lines="\n".join(lines), count=left_out)


def _ratings(exchange: Exchange, course: GoalCourse, names: dict[int, str]) -> str:
    if not course.ratings:
        return exchange.voice.say("goal_not_rated")
    newest = course.ratings[::-1][:MOST_RATINGS]
    lines = [
        exchange.voice.say(
            "goal_rating_line",
            day=day_of(exchange, one.rated_at),
            who=names[one.person_id],
            words=rated_in_full(exchange, one),
        )
        for one in newest
    ]
    return exchange.voice.say("goal_ratings", lines="\n".join(lines), count=len(course.ratings) - len(newest))


def _ways(exchange: Exchange, membership: Membership, course: GoalCourse) -> Rows:
    found, mark = course.goal, f"{course.goal.case_id}-{course.goal.id}"
    rows: list[tuple[Button, ...]] = []
    if found.retired_on is None and can_rate(exchange, membership.role, found):
        rows.append((exchange.button("button_rate", "pruefen", mark),))
    others = any(one.person_id != exchange.person.id for one in course.ratings)
    if others and may(membership.role, Right.READ_TEAM):
        topic = f"{found.case_id}-{CHECKS[course.ratings[-1].scale]}-{found.id}"
        rows.append((exchange.button("button_compare_ratings", "teamsicht", topic),))
    if found.retired_on is None and may(membership.role, Right.STEER):
        rows += in_rows([exchange.button(label, command, mark) for label, command in STEERING])
    rows.append((exchange.button("button_goals", "ziele", found.case_id),))
    return tuple(rows)
