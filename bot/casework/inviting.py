"""Inviting somebody into a case: the role, how to address the person, then a link and a code to pass on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.casework.invitation_link import VALID_FOR, link_to, new_token, picture_of
from bot.exchange import Exchange
from bot.keyboards import in_rows
from bot.messages import Button, Outgoing, Rows
from bot.reflecting import remind
from bot.rights import LEADS, ROLES, WITHOUT_CASE, Right, may
from bot.tokens import MenuToken
from dialogs.engine.model import Register, Role
from storage.audit import AuditEvent
from storage.cases import find_case
from storage.facts import BOT_NAME, recall
from storage.invitations import create_invitation
from storage.members import Membership, roles_in_cases

AWAITED = "invitation_name"
LONGEST_NAME = 60
INVITED = tuple(role for role in ROLES if role not in WITHOUT_CASE)
# The command behind "without a name", by the right that the invitation takes.
_COMMANDS = {Right.INVITE: "einladen", Right.HAND_OVER: "uebergeben", Right.OVERSEE: "leitung_einladen"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """An invitation somebody is about to make; `right` is what allows her to. HAND_OVER hands the case over."""

    case_id: int
    role: Role
    right: Right


def invite(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Asks for the role, then for the name, then hands out the invitation."""
    case = membership.case
    role, _, unnamed = rest.partition("-")
    if not rest:
        voice = exchange.voice
        buttons = [
            Button(voice.role(one), str(MenuToken("einladen", f"{case.id}-{one}")), answer=True) for one in INVITED
        ]
        exchange.say("invitation_role", in_rows(buttons), case=case.pseudonym)
    elif role not in INVITED:
        remind(exchange, "hint_old_button")
    elif unnamed:
        hand_out(exchange, Wanted(case.id, Role(role), Right.INVITE), "")
    else:
        ask_name(exchange, Wanted(case.id, Role(role), Right.INVITE))


def ask_name(exchange: Exchange, wanted: Wanted) -> None:
    """Asks how the person is to be addressed; the next text is taken for that."""
    waiting = {"what": AWAITED, "case": wanted.case_id, "role": wanted.role, "right": wanted.right}
    exchange.await_text(json.dumps(waiting))
    rest = {Right.INVITE: f"-{wanted.role}-ohne", Right.HAND_OVER: "-einladung-ohne", Right.OVERSEE: "-ohne"}
    argument = f"{wanted.case_id}{rest[wanted.right]}"
    without = exchange.button("button_without_name", _COMMANDS[wanted.right], argument)
    exchange.say("invitation_name", ((without,),), role=exchange.voice.role(wanted.role))


def take_name(exchange: Exchange, waiting: Mapping[str, Any], text: str) -> None:
    """Takes the text as the name, if the invitation may still be made."""
    wanted = Wanted(waiting["case"], Role(waiting["role"]), Right(waiting["right"]))
    name = " ".join(text.split())
    if not _may_still(exchange, wanted):
        remind(exchange, "hint_old_button")
    elif not 0 < len(name) <= LONGEST_NAME:
        exchange.say("invitation_name_length", longest=LONGEST_NAME)
        ask_name(exchange, wanted)
    else:
        hand_out(exchange, wanted, name)


def hand_out(exchange: Exchange, wanted: Wanted, name: str) -> None:
    """Makes the invitation and sends it as a text to forward and as a code to show or print."""
    case = find_case(exchange.connection, str(wanted.case_id))
    assert case is not None, "whoever calls has seen the case"
    token, until = new_token(), exchange.now + VALID_FOR
    hands_over = wanted.right is Right.HAND_OVER
    create_invitation(
        exchange.connection, token, wanted.role, name, case.id, exchange.now, until, exchange.person.id, hands_over
    )
    exchange.log(AuditEvent.INVITED, case=case.id, role=wanted.role.value)
    day = exchange.voice.day(until.date())
    role = exchange.voice.role(wanted.role)
    # The text to forward is read by the invited person: in her register, and about nothing but the link.
    to_her = exchange.office.voice(Register.EASY if wanted.role is Role.COACHEE else Register.STANDARD)
    her_day = to_her.day(until.date())
    bot_name = recall(exchange.connection, BOT_NAME)
    if bot_name is None:
        exchange.say("invitation_ready_without_link", role=role, case=case.pseudonym, day=day)
        passed_on = to_her.say("invitation_to_type", token=token, day=her_day)
        exchange.replies.append(Outgoing(passed_on, _ways_on(exchange, wanted)))
        return
    link = link_to(bot_name, token)
    exchange.say("invitation_ready", role=role, case=case.pseudonym, day=day)
    exchange.replies.append(Outgoing(to_her.say("invitation_to_forward", link=link, day=her_day)))
    caption = to_her.say("invitation_code", day=her_day)
    exchange.send(picture_of(link), caption, _ways_on(exchange, wanted))


def _may_still(exchange: Exchange, wanted: Wanted) -> bool:
    """Whether she may do now what she began, perhaps weeks ago."""
    if wanted.right is Right.OVERSEE:
        unled = not LEADS.intersection(roles_in_cases(exchange.connection).get(wanted.case_id, []))
        there = find_case(exchange.connection, str(wanted.case_id)) is not None
        return there and unled and exchange.may_anywhere(Right.OVERSEE)
    membership = exchange.membership(wanted.case_id)
    return membership is not None and may(membership.role, wanted.right)


def _ways_on(exchange: Exchange, wanted: Wanted) -> Rows:
    if wanted.right is Right.OVERSEE:
        return ((exchange.button("menu_aufsicht", "aufsicht"),),)
    to_case = (exchange.button("button_to_case", "fall", wanted.case_id),)
    if wanted.right is Right.HAND_OVER:
        return (to_case,)
    return ((exchange.button("button_invite_more", "einladen", wanted.case_id),), to_case)
