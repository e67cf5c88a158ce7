"""Documents and pictures through the sender and real HTTP: what arrives, and what is said when it does not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from bot.channels.results import Result, Sending
from bot.channels.telegram.sending import TelegramSender
from bot.messages import Attachment, Button, Outgoing
from tests.bot.telegram.posting import sender_to
from tests.telegram_server import Fault, Person, TelegramServer

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)
PICTURE = Outgoing("Ihr Code", attachment=Attachment("einladung.png", "image/png", PNG))
DOCUMENT = Outgoing("Alles über Sie", attachment=Attachment("Ölbaum-Daten.txt", "text/markdown", b"<h1>Daten</h1>"))


@pytest.fixture
async def sender(server: TelegramServer) -> AsyncIterator[TelegramSender]:
    async with sender_to(server.url, server.token) as connected:
        yield connected


@pytest.fixture
def ahorn(server: TelegramServer) -> Person:
    return server.person("Ahorn")


def the_id(person: Person) -> str:
    return str(person.messages[-1].message_id)


async def test_a_text_tells_its_id(sender: TelegramSender, ahorn: Person) -> None:
    result = await sender.send(str(ahorn.id), Outgoing("Guten Tag"))
    assert result == Result(Sending.SENT, message=the_id(ahorn))


async def test_an_edit_is_no_new_message(sender: TelegramSender, ahorn: Person) -> None:
    await sender.send(str(ahorn.id), Outgoing("Guten Tag"))
    assert await sender.send(str(ahorn.id), Outgoing("Auf Wiedersehen", edits=the_id(ahorn))) == Result(Sending.SENT)


async def test_a_picture_is_shown_with_its_caption_and_buttons(
    sender: TelegramSender, server: TelegramServer, ahorn: Person
) -> None:
    rows = ((Button("Weiter", "m.hilfe", command="hilfe"),),)
    result = await sender.send(str(ahorn.id), Outgoing(PICTURE.text, rows, attachment=PICTURE.attachment))
    (message,) = ahorn.messages
    assert "photo" in message.raw
    assert (message.text, message.labels, server.content(message)) == ("Ihr Code", ["Weiter"], PNG)
    assert result == Result(Sending.SENT, message=the_id(ahorn))


@pytest.mark.parametrize(("height", "sent_as"), [(2_700, "photo"), (2_701, "document")])
async def test_a_very_tall_picture_is_sent_as_a_document(
    sender: TelegramSender, ahorn: Person, height: int, sent_as: str
) -> None:
    size = (1_080).to_bytes(4) + height.to_bytes(4)
    picture = Attachment("verlauf.png", "image/png", PNG[:8] + bytes(8) + size + bytes(50))
    await sender.send(str(ahorn.id), Outgoing("Verlauf", attachment=picture))
    assert sent_as in ahorn.messages[-1].raw


async def test_a_document_keeps_its_name_type_and_bytes(
    sender: TelegramSender, server: TelegramServer, ahorn: Person
) -> None:
    result = await sender.send(str(ahorn.id), DOCUMENT)
    (message,) = ahorn.messages
    assert message.raw["document"]["file_name"] == "Ölbaum-Daten.txt"
    assert message.raw["document"]["mime_type"] == "text/markdown"
    assert (message.text, server.content(message)) == ("Alles über Sie", b"<h1>Daten</h1>")
    assert result == Result(Sending.SENT, message=the_id(ahorn))


async def test_a_large_document_without_a_caption(
    sender: TelegramSender, server: TelegramServer, ahorn: Person
) -> None:
    content = bytes(range(256)) * 12_000
    await sender.send(str(ahorn.id), Outgoing("", attachment=Attachment("bericht.docx", DOCX, content)))
    (message,) = ahorn.messages
    assert (message.text, server.content(message)) == ("", content)


FAULTS: list[tuple[str, Callable[[TelegramServer], Fault], Result, int]] = [
    ("slowed down", lambda server: server.faults.too_many_requests(7), Result(Sending.NOT_SENT, 7.0), 0),
    ("server fails", lambda server: server.faults.server_error(), Result(Sending.NOT_SENT), 0),
    ("blocked", lambda server: server.faults.forbidden(), Result(Sending.BLOCKED), 0),
    ("too large", lambda server: server.faults.error(413, "Request Entity Too Large"), Result(Sending.IMPOSSIBLE), 0),
    ("too large for a proxy", lambda server: server.faults.entity_too_large(), Result(Sending.IMPOSSIBLE), 0),
    (
        "no picture",
        lambda server: server.faults.error(400, "Bad Request: IMAGE_PROCESS_FAILED"),
        Result(Sending.IMPOSSIBLE),
        0,
    ),
    ("proxy fails", lambda server: server.faults.bad_gateway(), Result(Sending.UNCERTAIN), 0),
    ("gone before", lambda server: server.faults.drop_before(), Result(Sending.UNCERTAIN), 0),
    ("gone after", lambda server: server.faults.drop_after(), Result(Sending.UNCERTAIN), 1),
]


@pytest.mark.parametrize("outgoing", [PICTURE, DOCUMENT], ids=["picture", "document"])
@pytest.mark.parametrize(("fault", "expected", "arrived"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
async def test_what_went_wrong_is_said_truthfully(
    sender: TelegramSender,
    server: TelegramServer,
    ahorn: Person,
    outgoing: Outgoing,
    fault: Callable[[TelegramServer], Fault],
    expected: Result,
    arrived: int,
) -> None:
    used = fault(server)
    assert await sender.send(str(ahorn.id), outgoing) == expected
    assert (used.used, len(ahorn.messages)) == (1, arrived)


async def test_after_a_failure_the_same_attachment_can_be_sent_again(
    sender: TelegramSender, server: TelegramServer, ahorn: Person
) -> None:
    server.faults.server_error()
    await sender.send(str(ahorn.id), DOCUMENT)
    assert (await sender.send(str(ahorn.id), DOCUMENT)).sending is Sending.SENT
    assert [server.content(message) for message in ahorn.messages] == [b"<h1>Daten</h1>"]


async def test_nobody_listens(server: TelegramServer, sender: TelegramSender, ahorn: Person) -> None:
    await server.__aexit__()
    assert await sender.send(str(ahorn.id), PICTURE) == Result(Sending.NOT_SENT)


async def test_a_network_that_stops_taking_bytes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.telegram.request.UPLOAD_SECONDS", 0.3)
    ended = asyncio.Event()

    async def never_read(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await ended.wait()
        writer.close()

    listening = await asyncio.start_server(never_read, "127.0.0.1", 0, limit=1024)
    host, port = listening.sockets[0].getsockname()
    huge = Outgoing("", attachment=Attachment("bericht.docx", DOCX, bytes(30_000_000)))
    async with sender_to(f"http://{host}:{port}") as sender:
        result = await asyncio.wait_for(sender.send("7", huge), 20)
    ended.set()
    listening.close()
    await listening.wait_closed()
    assert result == Result(Sending.UNCERTAIN)
