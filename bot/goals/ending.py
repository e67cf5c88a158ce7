"""Ending a goal with how it came out and why. Overtaken is a good end."""

from __future__ import annotations

from bot.exchange import Exchange
from bot.goals.card import show_card
from bot.goals.checking import unfinished
from bot.goals.draft import SETTING
from bot.goals.finding import running_goal
from bot.goals.setting import complete_button, dialog_for, flawed_steps
from bot.reflecting import remind, reopen, resume, start
from bot.rights import Right, may
from bot.rooms.labels import number_in
from bot.rooms.readers import readers
from dialogs.engine.state import Status
from storage.audit import AuditEvent
from storage.conversations import Conversation, find_conversation
from storage.goals import Outcome, end_goal, find_goal, has_words
from storage.members import Membership
from storage.releases import Room

ENDING = "ziel_beenden"
OUTCOME, REASON = "ausgang", "begruendung"


def end(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Begins the two questions about the end, or goes on with them; says who will read the reason."""
    goal = running_goal(exchange, membership, rest)
    dialog = dialog_for(exchange, membership, ENDING) if goal is not None else None
    if goal is None or dialog is None:
        return
    begun = unfinished(exchange, goal.id, dialog.id)
    if begun is not None:
        resume(exchange, begun)
        return
    exchange.say("goal_end", readers=readers(exchange, membership.case.id, Room.TEAM))
    start(exchange, dialog, membership, goal=goal)


def take_end(exchange: Exchange, conversation: Conversation) -> None:
    """Ends the goal as the completed answers say; answers that are changed later correct that."""
    membership = exchange.membership(conversation.case_id)
    goal = None if conversation.goal_id is None else find_goal(exchange.connection, conversation.goal_id)
    if membership is None or goal is None or not may(membership.role, Right.STEER):
        return
    lacking = lacking_steps(conversation)
    if lacking:
        steps, register = exchange.dialog_of(conversation).steps, exchange.voice.register
        names = "\n".join(exchange.voice.say("goal_flaw_lacking", name=steps[one].name[register]) for one in lacking)
        exchange.say("goal_end_flawed", complete_button(exchange, conversation), lines=names)
        return
    outcome = Outcome(_said(conversation, OUTCOME))
    end_goal(exchange.connection, goal, outcome, _said(conversation, REASON), exchange.today)
    exchange.log(AuditEvent.CASE_CHANGED, case=goal.case_id, goal=goal.id, part="ended")
    ended = find_goal(exchange.connection, goal.id)
    assert ended is not None, "goals are not removed while their case exists"
    show_card(exchange, membership, ended, exchange.voice.say(f"goal_end_said_{outcome}"))


def complete(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Leads back to what was lacking when a goal was to be set or ended."""
    number = number_in(rest)
    found = None if number is None else find_conversation(exchange.connection, number, exchange.person.id)
    if found is None or found.case_id != membership.case.id or found.dialog_id not in (SETTING, ENDING):
        remind(exchange, "hint_old_button")
    elif found.state.status in (Status.RUNNING, Status.PAUSED):
        resume(exchange, found)
    else:
        anew = flawed_steps(exchange, found) if found.dialog_id == SETTING else lacking_steps(found)
        if anew and found.state.status is Status.FINISHED:
            reopen(exchange, found, anew)
        else:
            remind(exchange, "hint_old_button")


def lacking_steps(conversation: Conversation) -> tuple[str, ...]:
    """What keeps the goal from ending: how it came out, and why unless it was reached."""
    needed = (OUTCOME,) if _said(conversation, OUTCOME) == Outcome.REACHED else (OUTCOME, REASON)
    return tuple(step for step in needed if not has_words(_said(conversation, step)))


def _said(conversation: Conversation, step: str) -> str:
    found = conversation.state.answers.get(step)
    return found.value.strip() if found is not None and isinstance(found.value, str) else ""
