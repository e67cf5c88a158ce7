"""Calling somebody after the end: what was agreed in front, a yes on the phone first, then the guide to type along."""

from __future__ import annotations

from datetime import timedelta

from bot.exchange import Exchange
from bot.follow_up.answering import take_answers
from bot.follow_up.days import next_working_day, working_days
from bot.follow_up.ladder import CLOSE_AFTER_HAND_OVER
from bot.follow_up.side_by_side import announce_round
from bot.goals.finding import visible_goals
from bot.goals.seeing import sees
from bot.messages import Button, Outgoing, Rows
from bot.reflecting import remind, resume, start
from bot.rooms.labels import number_in, shortened
from bot.tokens import MenuToken
from bot.wording import isolated
from dialogs.engine.state import Status
from storage.audit import AuditEvent
from storage.conversations import Conversation, paused_conversations, running_conversation
from storage.follow_ups import (
    CheckIn,
    Outcome,
    Way,
    call_again,
    check_ins_of,
    close_check_in,
    find_check_in,
    follow_up_of,
)
from storage.members import Membership

COMMAND, GUIDE = "telefon", "leitfaden_telefon"
YES, NO, NOT_REACHED, AGAIN, GIVE_UP = "ja", "nein", "nicht_da", "wieder", "ende"
SOON = timedelta(days=14)
LONGEST_GOAL = 120
_DAYS_AHEAD = (1, 3, 7)


def phone(exchange: Exchange, membership: Membership, rest: str) -> None:
    """The calls that are due, or the one that is named: what to know before it, and what came of it."""
    number, _, what = rest.partition("-")
    if not rest:
        _choose(exchange, membership)
        return
    check_in = None if number_in(number) is None else find_check_in(exchange.connection, int(number))
    if check_in is None or check_in.case_id != membership.case.id:
        remind(exchange, "hint_old_button")
    elif check_in.closed_at is not None:
        exchange.say("phone_closed", _schedule(exchange, check_in), case=membership.case.pseudonym)
    else:
        _go_on(exchange, membership, check_in, what)


def take_call(exchange: Exchange, conversation: Conversation) -> None:
    """The guide is filled in: the check-in is done by phone, and what was noted can be released."""
    found = None if conversation.check_in_id is None else find_check_in(exchange.connection, conversation.check_in_id)
    if found is None or conversation.state.status is not Status.FINISHED:
        return
    if found.person_id == exchange.person.id:  # she was asked herself, with the questions of the guide
        take_answers(exchange, conversation)
        return
    mark = f"{conversation.case_id}-{conversation.id}"
    release = ((exchange.button("button_check_in_release", "alle_zeigen", mark),),)
    rows = release if any(one.value is not None for one in conversation.state.answers.values()) else ()
    if close_check_in(exchange.connection, found, Outcome.BY_PHONE, exchange.now):
        _log(exchange, found, "check_in_by_phone")
        exchange.say("phone_done", (*rows, *_schedule(exchange, found)))
        announce_round(exchange.connection, exchange.office, found, exchange.now)
    else:
        exchange.say("phone_done_beside", (*rows, *_schedule(exchange, found)))


def _go_on(exchange: Exchange, membership: Membership, check_in: CheckIn, what: str) -> None:
    step, _, days = what.partition("-")
    match step:
        case "":
            _prepare(exchange, membership, check_in)
        case "ja":
            _begin(exchange, membership, check_in)
        case "nein":
            _close(exchange, check_in, Outcome.REFUSED)
        case "ende":
            _close(exchange, check_in, Outcome.UNREACHABLE)
        case "nicht_da":
            _ask_when(exchange, check_in)
        case "wieder":
            _call_again(exchange, check_in, days)
        case _:
            remind(exchange, "hint_old_button")


def _choose(exchange: Exchange, membership: Membership) -> None:
    soon, voice, case = exchange.today + SOON, exchange.voice, membership.case
    waiting = [one for one in check_ins_of(exchange.connection, case.id) if one.closed_at is None]
    rows: list[tuple[Button, ...]] = []
    for one in waiting:
        if one.due_on <= soon and one.person_id != exchange.person.id:
            label = shortened(f"{voice.role(one.role)} · {voice.short_day(one.due_on)}")
            rows.append((Button(label, str(MenuToken(COMMAND, f"{case.id}-{one.id}")), answer=True),))
    back = (exchange.button("menu_nachfragen", "nachfragen", case.id),)
    exchange.say("phone_which" if rows else "phone_none", (*rows, back), case=case.pseudonym)


def _prepare(exchange: Exchange, membership: Membership, check_in: CheckIn) -> None:
    voice, agreed = exchange.voice, follow_up_of(exchange.connection, membership.case.id)
    role, wave = voice.role(check_in.role), voice.say(f"wave_{check_in.wave}")
    parts = [voice.say("phone_about", case=membership.case.pseudonym, role=role, wave=wave)]
    lines = []
    for goal in visible_goals(exchange, membership):
        words = isolated(shortened(goal.text, LONGEST_GOAL))
        lines.append(f"• {words if sees(check_in.role, goal) else voice.say('phone_goal_unshown', goal=words)}")
    if lines:
        parts.append(voice.say("phone_goals", lines="\n".join(lines)))
    if agreed is not None and agreed.aid:
        parts.append(voice.say("phone_aid", aid=isolated(agreed.aid)))
    if agreed is not None and agreed.support:
        parts.append(voice.say("follow_up_support", support=isolated(agreed.support)))
    parts.append(voice.say("phone_consent_asked"))
    rows = (
        (_button(exchange, "button_phone_yes", check_in, YES),),
        (_button(exchange, "button_phone_no", check_in, NO),),
        (_button(exchange, "button_phone_not_reached", check_in, NOT_REACHED),),
    )
    exchange.replies.append(Outgoing("\n\n".join(parts), rows))


def _begin(exchange: Exchange, membership: Membership, check_in: CheckIn) -> None:
    dialog = exchange.content.dialog(GUIDE)
    assert dialog is not None, "the guide belongs to the content"
    running = running_conversation(exchange.connection, exchange.person.id)
    resting = paused_conversations(exchange.connection, exchange.person.id)
    unfinished = next((one for one in resting if (one.dialog_id, one.check_in_id) == (GUIDE, check_in.id)), None)
    if running is not None and (running.dialog_id, running.check_in_id) == (GUIDE, check_in.id):
        remind(exchange, "hint_in_the_middle")
        return
    _log(exchange, check_in, "phone_consent")
    if unfinished is not None:
        resume(exchange, unfinished)
    else:
        start(exchange, dialog, membership, check_in_id=check_in.id)


def _close(exchange: Exchange, check_in: CheckIn, outcome: Outcome) -> None:
    if not close_check_in(exchange.connection, check_in, outcome, exchange.now):
        remind(exchange, "hint_old_button")
        return
    _log(exchange, check_in, "check_in_ended_by_phone")
    exchange.say("phone_refused" if outcome is Outcome.REFUSED else "phone_given_up", _schedule(exchange, check_in))
    announce_round(exchange.connection, exchange.office, check_in, exchange.now)


def _ask_when(exchange: Exchange, check_in: CheckIn) -> None:
    """Another day, with a reminder where the plan can still be moved; else it simply stays open for a while."""
    give_up = (_button(exchange, "button_phone_give_up", check_in, GIVE_UP),)
    if not _is_for_phone(check_in):
        last = (check_in.handed_over_at or exchange.now).astimezone(exchange.now.tzinfo) + CLOSE_AFTER_HAND_OVER
        back = _schedule(exchange, check_in)
        exchange.say("phone_stays_open", (give_up, *back), day=exchange.voice.day(last.date()))
        return
    is_working_day = working_days(exchange.office.land)
    days = [next_working_day(exchange.today + timedelta(days=ahead), is_working_day) for ahead in _DAYS_AHEAD]
    buttons = tuple(
        (
            Button(
                exchange.voice.short_day(day),
                str(MenuToken(COMMAND, f"{check_in.case_id}-{check_in.id}-{AGAIN}-{day:%Y%m%d}")),
                answer=True,
            ),
        )
        for day in dict.fromkeys(days)
    )
    exchange.say("phone_when_again", (*buttons, give_up))


def _call_again(exchange: Exchange, check_in: CheckIn, wanted: str) -> None:
    is_working_day = working_days(exchange.office.land)
    ahead = [exchange.today + timedelta(days=days) for days in range(1, max(_DAYS_AHEAD) + 7)]
    day = next((one for one in ahead if f"{one:%Y%m%d}" == wanted and is_working_day(one)), None)
    if day is None or not _is_for_phone(check_in) or not call_again(exchange.connection, check_in.id, day):
        remind(exchange, "hint_old_button")
        return
    _log(exchange, check_in, "check_in_moved")
    exchange.say("phone_again_on", _schedule(exchange, check_in), day=exchange.voice.day(day))


def _is_for_phone(check_in: CheckIn) -> bool:
    """Whether the ladder reminds of a call on the planned day, because nobody is asked in the chat."""
    return check_in.asked_at is None and (check_in.way is not Way.CHAT or check_in.person_id is None)


def _button(exchange: Exchange, label: str, check_in: CheckIn, step: str) -> Button:
    return exchange.button(label, COMMAND, f"{check_in.case_id}-{check_in.id}-{step}")


def _schedule(exchange: Exchange, check_in: CheckIn) -> Rows:
    return ((exchange.button("menu_nachfragen", "nachfragen", check_in.case_id),),)


def _log(exchange: Exchange, check_in: CheckIn, part: str) -> None:
    exchange.log(
        AuditEvent.CASE_CHANGED, case=check_in.case_id, subject=check_in.person_id, part=part, check_in=check_in.id
    )
