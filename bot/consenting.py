"""Information before the first question, consent or refusal with one tap, and taking it back just as easily."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from bot.exchange import Exchange
from bot.messages import Outgoing
from bot.rights import PROFESSIONALS
from dialogs.engine.model import Register, Role
from storage.audit import AuditEvent
from storage.consents import Terms, newest_consent, record_consent, withdraw_consents
from storage.conversations import rest_all
from storage.follow_ups import Outcome, close_check_ins_of
from storage.members import Membership
from storage.outbox import give_up_all
from storage.people import addresses_of, set_register

# Which information somebody gets. Professionals consent once for all their cases, everybody else for each case.
INFORMED_AS = {
    Role.JOB_COACH: "fachkraft",
    Role.INTEGRATION_SERVICE: "fachkraft",
    Role.REPRESENTATIVE: "fachkraft",
    Role.FUNDING_BODY: "leistungstraeger",
    Role.COACHEE: "coachee",
    Role.EMPLOYER: "betrieb",
    Role.COLLEAGUES: "betrieb",
}


def has_consent(exchange: Exchange, membership: Membership) -> bool:
    """Whether the person may be asked questions about this case; what a professional said holds for professionals."""
    general = membership.role in PROFESSIONALS
    newest = newest_consent(exchange.connection, exchange.person.id, membership.case.id, general=general)
    return newest is not None and newest.in_force(exchange.today)


def ask_consent(exchange: Exchange, membership: Membership, wanted: str = "") -> None:
    """Says what happens with the data, in three short messages, and asks for a yes or a no.

    `wanted` is the command that goes on after a yes, with its argument after a hyphen.
    """
    mark = f"{membership.case.id}-{wanted}"
    agree = exchange.button("button_consent", "einverstanden", mark)
    rows = (
        (replace(agree, command="einverstanden"),),  # the command makes it what Enter means in the terminal
        (exchange.button("button_refuse", "nicht_einverstanden", mark),),
        (exchange.button("button_other_words", "andere_worte", mark),),
    )
    parts = information(exchange, membership.role)
    exchange.replies += [Outgoing(part) for part in parts]
    exchange.say("consent_asked", rows, case=membership.case.pseudonym)


def information(exchange: Exchange, role: Role) -> tuple[str, str]:
    """What Art. 13 GDPR asks to be told, for a role: who and why, and what the person can do."""
    voice, office = exchange.voice, exchange.office
    informed_as = INFORMED_AS[role]
    first = voice.say(
        "information",
        organisation=office.organisation or voice.say("organisation_unnamed"),
        data=voice.say(f"consent_data_{informed_as}"),
        purpose=voice.say(f"consent_purpose_{informed_as}"),
        recipients=voice.say(f"consent_recipients_{informed_as}"),
    )
    contact = office.contact or voice.say("contact_unnamed")
    second = voice.say("information_rights", months=office.periods.private_months, contact=contact)
    return first, second


def give_consent(exchange: Exchange, membership: Membership, wanted: str) -> None:
    """Keeps the yes. What was wanted before the question goes on, see `bot.commands`; else the menu comes."""
    if not has_consent(exchange, membership):
        _record(exchange, membership, given=True)
        exchange.log(AuditEvent.CONSENT_GIVEN, case=membership.case.id)
    if not wanted:
        exchange.menu(exchange.voice.say("consent_given"))


def refuse_consent(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Keeps the no. Nobody is told, and nothing else changes."""
    if has_consent(exchange, membership):
        withdraw(exchange, "")
        return
    _record(exchange, membership, given=False)
    exchange.log(AuditEvent.CONSENT_REFUSED, case=membership.case.id)
    exchange.say("consent_refused", ((exchange.button("button_change_mind", "einwilligung", membership.case.id),),))


def ask_again(exchange: Exchange, membership: Membership, rest: str) -> None:
    """The information once more, with the question."""
    ask_consent(exchange, membership, rest)


def in_other_words(exchange: Exchange, membership: Membership, rest: str) -> None:
    """The information and the question in the other register, which stays from now on."""
    other = Register.STANDARD if exchange.person.register is Register.EASY else Register.EASY
    set_register(exchange.connection, exchange.person.id, other)
    exchange.speak(other)
    ask_consent(exchange, membership, rest)


def withdraw(exchange: Exchange, argument: str) -> None:
    """Takes back everything the person consented to; what runs rests, what was to be sent is dropped."""
    exchange.await_text(None)
    for channel, address in addresses_of(exchange.connection, exchange.person.id):
        give_up_all(exchange.connection, channel, address, exchange.now)
    rest_all(exchange.connection, exchange.person.id, exchange.now)
    close_check_ins_of(exchange.connection, exchange.person.id, Outcome.WITHDRAWN, exchange.now)
    if withdraw_consents(exchange.connection, exchange.person.id, exchange.now):
        exchange.log(AuditEvent.CONSENT_WITHDRAWN)
    rows = (
        (exchange.button("button_change_mind", "einwilligung"),),
        (exchange.button("button_erase_me", "loeschen"),),
    )
    exchange.say("consent_withdrawn", rows)


def _record(exchange: Exchange, membership: Membership, *, given: bool) -> None:
    voice, informed_as = exchange.voice, INFORMED_AS[membership.role]
    shown = "\n".join(information(exchange, membership.role))
    terms = Terms(
        data=voice.say(f"consent_data_{informed_as}"),
        recipients=voice.say(f"consent_recipients_{informed_as}"),
        purpose=voice.say(f"consent_purpose_{informed_as}"),
        version=sha256(shown.encode()).hexdigest()[:16],
    )
    case_id = None if membership.role in PROFESSIONALS else membership.case.id
    record_consent(
        exchange.connection, exchange.person.id, case_id, terms, exchange.incoming.channel, given, exchange.now
    )
