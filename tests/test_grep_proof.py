"""Marked texts go in through every path of the real program and are then found nowhere in what lies on the disk."""

from __future__ import annotations

import base64
import json
import logging
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.app import App, handle_waiting, keep
from bot.logs import set_up_logging
from bot.messages import Incoming, IncomingKind
from dialogs.engine.inputs import Action
from dialogs.engine.model import Phase, Role
from storage.cases import set_frame
from storage.conversations import running_conversation
from storage.database import transaction
from storage.releases import Room, own_statements, release
from tests.bot.telegram.program import Program
from tests.bot.telegram.walking import asks, begins_visit, consents, taps
from tests.bot.telegram.watching import watching
from tests.journey import CHANNEL, Chat, Clock, add_case, add_person, join_case, open_app, said
from tests.searching import copy_database, found_in, spellings
from tests.telegram_server import TelegramServer

REGION = "Bezirk-Käuzchen"  # in the clear by design: what a search that works must find
NAMES = ("Frau Käuzin", "Frau Kauzlinde", "Frau Kauzgast")
ADDRESSES = ("adresse-kauz-1", "adresse-kauz-2", "adresse-kauz-3", "adresse-kauz-4")
TEXTS = {
    "thin": "Kauzdünn",
    "probe": "Kauznachtrag",
    "first": "Kauzfrüher",
    "changed": "Kauzgeändert",
    "discarded": "Kauzverworfen",
    "released": "Kauzfreigabe",
    "hint": "kauz07@example.org",
    "stranger": "Kauzfremd",
    "group": "Kauzgruppe",
    "waiting": "Kauzwartend",
    "unknown": "/Kauzbefehl",
}
WAIT = 20.0


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where everything lies, temporary files and logs of every level included."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    return tmp_path


@pytest.fixture
def logs(folder: Path) -> Iterator[Path]:
    """A file with everything that is logged, as `run` logs it at its loudest."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    set_up_logging("DEBUG")
    handler = logging.FileHandler(folder / "everything.log")
    root.addHandler(handler)
    yield folder / "everything.log"
    handler.close()
    root.handlers, root.level = handlers, level


def answer_in_every_way(chat: Chat) -> list[str]:
    """Answers, is asked back, changes, discards, and leaves a text undecided. Returns what was tapped."""
    chat.writes("/besuch")
    tapped = [chat.button(chat.labels()[0]).token]
    chat.taps(chat.labels()[0])
    chat.writes(TEXTS["discarded"])
    chat.writes("/abbrechen")
    chat.taps(said(chat.app, "button_discard"))
    assert chat.last.text.startswith(said(chat.app, "discarded"))
    chat.writes("/besuch")
    chat.taps(chat.labels()[0])
    for name in ("thin", "probe", "first"):
        chat.writes(TEXTS[name] if name != "first" else f"Sie hat gesagt: „{TEXTS[name]}“")
    chat.writes("/aendern")
    chat.taps(chat.labels()[1])
    for name in ("changed", "released"):
        chat.writes(f"Sie hat gesagt: „{TEXTS[name]}“")
    chat.writes(f"Bitte an {TEXTS['hint']} schreiben, hat sie gesagt")
    return tapped


def release_everything(app: App, person: int, case: int) -> int:
    with transaction(app.engine) as connection:
        statements = own_statements(connection, person, case)
        for statement in statements:
            release(connection, statement, case, Room.TEAM, app.clock())
    return len(statements)


def names_in(folder: Path) -> set[str]:
    return {file.name for file in folder.rglob("*") if file.is_file()}


def incoming(number: int, address: str, text: str, kind: IncomingKind = IncomingKind.TEXT) -> Incoming:
    return Incoming(CHANNEL, address, f"kept-{number}", kind, text)


def test_marked_texts_are_found_nowhere(folder: Path, logs: Path) -> None:
    clock = Clock()
    app = open_app(folder, clock)
    linde, gast = (add_person(app, name, address) for name, address in zip(NAMES[1:], ADDRESSES, strict=False))
    case = add_case(app, linde, "Ahorn", phase=Phase.SHAPING)
    join_case(app, case, gast, Role.INTEGRATION_SERVICE)
    with transaction(app.engine) as connection:
        set_frame(connection, case, None, None, 40, REGION)
    chat, other = Chat(app, clock, ADDRESSES[0]), Chat(app, clock, ADDRESSES[1])
    tapped = answer_in_every_way(chat)
    with transaction(app.engine) as connection:
        assert running_conversation(connection, linde) is not None
    assert release_everything(app, linde, case) >= 3
    other.writes("/einladen")
    other.taps(other.labels()[4])
    other.writes(NAMES[0])
    token = next(message.text for message in other.heard if "/start " in message.text).split("/start ")[1].split()[0]
    other.writes(f"{TEXTS['unknown']} {TEXTS['unknown']}")
    invited = Chat(app, clock, ADDRESSES[2])
    invited.writes(f"/start {token}")
    assert NAMES[0] in "".join(message.text for message in invited.heard)
    stranger = Chat(app, clock, ADDRESSES[3])
    stranger.writes(TEXTS["stranger"])
    stranger.sends(IncomingKind.GROUP, TEXTS["group"])
    begin = chat.heard[0].rows[0][0].label
    said_later = (
        (ADDRESSES[1], "/teamsicht"),
        (ADDRESSES[1], "/besuch"),
        (ADDRESSES[1], begin),
        (ADDRESSES[1], f"Und noch einmal an {TEXTS['hint']}"),  # waits for a decision
        (ADDRESSES[0], "/meine_daten"),
        (ADDRESSES[3], TEXTS["stranger"]),
    )
    keep(app, CHANNEL, [incoming(number, *each) for number, each in enumerate(said_later)])
    assert handle_waiting(app, CHANNEL, 20) == 6  # the replies lie in the outbox, documents included
    keep(app, CHANNEL, [incoming(9, ADDRESSES[0], TEXTS["waiting"]), incoming(10, ADDRESSES[3], TEXTS["stranger"])])
    with transaction(app.engine) as connection:
        kept = connection.exec_driver_sql(
            "SELECT (SELECT count(*) FROM inbox WHERE payload IS NOT NULL), "
            "(SELECT sum(length(payload)) FROM outbox WHERE payload IS NOT NULL), "
            "(SELECT count(*) FROM person WHERE awaiting IS NOT NULL), "
            "(SELECT count(*) FROM release), (SELECT count(*) FROM answer)"
        ).one()
    assert kept[0] == 2
    assert kept[1] > 5_000
    assert kept[2] == 1
    assert kept[3] >= 3
    assert kept[4] >= 5
    markers = [*NAMES, *ADDRESSES, *TEXTS.values(), token, *tapped]

    files = names_in(folder)
    assert {"nachklang.db", "nachklang.db-wal", "nachklang.db-shm", "keys.db", "keys.db-wal", logs.name} <= files
    copy_database(folder / "nachklang.db", folder / "copies")
    copy_database(folder / "nachklang-keys" / "keys.db", folder / "copies")
    assert found_in(folder, markers) == set()
    assert {name for name, _ in found_in(folder, [REGION])} == {
        "nachklang.db-wal",
        "backup of nachklang.db",
        "vacuumed nachklang.db",
    }
    app.close()
    assert found_in(folder, markers) == set()
    assert ("nachklang.db", REGION) in found_in(folder, [REGION])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "json", "base64"])
def test_the_search_finds_a_marker_in_every_spelling(tmp_path: Path, encoding: str) -> None:
    marker = TEXTS["changed"]
    for before in ("", "x", "xy", "xyz"):
        text = f"{before}{marker} und mehr"
        content = {
            "json": json.dumps(text).encode(),
            "base64": base64.b64encode(text.encode()),
        }.get(encoding) or text.encode(encoding if encoding.startswith("utf") else "utf-8")
        (tmp_path / "file").write_bytes(b"\x00\x01" * 3 + content)
        assert found_in(tmp_path, [marker]) == {("file", marker)}, (encoding, before)
    assert all(len(spelling) > 8 for spelling in spellings(marker))


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as running:
        yield running


async def test_marked_texts_of_the_running_bot_are_found_nowhere_after_a_crash(
    folder: Path, server: TelegramServer
) -> None:
    program = Program(server, folder, TMPDIR=str(folder / "temporary"))
    try:
        await program.serves()
        person = server.person("Kauzvorname", id=5_987_654_321, username="kauz_nutzer")
        person.writes(f"/start {program.invite(NAMES[0])}")
        await person.hears(NAMES[0], WAIT)
        await consents(person, WAIT)
        taps(person, await begins_visit(person), Action.CHOOSE)
        await person.hears(asks)
        person.writes(f"Sie hat gesagt: „{TEXTS['first']}“")
        await person.hears(asks)
        server.faults.too_many_requests(600, method="sendMessage", times=9)
        stranger = server.person("Kauzfremde", id=5_987_654_322)
        with watching(server, "sendMessage") as sends:
            person.writes(f"Sie hat gesagt: „{TEXTS['changed']}“")  # the reply stays in the outbox
            stranger.writes(TEXTS["stranger"])
            await sends.reaches(2)
        await program.stops(signal.SIGKILL)
        markers = ["Kauzvorname", "kauz_nutzer", "598765432", "Kauzfremde", NAMES[0], *TEXTS.values()]
        assert {"nachklang.db-wal", "keys.db-wal"} <= names_in(folder)
        copy_database(folder / "nachklang.db", folder / "copies")
        assert found_in(folder, markers) == set()
        assert found_in(folder, ["started bot_id", "nach_dem_besuch"]) != set()
    finally:
        await program.closes()
