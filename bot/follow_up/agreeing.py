"""Agreeing on the time after the end: the closing talk, the whole schedule in front of everybody, and one tap."""

from __future__ import annotations

from collections.abc import Sequence

from bot.choosing import begin_or_ask
from bot.exchange import Exchange
from bot.follow_up.agreement import (
    Agreement,
    mark_of,
    plans_of,
    read_agreement,
    responsible_member,
    waves_past,
)
from bot.follow_up.days import working_days
from bot.follow_up.ending import close_open_ones
from bot.follow_up.joining import ask_to_join
from bot.follow_up.schedule_view import appointment, lines_by_wave
from bot.messages import Outgoing, Rows
from bot.reflecting import remind
from bot.rights import Right, may
from bot.rooms.labels import number_in, send_long
from bot.wording import isolated
from dialogs.engine.model import Phase, Role
from dialogs.engine.state import Status
from storage.audit import AuditEvent
from storage.cases import lock_case, set_phase
from storage.conversations import Conversation, find_conversation
from storage.follow_ups import Plan, agree_follow_up, follow_up_of
from storage.members import Member, Membership, members_of

CLOSING = "abschlussgespraech"


def close(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Begins the closing talk, or goes on with it."""
    dialog = exchange.content.dialog(CLOSING)
    if dialog is None or membership.role not in dialog.roles:
        exchange.menu(exchange.voice.say("not_for_role"))
    else:
        begin_or_ask(exchange, dialog, membership)


def show_plan(exchange: Exchange, conversation: Conversation) -> None:
    """After the closing talk: who is asked when and how, to be confirmed. Nothing holds before that."""
    membership = exchange.membership(conversation.case_id)
    agreement = read_agreement(conversation.state.answers, exchange.today)
    if membership is not None and agreement is not None and may(membership.role, Right.STEER):
        _show(exchange, membership, conversation, agreement)


def agree(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Writes down exactly what was shown; if the answers or the members changed since, it is shown again."""
    connection, case = exchange.connection, membership.case
    lock_case(connection, case.id)
    number, _, mark = rest.partition("-")
    wanted = number_in(number)
    conversation = None if wanted is None else find_conversation(connection, wanted, exchange.person.id)
    if conversation is None or (conversation.dialog_id, conversation.case_id) != (CLOSING, case.id):
        remind(exchange, "hint_old_button")
        return
    agreement = read_agreement(conversation.state.answers, exchange.today)
    if agreement is None or conversation.state.status is not Status.FINISHED:
        remind(exchange, "hint_old_button")
        return
    before = follow_up_of(connection, case.id)
    if before is not None and before.agreed_at >= conversation.changed_at:
        exchange.say("follow_up_agreed_before", _to_schedule(exchange, case.id), case=case.pseudonym)
        return
    plans = _plans(exchange, agreement, members_of(connection, case.id))
    if mark_of(agreement, plans) != mark:
        exchange.say("follow_up_changed")
        _show(exchange, membership, conversation, agreement)
        return
    _write_down(exchange, membership, agreement, plans)


def _plans(exchange: Exchange, agreement: Agreement, members: Sequence[Member]) -> list[Plan]:
    return plans_of(agreement, members, working_days(exchange.office.land), exchange.today)


def _show(exchange: Exchange, membership: Membership, conversation: Conversation, agreement: Agreement) -> None:
    voice, case = exchange.voice, membership.case
    members = members_of(exchange.connection, case.id)
    plans = _plans(exchange, agreement, members)
    parts = [
        voice.say(
            "follow_up_plan",
            case=case.pseudonym,
            day=voice.day(agreement.closed_on),
            responsible=voice.role(_responsible_role(exchange, agreement, members)),
        )
    ]
    parts += lines_by_wave(voice, [appointment(voice, plan) for plan in plans])
    if not plans:
        parts.append(voice.say("follow_up_nobody"))
    past = waves_past(agreement, working_days(exchange.office.land), exchange.today)
    parts += [voice.say("follow_up_wave_past", wave=voice.say(f"wave_{wave}")) for wave in past]
    if any(plan.person_id is None for plan in plans):
        parts.append(voice.say("follow_up_by_phone"))
    if agreement.support:
        parts.append(voice.say("follow_up_support", support=isolated(agreement.support)))
    parts.append(voice.say("follow_up_confirm"))
    mark = f"{case.id}-{conversation.id}-{mark_of(agreement, plans)}"
    rows = (
        (exchange.button("button_agree", "abschluss_vereinbaren", mark),),
        (exchange.button("menu_aendern", "aendern"),),
        (exchange.button("button_to_case", "fall", case.id),),
    )
    send_long(exchange, "\n\n".join(parts), rows)


def _responsible_role(exchange: Exchange, agreement: Agreement, members: Sequence[Member]) -> Role:
    responsible = responsible_member(agreement, members, exchange.person.id)
    return next((member.role for member in members if member.person_id == responsible), agreement.responsible)


def _write_down(exchange: Exchange, membership: Membership, agreement: Agreement, plans: list[Plan]) -> None:
    connection, case, voice = exchange.connection, membership.case, exchange.voice
    close_open_ones(exchange, case.id, "follow_up_reason_new")
    responsible = responsible_member(agreement, members_of(connection, case.id), exchange.person.id)
    agree_follow_up(
        connection,
        case.id,
        responsible,
        agreement.closed_on,
        agreement.aid,
        agreement.support,
        plans,
        exchange.now,
    )
    exchange.log(AuditEvent.CASE_CHANGED, case=case.id, part="follow_up", check_ins=len(plans))
    if case.phase is not Phase.SUSTAINABILITY:
        set_phase(connection, case.id, Phase.SUSTAINABILITY, exchange.now)
        exchange.log(AuditEvent.PHASE_CHANGED, case=case.id, before=case.phase.value, after=Phase.SUSTAINABILITY.value)
    rows = (
        *_to_schedule(exchange, case.id),
        (exchange.button("button_calendar", "nachfragen_kalender", case.id),),
        (exchange.button("button_to_case", "fall", case.id),),
    )
    phase, closed = voice.phase(Phase.SUSTAINABILITY), voice.phase(Phase.CLOSED)
    text = voice.say("follow_up_agreed", case=case.pseudonym, phase=phase, closed=closed)
    if plans:
        text = f"{text}\n\n{voice.say('follow_up_agreed_dates')}"
    exchange.replies.append(Outgoing(text, rows))
    ask_to_join(exchange, case)


def _to_schedule(exchange: Exchange, case_id: int) -> Rows:
    return ((exchange.button("menu_nachfragen", "nachfragen", case_id),),)
