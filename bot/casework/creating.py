"""A new case from the chat: a plant is proposed as its name, because a name that is typed could be somebody's."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from bot.case_commands import case
from bot.exchange import Exchange
from bot.rights import Right, may
from dialogs.engine.model import Phase, Role
from storage.audit import AuditEvent
from storage.cases import create_case, free_pseudonyms
from storage.members import add_member
from storage.people import look_at_case

PROPOSALS = 20  # after that many it begins again with the first


def propose(exchange: Exchange, argument: str) -> None:
    """Proposes a name for a new case; `argument` counts the proposals that did not please."""
    declined = int(argument) % PROPOSALS if argument.isdecimal() and len(argument) < 6 else 0
    plants = exchange.content.catalogue.plants
    proposed = free_pseudonyms(exchange.connection, plants, declined + 1)[declined]
    rows = (
        (exchange.button("button_take_pseudonym", "fall_anlegen", proposed, case=proposed),),
        (exchange.button("button_other_pseudonym", "neuer_fall", declined + 1),),
        (exchange.button("button_to_cases", "faelle"),),
    )
    exchange.say("pseudonym_proposed", rows, case=proposed)


def create(exchange: Exchange, argument: str) -> None:
    """Makes the case with the proposed name, if nobody else took it, and offers what comes next."""
    own = next((found for found in exchange.memberships() if found.case.pseudonym == argument), None)
    if own is not None:
        case(exchange, own, "")
        return
    case_id = _create(exchange, argument)
    if case_id is None:
        exchange.say("pseudonym_taken")
        propose(exchange, "")
        return
    exchange.log(AuditEvent.CASE_CREATED, case=case_id)
    role = _role_of_maker(exchange)
    if role is None:
        invite = exchange.button("button_invite_lead", "leitung_einladen", case_id, case=argument)
        exchange.say("case_created_for_others", ((invite,),), case=argument)
        return
    add_member(exchange.connection, case_id, exchange.person.id, role, exchange.now)
    look_at_case(exchange.connection, exchange.person.id, case_id)
    names = ("einladen", "eckdaten", "themen")
    rows = tuple((exchange.button(f"menu_{name}", name, case_id),) for name in names)
    phase = exchange.voice.phase(Phase.INITIATION)
    exchange.say("case_created", rows, case=argument, phase=phase, role=exchange.voice.role(role))


def _create(exchange: Exchange, pseudonym: str) -> int | None:
    """The number of the new case; None if the name is none of ours or was taken a moment ago."""
    plants = exchange.content.catalogue.plants
    if pseudonym not in free_pseudonyms(exchange.connection, plants, len(plants)):
        return None
    try:
        with exchange.connection.begin_nested():
            return create_case(exchange.connection, pseudonym, Phase.INITIATION, exchange.now)
    except IntegrityError:
        return None


def _role_of_maker(exchange: Exchange) -> Role | None:
    """What she is in the case she looked at last, if that role leads; None for those who only administer."""
    leading = [found for found in exchange.memberships() if may(found.role, Right.CREATE_CASE)]
    looked_at = [found.role for found in leading if found.case.id == exchange.person.case_id]
    return next(iter([*looked_at, *(found.role for found in leading)]), None)
