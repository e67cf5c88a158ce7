"""Deleting from the chat what the network still lets the bot delete. What is stored is not touched by it."""

from __future__ import annotations

from bot.exchange import Exchange
from bot.messages import Outgoing
from bot.reflecting import remind, show_open
from storage.chat_messages import chat_messages, forget_chat_messages


def clear_chat(exchange: Exchange, argument: str) -> None:
    """Deletes the messages of the last two days, then says so and shows the open question, which went with them."""
    channel, address = exchange.incoming.channel, exchange.incoming.address
    numbers = chat_messages(exchange.connection, channel, address, exchange.now)
    if not numbers:
        remind(exchange, "hint_nothing_to_clear")
        return
    forget_chat_messages(exchange.connection, channel, address)
    exchange.replies.append(Outgoing("", clears=tuple(numbers)))
    show_open(exchange, exchange.voice.say("chat_cleared"))
