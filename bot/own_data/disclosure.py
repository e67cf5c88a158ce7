"""Everything about oneself as two documents: one to read and print, one for other programs."""

from __future__ import annotations

import json

from bot.exchange import Exchange
from bot.messages import Attachment
from bot.own_data.page import Wording, page
from storage.audit import AuditEvent
from storage.own_data import own_data

PAGE, JSON = "meine-daten.html", "meine-daten.json"


def my_data(exchange: Exchange, argument: str) -> None:
    """Sends both documents. That they were handed out is in the log, and so in the documents."""
    exchange.log(AuditEvent.EXPORTED)
    data = own_data(exchange.connection, exchange.person.id, exchange.now)
    titles = {
        dialog_id: dialog.title[exchange.person.register]
        for dialog_id, dialog in exchange.content.catalogue.dialogs.items()
    }
    wording = Wording(exchange.voice, titles, exchange.now, exchange.office.organisation, exchange.office.contact)
    exchange.send(Attachment(PAGE, "text/html", page(data, wording)), exchange.voice.say("my_data_page"))
    # Half an emoji, as phones send it now and then, is no UTF-8; escaped it is good JSON.
    written = json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace")
    exchange.send(Attachment(JSON, "application/json", written), exchange.voice.say("my_data_json"))
