"""The local Bot API server of a measurement, with the people on it. A process of its own: `python -m ...server`.

Reads one JSON line with the load, then prints its port, `begin` when everybody is in, and the result as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from functools import partial
from typing import Any

from tests.benchmark.http import Connection
from tests.benchmark.load import Load
from tests.benchmark.people import Player, Raw

BOT = {"id": 123456, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
PROFILE = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
STALLED_SECONDS = 30.0


class Network:
    """Holds updates until they are confirmed, delays each answer by `delay`, and plays the people."""

    def __init__(self, load: Load, first_texts: list[str]) -> None:
        self.players = [Player(number, load, text) for number, text in enumerate(first_texts)]
        self._by_chat = {player.user["id"]: player for player in self.players}
        self._load = load
        self._pending: dict[int, Raw] = {}
        self._ids = 0
        self._new = asyncio.Event()
        self._writing: set[int] = set()
        self._waiting = {player.number for player in self.players}
        self._ready: list[tuple[Player, Raw]] = []
        self._begun = False
        self._all_in, self._all_done = asyncio.Event(), asyncio.Event()

    async def answer(self, method: str, fields: dict[str, str]) -> bytes:
        result = await getattr(self, f"_{method}", self._agree)(fields)
        return json.dumps({"ok": True, "result": result}, ensure_ascii=False, separators=(",", ":")).encode()

    async def measure(self) -> float:
        """Lets everybody in, then has them answer until they are through. Returns the seconds that took."""
        await asyncio.wait_for(self._all_in.wait(), STALLED_SECONDS)
        print("begin", flush=True)
        await asyncio.sleep(0)
        self._waiting = {player.number for player in self.players}
        begun_at, self._begun = time.perf_counter(), True
        for player, message in self._ready:
            player.measured = True
            self._put(player.reacts(message))
        try:
            await asyncio.wait_for(self._all_done.wait(), self._load.seconds)
        except TimeoutError:
            self._begun = False
        return time.perf_counter() - begun_at

    async def _agree(self, fields: dict[str, str]) -> Any:
        await asyncio.sleep(self._load.delay)
        return True

    async def _getMe(self, fields: dict[str, str]) -> Any:  # noqa: N802
        return BOT | PROFILE

    async def _getUpdates(self, fields: dict[str, str]) -> Any:  # noqa: N802
        offset = int(fields.get("offset", 0))
        for confirmed in [number for number in self._pending if number < offset]:
            del self._pending[confirmed]
        if not self._ids:
            for player in self.players:
                self._put(player.begin())
        if not self._pending:
            self._new.clear()
            try:
                await asyncio.wait_for(self._new.wait(), float(fields.get("timeout", 0)))
            except TimeoutError:
                return []
        await asyncio.sleep(self._load.delay)
        return list(self._pending.values())[: int(fields.get("limit", 100))]

    async def _sendMessage(self, fields: dict[str, str]) -> Any:  # noqa: N802
        player = self._by_chat[int(fields["chat_id"])]
        async with _Alone(self, player):
            await asyncio.sleep(self._load.delay)
        message = {"message_id": self._number(), "from": BOT, "chat": player.chat, "date": int(time.time())}
        message["text"] = fields["text"]
        if "reply_markup" in fields:
            message["reply_markup"] = json.loads(fields["reply_markup"])
        if player.hears(message):
            self._go_on(player, message)
        return message

    async def _editMessageText(self, fields: dict[str, str]) -> Any:  # noqa: N802
        player = self._by_chat[int(fields["chat_id"])]
        async with _Alone(self, player):
            await asyncio.sleep(self._load.delay)
        message = {"message_id": int(fields["message_id"]), "from": BOT, "chat": player.chat, "date": 1}
        return message | {"edit_date": int(time.time()), "text": fields.get("text", "")}

    _editMessageReplyMarkup = _editMessageText  # noqa: N815

    def _go_on(self, player: Player, message: Raw) -> None:
        if self._begun and not player.done:
            self._put(player.reacts(message))
            return
        if not player.measured:
            self._ready.append((player, message))
        self._waiting.discard(player.number)
        if not self._waiting:
            (self._all_done if player.measured else self._all_in).set()

    def _put(self, update: Raw) -> None:
        number = self._number()
        for kind, content in update.items():
            content["id" if kind == "callback_query" else "message_id"] = (
                str(number) if kind == "callback_query" else number
            )
        self._pending[number] = {"update_id": number, **update}
        self._new.set()

    def _number(self) -> int:
        self._ids += 1
        return self._ids


class _Alone:
    """Notes it when two messages to the same person are under way at once: their order would be luck."""

    def __init__(self, network: Network, player: Player) -> None:
        self._writing, self._player = network._writing, player

    async def __aenter__(self) -> None:
        if self._player.number in self._writing:
            self._player.disorder.append("two messages at the same time")
        self._writing.add(self._player.number)

    async def __aexit__(self, *_: object) -> None:
        self._writing.discard(self._player.number)


async def main() -> None:
    given = json.loads(sys.stdin.readline())
    network = Network(Load(**given["load"]), given["first_texts"])
    server = await asyncio.get_running_loop().create_server(partial(Connection, network.answer), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    seconds = await network.measure()
    players = network.players
    waits = sorted(wait for player in players for wait in player.waits)
    result = {
        "seconds": seconds,
        "answers": sum(player.answers for player in players),
        "inputs": sum(player.inputs for player in players),
        "through": sum(player.done for player in players),
        "waits": waits,
        "typed": [player.typed for player in players],
        "disorder": [problem for player in players for problem in player.disorder],
    }
    print(json.dumps(result), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
