"""A local Telegram Bot API server over real HTTP, with simulated people, strict limits and faults.

Start with `TelegramServer`; nothing here is part of the product.
"""

from tests.telegram_server.calls import Call
from tests.telegram_server.faults import Fault
from tests.telegram_server.groups import Group
from tests.telegram_server.messages import Button, ChatMessage, Edit
from tests.telegram_server.people import Person
from tests.telegram_server.server import TelegramServer

__all__ = ["Button", "Call", "ChatMessage", "Edit", "Fault", "Group", "Person", "TelegramServer"]
