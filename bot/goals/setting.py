"""Setting a goal and wording it anew: the same questions, and what becomes of the answers."""

from __future__ import annotations

from bot.exchange import Exchange
from bot.goals.card import show_card
from bot.goals.draft import LONGEST_ANCHOR, LONGEST_GOAL, SETTING, WORDS, Draft, Flaw, drafted
from bot.goals.finding import running_goal
from bot.goals.seeing import sees
from bot.goals.wording import numbers
from bot.messages import Button, Rows
from bot.reflecting import remind, start
from bot.rights import Right, may
from bot.rooms.readers import readers
from bot.tokens import MenuToken
from bot.wording import Voice, isolated
from dialogs.engine.model import Dialog
from storage.audit import AuditEvent
from storage.conversations import Conversation, note_goal, people_amid_goal
from storage.goals import Goal, find_goal, reword_goal, set_goal, sort_goal
from storage.members import Membership, members_of
from storage.releases import Room


def new_goal(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Begins the questions about a new goal, after saying who will see it."""
    dialog = dialog_for(exchange, membership, SETTING)
    if dialog is not None:
        exchange.say("goal_new", readers=readers(exchange, membership.case.id, Room.TEAM))
        start(exchange, dialog, membership)


def reword(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Shows how the goal is worded and begins the questions again; what is skipped stays."""
    goal = running_goal(exchange, membership, rest)
    dialog = dialog_for(exchange, membership, SETTING) if goal is not None else None
    if goal is not None and dialog is not None:
        exchange.say("goal_reword", words=isolated(goal.text), anchors=numbers(goal.anchors, goal.scale))
        start(exchange, dialog, membership, goal=goal)


def dialog_for(exchange: Exchange, membership: Membership, dialog_id: str) -> Dialog | None:
    """Today's version; None, after a hint, if it is not meant for the person's role."""
    dialog = exchange.content.dialog(dialog_id)
    if dialog is None or membership.role not in dialog.roles:
        remind(exchange, "hint_old_button")
        return None
    return dialog


def take_goal(exchange: Exchange, conversation: Conversation) -> None:
    """Makes the goal from the completed answers, or words it anew if the conversation is about one already."""
    membership = exchange.membership(conversation.case_id)
    if membership is None or not may(membership.role, Right.STEER):
        return
    standing = None if conversation.goal_id is None else find_goal(exchange.connection, conversation.goal_id)
    draft = drafted(conversation.state.answers, standing)
    if standing is not None and standing.retired_on is not None:
        running_goal(exchange, membership, str(standing.id))  # says that it is over
    elif draft.flaws:
        _say_flaws(exchange, conversation, draft)
    elif standing is None:
        _set(exchange, membership, conversation, draft)
    else:
        _reword(exchange, membership, standing, draft)


def flawed_steps(exchange: Exchange, conversation: Conversation) -> tuple[str, ...]:
    """The questions whose answers still keep the goal from being made."""
    standing = None if conversation.goal_id is None else find_goal(exchange.connection, conversation.goal_id)
    return tuple(drafted(conversation.state.answers, standing).flaws)


def complete_button(exchange: Exchange, conversation: Conversation) -> Rows:
    """Leads back into the completed conversation, to what is lacking."""
    mark = f"{conversation.case_id}-{conversation.id}"
    return ((exchange.button("button_complete", "ergaenzen", mark),),)


def _say_flaws(exchange: Exchange, conversation: Conversation, draft: Draft) -> None:
    voice, dialog = exchange.voice, exchange.dialog_of(conversation)
    lines = []
    for step, flaw in draft.flaws.items():
        name = dialog.steps[step].name[voice.register]
        longest = LONGEST_GOAL if step == WORDS else LONGEST_ANCHOR
        if flaw is Flaw.TOO_LONG:
            lines.append(voice.say("goal_flaw_long", name=name, longest=longest))
        else:
            lines.append(voice.say("goal_flaw_lacking", name=name))
    exchange.say("goal_flawed", complete_button(exchange, conversation), lines="\n".join(lines))


def _set(exchange: Exchange, membership: Membership, conversation: Conversation, draft: Draft) -> None:
    connection, case_id = exchange.connection, membership.case.id
    about = (draft.party, draft.family, draft.category)
    goal_id = set_goal(connection, case_id, exchange.person.id, *about, draft.wording, exchange.now)
    note_goal(connection, conversation.id, goal_id)
    exchange.log(AuditEvent.CASE_CHANGED, case=case_id, goal=goal_id, part="set")
    goal = find_goal(connection, goal_id)
    assert goal is not None, "it was set a moment ago"
    show_card(exchange, membership, goal, exchange.voice.say("goal_set"))


def _reword(exchange: Exchange, membership: Membership, standing: Goal, draft: Draft) -> None:
    connection = exchange.connection
    if draft.moves(standing):
        sort_goal(connection, standing, draft.party, draft.family, draft.category)
    if draft.differs(standing):
        reword_goal(connection, standing, exchange.person.id, draft.wording, exchange.now)
        _tell_others(exchange, membership, standing)
    if draft.moves(standing) or draft.differs(standing):
        exchange.log(AuditEvent.CASE_CHANGED, case=standing.case_id, goal=standing.id, part="worded")
        before = exchange.voice.say("goal_reworded")
    else:
        before = exchange.voice.say("goal_unchanged")
    goal = find_goal(connection, standing.id)
    assert goal is not None, "goals are not removed while their case exists"
    show_card(exchange, membership, goal, before)


def _tell_others(exchange: Exchange, membership: Membership, goal: Goal) -> None:
    """Whoever is in the middle of rating the goal is asked about the new words from now on, and told so."""
    amid = set(people_amid_goal(exchange.connection, goal.id)) - {exchange.person.id}

    def word(voice: Voice) -> str:
        return voice.say("goal_worded_meanwhile", case=membership.case.pseudonym)

    def offer(voice: Voice) -> Rows:
        return rating_button(voice, goal)

    for member in members_of(exchange.connection, goal.case_id):
        if member.person_id in amid and sees(member.role, goal):
            exchange.tell(member.person_id, word, offer)


def rating_button(voice: Voice, goal: Goal) -> Rows:
    """A button for somebody else that leads to the questions about the goal."""
    token = str(MenuToken("pruefen", f"{goal.case_id}-{goal.id}"))
    return ((Button(voice.say("button_rate"), token, answer=True),),)
