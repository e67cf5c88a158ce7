"""The commands around everything: greeting, help, language, more."""

from __future__ import annotations

from bot.consenting import ask_consent, has_consent
from bot.exchange import Exchange
from bot.messages import Button
from bot.reflecting import show_open
from bot.rights import Right, may
from bot.tokens import MenuToken
from dialogs.engine.model import DialogKind, Register
from storage.conversations import running_conversation
from storage.people import set_register


def language(exchange: Exchange, argument: str) -> None:
    if argument in list(Register):
        register = Register(argument)
        set_register(exchange.connection, exchange.person.id, register)
        exchange.speak(register)
        show_open(exchange, exchange.voice.say("register_chosen"))
        return
    voice = exchange.voice
    buttons = [Button(voice.say(f"register_{name}"), str(MenuToken("sprache", name)), answer=True) for name in Register]
    exchange.say("register_offered", tuple((button,) for button in buttons))


def more(exchange: Exchange, argument: str) -> None:
    voice = exchange.voice
    names = ("aendern", "sprache", "hilfe", "themen", "abbrechen")
    offers = [Button(voice.say(f"menu_{name}"), str(MenuToken(name)), answer=True, command=name) for name in names]
    if running_conversation(exchange.connection, exchange.person.id) is not None:
        offers.append(Button(voice.say("button_to_the_question"), str(MenuToken("frage")), answer=True))
    exchange.say("more", (*exchange.calling_for_help(), *((offer,) for offer in offers)))


def give_help(exchange: Exchange, argument: str) -> None:
    exchange.say("help", exchange.calling_for_help())
    show_open(exchange, exchange.voice.say("help_goes_on"))


def greet(exchange: Exchange, argument: str) -> None:
    """Says hello and offers the ways on; to somebody who was not informed yet, the information comes first."""
    without = next((found for found in exchange.memberships() if not has_consent(exchange, found)), None)
    if without is not None and may(without.role, Right.ANSWER):
        visits = exchange.content.of_kind(DialogKind.VISIT, without.role)
        ask_consent(exchange, without, "besuch-" if visits else "")
        return
    exchange.menu(exchange.voice.say("greeting", name=exchange.person.name))


def back_to_question(exchange: Exchange, argument: str) -> None:
    show_open(exchange, exchange.voice.say("help_goes_on"))
