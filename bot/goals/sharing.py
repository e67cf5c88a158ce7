"""Showing a goal to the coachee, the employer or the colleagues, and taking that back: exact text and readers first."""

from __future__ import annotations

from collections import Counter

from bot.exchange import Exchange
from bot.goals.finding import running_goal
from bot.goals.seeing import SHOWABLE
from bot.goals.wording import numbers
from bot.keyboards import fitting
from bot.messages import Button
from bot.reflecting import remind
from bot.rooms.labels import number_in, send_long
from bot.tokens import MenuToken
from bot.wording import isolated
from dialogs.engine.model import Role
from storage.audit import AuditEvent
from storage.goals import Goal, find_goal, show_goal
from storage.members import Membership, members_of

ON, OFF = "an", "aus"


def share(exchange: Exchange, membership: Membership, rest: str) -> None:
    """The goal as others would read it; or shows it to a role, or hides it. A button shows only what stood above it."""
    number, _, wanted = rest.partition("-")
    goal = running_goal(exchange, membership, number)
    if goal is None:
        return
    name, _, how = wanted.partition("-")
    role = next((role for role in SHOWABLE if role == name), None)
    way, _, revision = how.partition("-")
    if not wanted:
        _preview(exchange, membership, goal)
    elif role is None or way not in (ON, OFF):
        remind(exchange, "hint_old_button")
    elif way == ON and number_in(revision) != goal.revision:
        _preview(exchange, membership, goal, exchange.voice.say("goal_show_changed"))
    else:
        _decide(exchange, membership, goal, role, shown=way == ON)


def _decide(exchange: Exchange, membership: Membership, goal: Goal, role: Role, *, shown: bool) -> None:
    if shown is not (role in goal.shown_to):
        roles = goal.shown_to | {role} if shown else goal.shown_to - {role}
        show_goal(exchange.connection, goal, roles)
        event = AuditEvent.RELEASED if shown else AuditEvent.TAKEN_BACK
        exchange.log(event, case=goal.case_id, goal=goal.id, role=role.value)
    changed = find_goal(exchange.connection, goal.id)
    assert changed is not None, "goals are not removed while their case exists"
    name = exchange.voice.role(role)
    said = exchange.voice.say("goal_shown", role=name) if shown else exchange.voice.say("goal_hidden", role=name)
    _preview(exchange, membership, changed, said)


def _preview(exchange: Exchange, membership: Membership, goal: Goal, before: str = "") -> None:
    voice, case_id = exchange.voice, goal.case_id
    counted = Counter(member.role for member in members_of(exchange.connection, case_id))
    lines, rows = [], []
    for role in SHOWABLE:
        name, shown = voice.role(role), role in goal.shown_to
        if shown:
            lines.append(voice.say("goal_show_line_on", role=name, count=counted[role]))
            label, mark = voice.say("button_hide_from", role=name), f"{role}-{OFF}"
        else:
            lines.append(voice.say("goal_show_line_off", role=name, count=counted[role]))
            label, mark = voice.say("button_show_to", role=name), f"{role}-{ON}-{goal.revision}"
        rows.append((Button(fitting(label), str(MenuToken("zeigen", f"{case_id}-{goal.id}-{mark}")), answer=True),))
    rows.append((exchange.button("button_goal", "ziel", f"{case_id}-{goal.id}"),))
    text = voice.say(
        "goal_show",
        words=isolated(goal.text),
        anchors=numbers(goal.anchors, goal.scale),
        lines="\n".join(lines),
    )
    send_long(exchange, "\n\n".join(filter(None, [before, text])), tuple(rows))
