"""What somebody has consented to and since when, with the ways to take it back, to see everything, or to erase it."""

from __future__ import annotations

from bot.exchange import Exchange
from bot.rights import Right
from storage.cases import find_case
from storage.consents import Consent, consents_of


def data_protection(exchange: Exchange, argument: str) -> None:
    """What is in force in plain words; each way on is one tap."""
    given = consents_in_force(exchange)
    rows = []
    if given:
        rows.append((exchange.button("button_withdraw", "widerrufen"),))
    if exchange.may_anywhere(Right.ANSWER):
        rows.append((exchange.button("button_information", "einwilligung"),))
    rows.append((exchange.button("button_my_data", "meine_daten"),))
    rows.append((exchange.button("button_erase_me", "loeschen"),))
    ways = (*rows, *exchange.clearing())
    if given:
        exchange.say("data_protection", ways, consents="\n".join(_line(exchange, consent) for consent in given))
    else:
        exchange.say("data_protection_without", ways)


def consents_in_force(exchange: Exchange) -> list[Consent]:
    """What holds now: of each scope (a case, all cases, the time after the end) the newest decision, if it is a yes."""
    given = consents_of(exchange.connection, exchange.person.id)
    newest = {(consent.case_id, consent.is_about_follow_up): consent for consent in given}
    return [consent for consent in newest.values() if consent.in_force(exchange.today)]


def _line(exchange: Exchange, consent: Consent) -> str:
    voice = exchange.voice
    case = None if consent.case_id is None else find_case(exchange.connection, str(consent.case_id))
    about = voice.say("consent_about_all") if case is None else voice.say("consent_about_case", case=case.pseudonym)
    assert consent.given_at is not None, "only consents in force are shown"
    day = voice.day(consent.given_at.astimezone(exchange.now.tzinfo).date())
    return voice.say("consent_line", about=about, day=day, purpose=consent.terms.purpose)
