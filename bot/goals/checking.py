"""Rating a goal in one's own register, and offering the rating to the team once it is complete."""

from __future__ import annotations

from bot.exchange import Exchange
from bot.goals.finding import running_goal
from bot.goals.rating import CHECKS, SCALES
from bot.goals.seeing import sees
from bot.goals.setting import dialog_for
from bot.reflecting import resume, start
from bot.rights import Right, may
from bot.rooms.releasing_all import show_all
from storage.conversations import Conversation, paused_conversations, running_conversation
from storage.goals import find_goal
from storage.members import Membership


def check_goal(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Asks about the goal; goes on where the person left off if she began already."""
    goal = running_goal(exchange, membership, rest)
    dialog = dialog_for(exchange, membership, CHECKS[goal.scale]) if goal is not None else None
    if goal is None or dialog is None:
        return
    begun = unfinished(exchange, goal.id, dialog.id)
    if begun is not None:
        resume(exchange, begun)
    else:
        start(exchange, dialog, membership, goal=goal)


def unfinished(exchange: Exchange, goal_id: int, dialog_id: str) -> Conversation | None:
    """The person's own conversation of this kind about the goal, running or resting."""
    running = running_conversation(exchange.connection, exchange.person.id)
    walks = [running, *paused_conversations(exchange.connection, exchange.person.id)]
    return next((one for one in walks if one and (one.goal_id, one.dialog_id) == (goal_id, dialog_id)), None)


def offer_rating(exchange: Exchange, conversation: Conversation) -> None:
    """Shows what the team would read and asks; before that, what has changed about the goal meanwhile."""
    membership = exchange.membership(conversation.case_id)
    goal = None if conversation.goal_id is None else find_goal(exchange.connection, conversation.goal_id)
    if membership is None or goal is None:
        return
    if sees(membership.role, goal) and goal.retired_on is not None:
        exchange.say("goal_over_meanwhile")
    elif sees(membership.role, goal) and SCALES[conversation.dialog_id] is not goal.scale:
        again = exchange.button("button_rate", "pruefen", f"{goal.case_id}-{goal.id}")
        exchange.say("goal_other_scale", ((again,),))
        return
    answered = any(answer.value is not None for answer in conversation.state.answers.values())
    if answered and may(membership.role, Right.RELEASE):
        show_all(exchange, membership, str(conversation.id))
