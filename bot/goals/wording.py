"""How goals, their parties and their ratings are called, in the register of whoever reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.exchange import Exchange
from bot.goals.draft import CATEGORY, SETTING
from bot.goals.rating import Rating
from bot.messages import Button
from bot.rooms.labels import shortened
from bot.tokens import MenuToken
from bot.wording import isolated
from dialogs.engine.model import Role
from storage.goals import Goal, Outcome, Scale
from storage.members import members_of

IN_A_LIST = 90
STILL_RELEVANT = "ja"


def goal_button(goal: Goal) -> Button:
    """A button that leads to the goal, labelled with its first words."""
    return Button(shortened(goal.text), str(MenuToken("ziel", f"{goal.case_id}-{goal.id}")), answer=True)


def in_short(goal: Goal) -> str:
    return isolated(shortened(goal.text, IN_A_LIST))


def family(exchange: Exchange, goal: Goal) -> str:
    return exchange.voice.say(f"goal_family_{goal.family}")


def category(exchange: Exchange, goal: Goal) -> str:
    """The category as today's setting dialog calls it; empty for one that it does not know any more."""
    dialog = exchange.content.dialog(SETTING)
    step = None if dialog is None else dialog.steps.get(CATEGORY[goal.family])
    option = None if step is None else step.option(goal.category)
    return "" if option is None else option.label[exchange.voice.register]


def party(exchange: Exchange, goal: Goal) -> str:
    """Whose goal it is; marked if everybody in that role has left the case."""
    if goal.party is Role.JOB_COACH:
        return exchange.voice.say("goal_party_team")
    name = exchange.voice.role(goal.party)
    everybody = members_of(exchange.connection, goal.case_id, former=True)
    gone = [member.left_at is not None for member in everybody if member.role is goal.party]
    return exchange.voice.say("author_former", author=name) if gone and all(gone) else name


def plain_day(exchange: Exchange, day: date) -> str:
    """A day without its weekday, which nobody needs for what is long ago."""
    return exchange.voice.say("room_day", day=day.day, month=day.month, year=day.year)


def outcome(exchange: Exchange, ended: Outcome) -> str:
    return exchange.voice.say(f"goal_outcome_{ended}")


def numbers(anchors: Mapping[int, str], scale: Scale) -> str:
    """The words behind the numbers, a line each, the best one first."""
    return "\n".join(f"{signed(value, scale)} = {isolated(words)}" for value, words in sorted(anchors.items())[::-1])


def signed(value: int, scale: Scale) -> str:
    """A number as people write it on this scale: +1, 0 and −1 around what was expected, or plainly."""
    if scale is Scale.TEN or value == 0:
        return str(value)
    return f"+{value}" if value > 0 else f"−{-value}"


def rated(exchange: Exchange, rating: Rating) -> str:
    """The number, or what was said instead of one."""
    if rating.value is not None:
        return signed(rating.value, rating.scale)
    if rating.relevance:
        return exchange.voice.say(f"goal_relevance_{rating.relevance}")
    return exchange.voice.say("goal_without_number")


def rated_in_full(exchange: Exchange, rating: Rating) -> str:
    """The number with its words, whether the goal is still relevant, and how satisfied she is."""
    relevance = rating.relevance
    parts = [
        isolated(rating.words),
        exchange.voice.say(f"goal_relevance_{relevance}") if relevance not in ("", STILL_RELEVANT) else "",
        rating.satisfaction_words,
    ]
    return ", ".join(filter(None, parts)) or exchange.voice.say("goal_without_number")
