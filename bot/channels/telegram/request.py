"""python-telegram-bot's requests over aiohttp: faster than its own client, and precise about what went wrong.

Whether a message may be sent again depends on whether it can have arrived. The errors here say so.
"""

from __future__ import annotations

import io
import json
from types import TracebackType
from typing import Any
from urllib.parse import urlencode

import aiohttp
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, RequestData

READ_SECONDS = 30.0
UPLOAD_SECONDS = 120.0
CONNECT_SECONDS = 10.0
MOST_CONNECTIONS = 256
IDLE_SECONDS = 10.0
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class NotSentError(NetworkError):
    """The request never reached the server."""


class ServerFaultError(NetworkError):
    """The server answered that it failed (5xx with a proper answer), so nothing was accepted."""


class TooLargeError(NetworkError):
    """The server refused the request for its size (413) and always will."""


class OutcomeUnknownError(NetworkError):
    """The request was sent, but no usable answer came back."""


class AiohttpRequest(BaseRequest):
    """A request class for `telegram.Bot`, file uploads included."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return READ_SECONDS

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=MOST_CONNECTIONS, keepalive_timeout=IDLE_SECONDS)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.shutdown()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body of the answer.

        Raises NotSentError, ServerFaultError, TooLargeError, OutcomeUnknownError or TimedOut.
        """
        if self._session is None:
            raise RuntimeError("the request was used before it was initialized")
        seconds = read_timeout if isinstance(read_timeout, int | float) else READ_SECONDS
        timeout = aiohttp.ClientTimeout(
            total=_longest(request_data), connect=CONNECT_SECONDS, sock_connect=CONNECT_SECONDS, sock_read=seconds
        )
        try:
            body, headers = _body(request_data)
            async with self._session.request(method, url, data=body, headers=headers, timeout=timeout) as response:
                answer = await response.read()
                status = response.status
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSentError(type(error).__name__) from None
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise OutcomeUnknownError(type(error).__name__) from None
        if status == 413:
            raise TooLargeError(f"status {status}")
        if status >= 500:
            raise (ServerFaultError if _is_answer(answer) else OutcomeUnknownError)(f"status {status}")
        return status, answer


def seconds_to_wait(error: RetryAfter) -> float:
    """How long Telegram asked to wait."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int | float) else wait.total_seconds()


def _longest(data: RequestData | None) -> float | None:
    """The end of patience with an upload: a network that stops taking bytes lets no other time run."""
    return UPLOAD_SECONDS if data is not None and data.contains_files else None


def _body(data: RequestData | None) -> tuple[aiohttp.FormData | bytes | None, dict[str, str]]:
    """The body and its headers. Encoded here unless there are files: aiohttp's form is slow without them."""
    if data is None:
        return None, {}
    if not data.contains_files:
        return urlencode(data.json_parameters).encode(), _FORM
    # Telegram takes names of files as they come, in UTF-8, and undoes no quoting.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime_type) in (data.multipart_data or {}).items():
        file = io.BytesIO(content) if isinstance(content, bytes) else content  # large bytes would hold up everybody
        form.add_field(name, file, filename=filename, content_type=mime_type)
    return form, {}


def _is_answer(body: bytes) -> bool:
    try:
        return json.loads(body).get("ok") is False
    except (ValueError, AttributeError):
        return False
