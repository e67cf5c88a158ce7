"""As little HTTP as a load generator needs: one request at a time on each connection, so that it is no brake."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

Answer = Callable[[str, dict[str, str]], Awaitable[bytes]]


class Connection(asyncio.Protocol):
    """Reads POST requests with form fields and hands them to `answer` with the method they call."""

    def __init__(self, answer: Answer) -> None:
        self._answer, self._buffer = answer, b""
        self._under_way: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, separator, rest = self._buffer.partition(b"\r\n\r\n")
        if not separator:
            return
        first, *headers = head.decode("latin-1").split("\r\n")
        length = next((int(line[15:]) for line in headers if line.lower().startswith("content-length:")), 0)
        if len(rest) < length:
            return
        body, self._buffer = rest[:length], rest[length:]
        method = first.split(" ")[1].rpartition("/")[2]
        self._under_way = asyncio.create_task(self._respond(method, dict(parse_qsl(body.decode()))))

    async def _respond(self, method: str, fields: dict[str, str]) -> None:
        body = await self._answer(method, fields)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        if not self._transport.is_closing():
            self._transport.write(head.encode() + body)
