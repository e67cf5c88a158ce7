"""Faults that tests inject: what Telegram and the network do to a request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict, Unpack

from tests.telegram_server.calls import Call
from tests.telegram_server.errors import ApiError, too_many_requests

_PAGE = "<html>\r\n<head><title>{}</title></head>\r\n<body>nginx</body>\r\n</html>\r\n"


class Match(TypedDict, total=False):
    """Which calls a fault meets: all that is given must fit.

    Without a method everything but getUpdates; `times` None means until `clear`; default once.
    """

    method: str | None
    chat_id: int | None
    times: int | None
    when: Callable[[Call], bool] | None


@dataclass(slots=True, eq=False)
class Fault:
    """What happens: an error instead of an answer, a page, a lost connection, or a delay."""

    match: Match
    error: ApiError | None = None
    page: str | None = None
    page_status: int = 502
    drop_before: bool = False
    drop_after: bool = False
    delay: float = 0.0
    used: int = 0

    @property
    def before(self) -> bool:
        """Whether the request never reaches the method."""
        return self.drop_before or self.error is not None or self.page is not None

    def meets(self, call: Call) -> bool:
        method, chat_id, when = (self.match.get(key) for key in ("method", "chat_id", "when"))
        if method is None:
            if call.method == "getUpdates":
                return False
        elif method != call.method:
            return False
        if chat_id is not None and chat_id != call.chat_id:
            return False
        return when is None or bool(self.match["when"](call))  # type: ignore[misc]

    @property
    def spent(self) -> bool:
        times = self.match.get("times", 1)
        return times is not None and self.used >= times


class Faults:
    """The first fault that meets a call is used; every method returns it, so tests can ask `used`."""

    def __init__(self) -> None:
        self.active: list[Fault] = []

    def too_many_requests(self, retry_after: int = 1, **match: Unpack[Match]) -> Fault:
        return self._add(Fault(match, error=too_many_requests(retry_after)))

    def server_error(self, **match: Unpack[Match]) -> Fault:
        return self._add(Fault(match, error=ApiError(500, "Internal Server Error")))

    def bad_gateway(self, **match: Unpack[Match]) -> Fault:
        """502 with a page of HTML, as a proxy in front of the API answers."""
        return self._add(Fault(match, page=_PAGE.format("502 Bad Gateway")))

    def entity_too_large(self, **match: Unpack[Match]) -> Fault:
        """413 with a page of HTML, as the same proxy answers to a large upload."""
        return self._add(Fault(match, page=_PAGE.format("413 Request Entity Too Large"), page_status=413))

    def drop_before(self, **match: Unpack[Match]) -> Fault:
        """The connection closes without an answer, nothing was accepted."""
        return self._add(Fault(match, drop_before=True))

    def drop_after(self, **match: Unpack[Match]) -> Fault:
        """The request is carried out, then the connection closes without an answer."""
        return self._add(Fault(match, drop_after=True))

    def slow(self, seconds: float, **match: Unpack[Match]) -> Fault:
        """The request is carried out at once, the answer comes late."""
        return self._add(Fault(match, delay=seconds))

    def forbidden(self, reason: str = "bot was blocked by the user", **match: Unpack[Match]) -> Fault:
        return self._add(Fault(match, error=ApiError(403, f"Forbidden: {reason}")))

    def error(self, code: int, description: str, **match: Unpack[Match]) -> Fault:
        return self._add(Fault(match, error=ApiError(code, description)))

    def clear(self) -> None:
        self.active.clear()

    def take(self, call: Call) -> Fault | None:
        for fault in self.active:
            if fault.meets(call):
                fault.used += 1
                if fault.spent:
                    self.active.remove(fault)
                return fault
        return None

    def _add(self, fault: Fault) -> Fault:
        self.active.append(fault)
        return fault
