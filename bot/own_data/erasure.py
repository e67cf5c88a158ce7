"""Erasing oneself: a preview of what goes and what stays and why, one button that says what it does, and a goodbye."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.exchange import Exchange
from bot.messages import Outgoing
from bot.reflecting import show_open
from bot.rights import LEADS
from dialogs.engine.model import Phase
from storage.erasing import erase_person, preview_person
from storage.members import members_of

ASKED_FOR = timedelta(hours=1)
"""How long the button that erases means yes; a tap on an old one shows the preview anew."""


def preview_erasure(exchange: Exchange, argument: str) -> None:
    """Says in three short messages what goes, what stays, and what cannot be undone."""
    voice = exchange.voice
    going = preview_person(exchange.connection, exchange.person.id)
    lines = []
    if going.conversations:
        lines.append(voice.say("erasure_answers", count=going.conversations, answers=going.answers))
    else:
        lines.append(voice.say("erasure_without_answers"))
    if going.releases:
        lines.append(voice.say("erasure_releases", count=going.releases))
    exchange.say("erasure_goes", lines="\n".join(lines))
    exchange.say("erasure_stays", contact=exchange.office.contact or voice.say("contact_unnamed"))
    alone = left_without_lead(exchange)
    warning = [voice.say("erasure_leaves_alone", cases=", ".join(alone), count=len(alone))] if alone else []
    asked = str(int(exchange.now.timestamp()))
    rows = (
        (exchange.button("button_erase_for_good", "endgueltig_loeschen", asked),),
        (exchange.button("button_data_before_erasing", "meine_daten"),),
        (exchange.button("button_erase_nothing", "nicht_loeschen"),),
    )
    exchange.replies.append(Outgoing("\n\n".join([*warning, voice.say("erasure_sure")]), rows))


def erase_me(exchange: Exchange, argument: str) -> None:
    """Erases the person who asks. The goodbye is queued under the new post key and is all that is left on its way."""
    if not _asked_lately(exchange, argument):
        preview_erasure(exchange, "")
        return
    erase_person(exchange.connection, exchange.person.id, exchange.now, actor=exchange.person.id)
    exchange.replies.clear()  # whatever was to be said before speaks of what is gone
    exchange.say("erased")


def erase_nothing(exchange: Exchange, argument: str) -> None:
    """The second thought: nothing happens, and what was open goes on."""
    show_open(exchange, exchange.voice.say("erasure_stopped"))


def left_without_lead(exchange: Exchange) -> list[str]:
    """The open cases that nobody would lead without this person."""
    return [
        found.case.pseudonym
        for found in exchange.memberships()
        if found.role in LEADS
        and found.case.phase is not Phase.CLOSED
        and not any(
            member.role in LEADS and member.person_id != exchange.person.id
            for member in members_of(exchange.connection, found.case.id)
        )
    ]


def _asked_lately(exchange: Exchange, argument: str) -> bool:
    if not argument.isdecimal() or len(argument) > 11:
        return False
    asked_at = datetime.fromtimestamp(int(argument), UTC)
    return timedelta(0) <= exchange.now - asked_at <= ASKED_FOR
