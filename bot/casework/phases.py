"""The phase of a case: what marks each one, changing it, and what the change is asked about."""

from __future__ import annotations

from bot.choosing import offer_topics
from bot.exchange import Exchange
from bot.follow_up.ending import UNDER_WAY, cancel_after_reopening
from bot.keyboards import fitting
from bot.messages import Button
from bot.reflecting import remind
from bot.reviews.planning import plan_first
from bot.tokens import MenuToken
from dialogs.engine.model import CASE_PHASES, Phase
from storage.audit import AuditEvent
from storage.cases import set_phase
from storage.members import Membership

CHANGE_DIALOG = "phasenwechsel"


def phase(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Shows the phases; then asks whether to change; then changes.

    The confirming button names the phase it leads from, so that it does nothing weeks later.
    """
    case = membership.case
    wanted, _, before = rest.partition("-")
    if not rest:
        _show(exchange, membership)
    elif wanted not in CASE_PHASES or (before and before != case.phase):
        remind(exchange, "hint_old_button")
    elif wanted == case.phase:
        exchange.say("phase_changed", case=case.pseudonym, phase=exchange.voice.phase(case.phase))
    elif not before:
        _ask(exchange, membership, Phase(wanted))
    else:
        _change(exchange, membership, Phase(wanted))


def _show(exchange: Exchange, membership: Membership) -> None:
    case, voice = membership.case, exchange.voice
    lines = []
    for one in CASE_PHASES:
        name, means = voice.phase(one), voice.say(f"phase_means_{one}")
        if one is case.phase:
            lines.append(voice.say("phase_line_now", phase=name, means=means))
        else:
            lines.append(voice.say("phase_line", phase=name, means=means))
    rows = [
        (Button(fitting(voice.phase(one)), str(MenuToken("phase", f"{case.id}-{one}")), answer=True),)
        for one in CASE_PHASES
        if one is not case.phase
    ]
    rows.append((exchange.button("button_to_case", "fall", case.id),))
    exchange.say("phases_of_case", tuple(rows), case=case.pseudonym, lines="\n".join(lines))


def _ask(exchange: Exchange, membership: Membership, wanted: Phase) -> None:
    case, voice = membership.case, exchange.voice
    yes = exchange.button("button_phase_yes", "phase", f"{case.id}-{wanted}-{case.phase}")
    no = exchange.button("button_phase_no", "fall", case.id)
    names = {"before": voice.phase(case.phase), "after": voice.phase(wanted)}
    if case.phase is Phase.CLOSED:
        exchange.say("phase_asked_reopen", ((yes,), (no,)), case=case.pseudonym, after=names["after"])
    else:
        exchange.say("phase_asked", ((yes,), (no,)), case=case.pseudonym, before=names["before"], after=names["after"])


def _change(exchange: Exchange, membership: Membership, wanted: Phase) -> None:
    case, voice = membership.case, exchange.voice
    set_phase(exchange.connection, case.id, wanted, exchange.now)
    exchange.log(AuditEvent.PHASE_CHANGED, case=case.id, before=case.phase.value, after=wanted.value)
    exchange.say("phase_changed", case=case.pseudonym, phase=voice.phase(wanted))
    changed = exchange.membership(case.id)
    assert changed is not None, "the person steers this case"
    if wanted in UNDER_WAY and case.phase not in UNDER_WAY:
        cancel_after_reopening(exchange, case)
    if wanted is Phase.SHAPING:
        plan_first(exchange, changed)
    dialog = exchange.content.dialog(CHANGE_DIALOG)
    if dialog is None or changed.role not in dialog.roles:
        offer_topics(exchange, changed)
        return
    begin = exchange.button("button_phase_questions", "thema", f"{case.id}-{CHANGE_DIALOG}")
    topics = exchange.button("button_phase_topics", "themen", case.id)
    exchange.say("phase_questions", ((begin,), (topics,)), minutes=dialog.minutes)
