"""The list of a person's cases, and one case with what can be done in it."""

from __future__ import annotations

from bot.casework.paging import page_of
from bot.exchange import Exchange
from bot.keyboards import in_rows
from bot.messages import Button, Outgoing
from bot.reviews.planning import review_line
from bot.rights import Right, may
from bot.tokens import MenuToken
from dialogs.engine.model import Phase
from storage.members import Membership

# What a case offers, in this order, to those who may: first what it is for, then what keeps it in order.
OFFERS = (
    ("hilfe_rufen", Right.CALL_FOR_HELP),
    ("besuch", Right.ANSWER),
    ("themen", Right.ANSWER),
    ("zwischen", Right.ANSWER),
    ("ziele", Right.ANSWER),
    ("stunden", Right.STEER),
    ("freigeben", Right.RELEASE),
    ("teamsicht", Right.READ_TEAM),
    ("geteilt", Right.READ_SHARED),
    ("bericht", Right.READ_REPORT),
    ("bilder", Right.ANSWER),
)
IN_ORDER = (
    ("mitglieder", Right.SEE_ROLES),
    ("einladen", Right.INVITE),
    ("phase", Right.STEER),
    ("eckdaten", Right.STEER),
    ("rahmenstand", Right.READ_TEAM),
    ("wendepunkt", Right.READ_TEAM),
    ("abschluss", Right.STEER),
    ("nachfragen", Right.SEE_ROLES),
    ("runde", Right.READ_TEAM),
    ("postkarte", Right.STEER),
    ("uebergeben", Right.HAND_OVER),
    ("verlassen", Right.LEAVE),
)
FOR_REFLECTIONS = ("besuch", "themen", "zwischen")


def cases(exchange: Exchange, argument: str) -> None:
    """The cases of the person by pages, open ones first, and a way to a new one for those who may make one."""
    voice = exchange.voice
    memberships = sorted(exchange.memberships(), key=lambda found: found.case.phase is Phase.CLOSED)
    below = [
        (exchange.button(f"menu_{name}", name),)
        for name, right in (("neuer_fall", Right.CREATE_CASE), ("aufsicht", Right.OVERSEE))
        if exchange.may_anywhere(right)
    ]
    if not memberships:
        exchange.say("no_case", tuple(below))
        return
    page = page_of(memberships, argument)
    lines = [
        voice.say(
            "case_line", case=found.case.pseudonym, phase=voice.phase(found.case.phase), role=voice.role(found.role)
        )
        for found in page.items
    ]
    if page.last > 1:
        lines.append(voice.say("page", page=page.number, last=page.last))
    buttons = [
        Button(found.case.pseudonym, str(MenuToken("fall", str(found.case.id))), answer=True) for found in page.items
    ]
    rows = (*in_rows(buttons), *page.turning(exchange, "faelle"), *below)
    exchange.say("cases", rows, lines="\n".join(lines), count=len(memberships))


def case(exchange: Exchange, membership: Membership, rest: str) -> None:
    """What a case is for; reflections only where there are questions for the role."""
    case_id = membership.case.id
    with_questions = any(membership.role in dialog.roles for dialog in exchange.content.catalogue.dialogs.values())
    offers = [
        exchange.button(f"menu_{name}", name, case_id)
        for name, right in OFFERS
        if may(membership.role, right) and (with_questions or name not in FOR_REFLECTIONS)
    ]
    offers.append(exchange.button("menu_verwalten", "verwalten", case_id))
    phase = exchange.voice.phase(membership.case.phase)
    text = exchange.voice.say("case", case=membership.case.pseudonym, phase=phase)
    lines = filter(None, [text, review_line(exchange, membership.case)])
    exchange.replies.append(Outgoing("\n\n".join(lines), in_rows(offers)))


def manage(exchange: Exchange, membership: Membership, rest: str) -> None:
    """What keeps a case in order: people, phase, frame, handing over, leaving."""
    case_id = membership.case.id
    offers = [exchange.button(f"menu_{name}", name, case_id) for name, right in IN_ORDER if may(membership.role, right)]
    rows = (*in_rows(offers), (exchange.button("button_to_case", "fall", case_id),))
    exchange.say("manage", rows, case=membership.case.pseudonym)
