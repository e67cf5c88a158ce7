"""The commands that lead into reflections and on in them."""

from __future__ import annotations

from bot.choosing import begin_kind, begin_or_ask, offer_topics, review_of
from bot.exchange import Exchange
from bot.messages import Button
from bot.reflecting import remind, resume, start
from bot.tokens import MenuToken
from dialogs.engine.model import TOPIC_PHASES, Dialog, DialogKind, Phase
from storage.conversations import Conversation, paused_conversations, running_conversation
from storage.members import Membership


def visit(exchange: Exchange, membership: Membership, rest: str) -> None:
    begin_kind(exchange, membership, DialogKind.VISIT)


def topics(exchange: Exchange, membership: Membership, rest: str) -> None:
    """The topics of the case's phase, or of the phase that is named."""
    if not rest:
        offer_topics(exchange, membership)
    elif rest in list(TOPIC_PHASES):
        offer_topics(exchange, membership, Phase(rest))
    else:
        remind(exchange, "hint_old_button")


def topic(exchange: Exchange, membership: Membership, rest: str) -> None:
    dialog = _dialog_for(exchange, membership, rest)
    if dialog is not None:
        begin_or_ask(exchange, dialog, membership)


def begin_anew(exchange: Exchange, membership: Membership, rest: str) -> None:
    dialog = _dialog_for(exchange, membership, rest)
    if dialog is not None:
        start(exchange, dialog, membership, review_id=review_of(exchange, dialog, membership))


def go_on(exchange: Exchange, argument: str) -> None:
    resting = paused_conversations(exchange.connection, exchange.person.id)
    named = next((found for found in resting if str(found.id) == argument), None)
    running = running_conversation(exchange.connection, exchange.person.id)
    if named is not None:
        resume(exchange, named)
    elif running is not None:
        resume(exchange, running)
    elif len(resting) == 1:
        resume(exchange, resting[0])
    elif resting:
        buttons = [_resting_button(exchange, found) for found in resting[:8]]
        exchange.say("which_to_resume", tuple((button,) for button in buttons))
    else:
        exchange.menu(exchange.voice.say("nothing_resting"))


def _resting_button(exchange: Exchange, conversation: Conversation) -> Button:
    dialog = exchange.content.version(conversation.content_hash)
    label = f"{dialog.title[exchange.voice.register]} · {conversation.case_pseudonym}"
    return Button(label, str(MenuToken("weiter", str(conversation.id))), answer=True)


def _dialog_for(exchange: Exchange, membership: Membership, dialog_id: str) -> Dialog | None:
    dialog = exchange.content.dialog(dialog_id)
    if dialog is None or membership.role not in dialog.roles:
        remind(exchange, "hint_old_button")
        return None
    return dialog
