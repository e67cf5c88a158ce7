"""The buttons under a check-in: answer it now, later, not this time, never again; and what follows the answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.exchange import Exchange
from bot.follow_up.asking import dialog_for
from bot.follow_up.helping import call_if_wanted
from bot.follow_up.joining import ask_once_more, decline, join, wants_to_be_asked
from bot.follow_up.side_by_side import announce_round
from bot.messages import Rows
from bot.reflecting import remind, resume, start
from bot.rights import Right, may
from bot.rooms.labels import number_in
from bot.rooms.readers import readers
from dialogs.engine.state import Status
from storage.audit import AuditEvent
from storage.conversations import Conversation, paused_conversations, running_conversation
from storage.follow_ups import CheckIn, Outcome, answer_late, close_check_in, find_check_in
from storage.members import Membership
from storage.pings import habit_of, set_habit
from storage.releases import Room

SNOOZE = timedelta(days=3)


def answer(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Begins the questions or goes on with them, also when the round is over. Only after a yes to being asked."""
    check_in = _own(exchange, membership, rest)
    if check_in is None or check_in.outcome is Outcome.CANCELLED:
        remind(exchange, "hint_old_button")
        return
    if check_in.outcome is Outcome.ANSWERED:
        rows = ((exchange.button("menu_freigeben", "freigeben", membership.case.id),), *exchange.ways_on())
        exchange.say("check_in_answered_before", rows)
        return
    if not wants_to_be_asked(exchange, membership.case.id):
        ask_once_more(exchange, membership, check_in)
        return
    running = running_conversation(exchange.connection, exchange.person.id)
    resting = paused_conversations(exchange.connection, exchange.person.id)
    unfinished = next((found for found in resting if found.check_in_id == check_in.id), None)
    dialog = exchange.content.dialog(dialog_for(check_in))
    if running is not None and running.check_in_id == check_in.id:
        remind(exchange, "hint_in_the_middle")
    elif unfinished is not None:
        resume(exchange, unfinished)
    elif dialog is None or membership.role not in dialog.roles:
        exchange.menu(exchange.voice.say("not_for_role"))
    else:
        start(exchange, dialog, membership, check_in_id=check_in.id)


def say_yes(exchange: Exchange, membership: Membership, rest: str) -> None:
    """The yes to being asked after the end; from a check-in it leads straight to the questions."""
    join(exchange, membership, rest)
    if rest:
        answer(exchange, membership, rest)


def later(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Quiet for three days. It can be answered all the same."""
    check_in = _own(exchange, membership, rest)
    if check_in is None or check_in.closed_at is not None:
        remind(exchange, "hint_old_button")
        return
    habit = habit_of(exchange.connection, exchange.person.id)
    until = max(exchange.today + SNOOZE, habit.pause_until or exchange.today)
    set_habit(exchange.connection, exchange.person.id, replace(habit, pause_until=until))
    if check_in.reminded_again_at is not None:
        exchange.say("check_in_later_last")
    else:
        exchange.say("check_in_later", day=exchange.voice.day(until))


def not_now(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Ends this wave for her; the next one is asked again. Nobody is told."""
    check_in = _own(exchange, membership, rest)
    if check_in is None or not close_check_in(exchange.connection, check_in, Outcome.REFUSED, exchange.now):
        remind(exchange, "hint_old_button")
    else:
        exchange.menu(exchange.voice.say("check_in_not_now"))


def never(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Ends this and everything that was still planned, and takes the consent to be asked back."""
    if _own(exchange, membership, rest) is None:
        remind(exchange, "hint_old_button")
    else:
        decline(exchange, membership, "")


def take_answers(exchange: Exchange, conversation: Conversation) -> None:
    """The check-in is answered; what the answers say is hers until she releases it, which is offered at once."""
    check_in = (
        None if conversation.check_in_id is None else find_check_in(exchange.connection, conversation.check_in_id)
    )
    membership = exchange.membership(conversation.case_id)
    if check_in is None or membership is None or conversation.state.status is not Status.FINISHED:
        return
    on_time = close_check_in(exchange.connection, check_in, Outcome.ANSWERED, exchange.now)
    is_late = not on_time and check_in.outcome is not Outcome.ANSWERED
    if is_late:
        answer_late(exchange.connection, check_in)
    exchange.log(AuditEvent.CASE_CHANGED, case=check_in.case_id, part="check_in_answered", check_in=check_in.id)
    call_if_wanted(exchange, membership, conversation)
    if on_time:
        announce_round(exchange.connection, exchange.office, check_in, exchange.now)
    voice = exchange.voice
    thanks = voice.say("check_in_thanks_late") if is_late else voice.say("check_in_thanks")
    if not any(value.value is not None for value in conversation.state.answers.values()):
        exchange.menu(thanks)
    elif may(membership.role, Right.RELEASE):
        team = readers(exchange, membership.case.id, Room.TEAM)
        exchange.say("check_in_release", _release(exchange, conversation), thanks=thanks, team=team)


def _release(exchange: Exchange, conversation: Conversation) -> Rows:
    mark = f"{conversation.case_id}-{conversation.id}"
    return (
        (exchange.button("button_check_in_release", "alle_zeigen", mark),),
        (exchange.button("button_check_in_release_some", "freigeben", mark),),
        (exchange.button("button_check_in_keep", "fall", conversation.case_id),),
    )


def _own(exchange: Exchange, membership: Membership, number: str) -> CheckIn | None:
    """A check-in of this very person in this case; None for any other."""
    wanted = number_in(number)
    found = None if wanted is None else find_check_in(exchange.connection, wanted)
    if found is None or (found.person_id, found.case_id) != (exchange.person.id, membership.case.id):
        return None
    return found
