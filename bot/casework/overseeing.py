"""All cases as the administration sees them: names of plants, phases, numbers of people, never what is said there.

The one thing to do here is to invite somebody into a case that nobody leads any more.
"""

from __future__ import annotations

from bot.casework.inviting import Wanted, ask_name, hand_out
from bot.casework.paging import page_of
from bot.exchange import Exchange
from bot.messages import Button
from bot.reflecting import remind
from bot.rights import LEADS, Right
from dialogs.engine.model import Phase, Role
from storage.cases import all_cases, find_case
from storage.invitations import withdraw_invitations
from storage.members import roles_in_cases


def oversee(exchange: Exchange, argument: str) -> None:
    """A page of all cases, open ones first, with a button at each that nobody leads."""
    voice, roles = exchange.voice, roles_in_cases(exchange.connection)
    sorted_cases = sorted(all_cases(exchange.connection), key=lambda case: (case.phase is Phase.CLOSED, case.id))
    page = page_of(sorted_cases, argument)
    lines: list[str] = []
    rows: list[tuple[Button, ...]] = []
    for case in page.items:
        members = roles.get(case.id, [])
        name, phase, count = case.pseudonym, voice.phase(case.phase), len(members)
        if LEADS.intersection(members):
            lines.append(voice.say("oversee_line", case=name, phase=phase, count=count))
        else:
            lines.append(voice.say("oversee_line_unled", case=name, phase=phase, count=count))
            rows.append((exchange.button("button_invite_lead", "leitung_einladen", case.id, case=case.pseudonym),))
    if not lines:
        exchange.say("oversee_nothing", ((exchange.button("menu_neuer_fall", "neuer_fall"),),))
        return
    rows += page.turning(exchange, "aufsicht")
    exchange.say("oversee", tuple(rows), lines="\n".join(lines), page=page.number, last=page.last)


def invite_lead(exchange: Exchange, argument: str) -> None:
    """Invites a job coach into a case that nobody leads, and only there. The newest invitation counts."""
    number, _, unnamed = argument.partition("-")
    case = find_case(exchange.connection, number) if number.isdecimal() else None
    if case is None:
        remind(exchange, "hint_old_button")
    elif LEADS.intersection(roles_in_cases(exchange.connection).get(case.id, [])):
        exchange.say("oversee_led", ((exchange.button("menu_aufsicht", "aufsicht"),),), case=case.pseudonym)
    elif unnamed:
        withdraw_invitations(exchange.connection, case.id, exchange.person.id, exchange.now)
        hand_out(exchange, Wanted(case.id, Role.JOB_COACH, Right.OVERSEE), "")
    else:
        withdraw_invitations(exchange.connection, case.id, exchange.person.id, exchange.now)
        ask_name(exchange, Wanted(case.id, Role.JOB_COACH, Right.OVERSEE))
