"""Handing a case over: to somebody who belongs to it already, or to somebody who is invited for that."""

from __future__ import annotations

from bot.casework.belonging import YES, locked_members, who
from bot.casework.inviting import Wanted, ask_name, hand_out
from bot.casework.parting import part
from bot.exchange import Exchange
from bot.keyboards import fitting
from bot.messages import Button
from bot.reflecting import remind
from bot.rights import LEADS, Right
from bot.tokens import MenuToken
from storage.audit import AuditEvent
from storage.follow_ups import succeed
from storage.members import Member, Membership

BY_INVITATION, UNNAMED = "einladung", "einladung-ohne"


def hand_over(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Offers successors, explains what it means, and hands over after a yes. The history stays with the case."""
    case = membership.case
    wanted = Wanted(case.id, membership.role, Right.HAND_OVER)
    everybody = locked_members(exchange, membership)
    successors = [one for one in everybody if one.role in LEADS and one.person_id != exchange.person.id]
    number, _, sure = rest.partition("-")
    chosen = next((one for one in successors if str(one.person_id) == number), None)
    if not rest:
        _offer(exchange, membership, successors)
    elif rest == BY_INVITATION:
        exchange.say("hand_over_means")
        ask_name(exchange, wanted)
    elif rest == UNNAMED:
        hand_out(exchange, wanted, "")
    elif chosen is None or all(one.person_id != exchange.person.id for one in everybody):
        remind(exchange, "hint_old_button")
    elif sure != YES:
        yes = exchange.button("button_hand_over_yes", "uebergeben", f"{case.id}-{number}-{YES}")
        no = exchange.button("button_hand_over_no", "fall", case.id)
        exchange.say("hand_over_means")
        exchange.say("hand_over_asked", ((yes,), (no,)), case=case.pseudonym, who=who(exchange.voice, chosen))
    else:
        succeed(exchange.connection, case.id, exchange.person.id, chosen.person_id, chosen.role)
        part(exchange.connection, case.id, exchange.person.id, exchange.now)
        exchange.log(AuditEvent.HANDED_OVER, case=case.id, subject=chosen.person_id)
        exchange.tell(chosen.person_id, lambda hers: hers.say("case_taken_over", case=case.pseudonym))
        exchange.menu(exchange.voice.say("handed_over", case=case.pseudonym))


def _offer(exchange: Exchange, membership: Membership, successors: list[Member]) -> None:
    case, voice = membership.case, exchange.voice
    rows = [
        (Button(fitting(who(voice, one)), str(MenuToken("uebergeben", f"{case.id}-{one.person_id}")), answer=True),)
        for one in successors
    ]
    rows.append((exchange.button("button_hand_over_invite", "uebergeben", f"{case.id}-{BY_INVITATION}"),))
    rows.append((exchange.button("button_to_case", "fall", case.id),))
    exchange.say("hand_over_offered", tuple(rows), case=case.pseudonym)
