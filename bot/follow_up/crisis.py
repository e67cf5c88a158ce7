"""Words that may point to a crisis: a fixed text with phone numbers. Nobody is told; the person decides herself."""

from __future__ import annotations

from bot.exchange import Exchange
from bot.follow_up.circumstances import responsible_for
from bot.follow_up.helping import help_row, role_of
from bot.messages import IncomingKind, Outgoing
from bot.rights import Right, may
from dialogs.engine.crisis import points_to_crisis


def mind_crisis(exchange: Exchange) -> None:
    """After everything else was said: phone numbers and whom to call, if a coachee wrote one of the listed words.

    What she wrote is kept as usual, and the question that is open stays open.
    """
    incoming = exchange.incoming
    if incoming.kind is not IncomingKind.TEXT:
        return
    if not points_to_crisis(incoming.text, exchange.content.catalogue.crisis):
        return
    hers = [found for found in exchange.memberships() if may(found.role, Right.CALL_FOR_HELP)]
    if not hers:
        return
    voice, case_id = exchange.voice, hers[-1].case.id
    responsible = responsible_for(exchange.connection, case_id)
    if responsible is None:
        text = voice.say("crisis")
    else:
        role = voice.role(role_of(exchange.connection, responsible, case_id))
        text = f"{voice.say('crisis')}\n\n{voice.say('crisis_responsible', role=role)}"
    rows = help_row(voice, case_id if len(hers) == 1 else None)
    exchange.replies.append(Outgoing(text, rows))
