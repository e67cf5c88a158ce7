"""The list of a person's cases, and one case with what can be done in it."""

from __future__ import annotations

from bot.exchange import Exchange
from bot.keyboards import in_rows
from bot.messages import Button
from bot.rights import Right, may
from bot.tokens import MenuToken
from storage.members import Membership

# What a case offers, in this order, to those who may.
OFFERS = (
    ("besuch", Right.ANSWER),
    ("themen", Right.ANSWER),
    ("zwischen", Right.ANSWER),
    ("freigeben", Right.RELEASE),
    ("teamsicht", Right.READ_TEAM),
    ("geteilt", Right.READ_SHARED),
    ("mitglieder", Right.SEE_ROLES),
    ("einladen", Right.INVITE),
    ("phase", Right.STEER),
    ("eckdaten", Right.STEER),
    ("uebergeben", Right.HAND_OVER),
    ("verlassen", Right.LEAVE),
)
FOR_REFLECTIONS = ("besuch", "themen", "zwischen")


def cases(exchange: Exchange, argument: str) -> None:
    """All cases of the person, and a way to a new one for those who may make one."""
    voice = exchange.voice
    memberships = exchange.memberships()
    new = ((exchange.button("menu_neuer_fall", "neuer_fall"),),) if exchange.may_anywhere(Right.CREATE_CASE) else ()
    if not memberships:
        exchange.say("no_case", new)
        return
    lines = [
        voice.say(
            "case_line", case=found.case.pseudonym, phase=voice.phase(found.case.phase), role=voice.role(found.role)
        )
        for found in memberships
    ]
    buttons = [
        Button(found.case.pseudonym, str(MenuToken("fall", str(found.case.id))), answer=True) for found in memberships
    ]
    exchange.say("cases", (*in_rows(buttons), *new), lines="\n".join(lines), count=len(lines))


def case(exchange: Exchange, membership: Membership, rest: str) -> None:
    """What can be done in a case; reflections only where there are questions for the role."""
    case_id = membership.case.id
    with_questions = any(membership.role in dialog.roles for dialog in exchange.content.catalogue.dialogs.values())
    offers = [
        exchange.button(f"menu_{name}", name, case_id)
        for name, right in OFFERS
        if may(membership.role, right) and (with_questions or name not in FOR_REFLECTIONS)
    ]
    phase = exchange.voice.phase(membership.case.phase)
    exchange.say("case", in_rows(offers), case=membership.case.pseudonym, phase=phase)
