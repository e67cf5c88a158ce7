"""Who belongs to a case: seeing it, taking somebody out, leaving oneself."""

from __future__ import annotations

from bot.casework.parting import part
from bot.exchange import Exchange
from bot.keyboards import fitting
from bot.messages import Button
from bot.reflecting import remind
from bot.rights import LEADS, Right, may
from bot.tokens import MenuToken
from bot.wording import Voice
from dialogs.engine.model import Phase
from storage.audit import AuditEvent
from storage.cases import lock_case
from storage.members import Member, Membership, members_of

YES = "ja"


def show_members(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Names and roles for professionals of the case, roles only for everybody else."""
    case, voice = membership.case, exchange.voice
    everybody = members_of(exchange.connection, case.id)
    named = may(membership.role, Right.SEE_MEMBERS)
    lines = "\n".join(_line(exchange, one, named) for one in everybody)
    rows = []
    if may(membership.role, Right.REMOVE_MEMBER):
        others = [one for one in everybody if one.person_id != exchange.person.id]
        rows = [
            (_button(voice.say("button_remove", who=who(voice, one)), f"{case.id}-{one.person_id}"),) for one in others
        ]
    if may(membership.role, Right.INVITE):
        rows.append((exchange.button("menu_einladen", "einladen", case.id),))
    rows.append((exchange.button("button_to_case", "fall", case.id),))
    exchange.say("members", tuple(rows), case=case.pseudonym, lines=lines)


def remove(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Takes another member out after a yes, and tells that person."""
    case, voice = membership.case, exchange.voice
    number, _, sure = rest.partition("-")
    everybody = locked_members(exchange, membership)
    others = [one for one in everybody if one.person_id != exchange.person.id]
    member = next((one for one in others if str(one.person_id) == number), None)
    if member is None or len(others) == len(everybody):
        remind(exchange, "hint_old_button")
    elif sure != YES:
        yes = exchange.button("button_remove_yes", "herausnehmen", f"{case.id}-{number}-{YES}")
        no = exchange.button("button_remove_no", "mitglieder", case.id)
        exchange.say("remove_asked", ((yes,), (no,)), who=who(voice, member), case=case.pseudonym)
    else:
        part(exchange.connection, case.id, member.person_id, exchange.now)
        exchange.log(AuditEvent.REMOVED, case=case.id, subject=member.person_id)
        exchange.tell(member.person_id, lambda hers: hers.say("case_left", case=case.pseudonym))
        exchange.say("removed", who=who(voice, member), case=case.pseudonym)
        show_members(exchange, membership, "")


def leave(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Leaves the case after a yes; somebody has to lead a case that is open."""
    case = membership.case
    others = [one for one in locked_members(exchange, membership) if one.person_id != exchange.person.id]
    last_lead = membership.role in LEADS and not any(one.role in LEADS for one in others)
    if last_lead and case.phase is not Phase.CLOSED:
        rows = (
            (exchange.button("menu_uebergeben", "uebergeben", case.id),),
            (exchange.button("menu_phase", "phase", case.id),),
        )
        exchange.say("leave_last_lead", rows, case=case.pseudonym)
    elif rest != YES:
        yes = exchange.button("button_leave_yes", "verlassen", f"{case.id}-{YES}")
        no = exchange.button("button_leave_no", "fall", case.id)
        exchange.say("leave_asked", ((yes,), (no,)), case=case.pseudonym)
    else:
        part(exchange.connection, case.id, exchange.person.id, exchange.now)
        exchange.log(AuditEvent.LEFT, case=case.id)
        exchange.menu(exchange.voice.say("case_left", case=case.pseudonym))


def locked_members(exchange: Exchange, membership: Membership) -> list[Member]:
    """Who belongs to the case now; nobody comes or goes before this transaction ends."""
    lock_case(exchange.connection, membership.case.id)
    return members_of(exchange.connection, membership.case.id)


def who(voice: Voice, member: Member) -> str:
    """A member as professionals of the case call her; by the role if she wants no name."""
    role = voice.role(member.role)
    return voice.say("person_with_role", name=member.name, role=role) if member.name else role


def _line(exchange: Exchange, member: Member, named: bool) -> str:
    voice, role = exchange.voice, exchange.voice.role(member.role)
    if member.person_id == exchange.person.id:
        return voice.say("member_line_own", role=role)
    if named and member.name:
        return voice.say("member_line", name=member.name, role=role)
    return voice.say("member_line_unnamed", role=role)


def _button(label: str, argument: str) -> Button:
    return Button(fitting(label), str(MenuToken("herausnehmen", argument)), answer=True)
