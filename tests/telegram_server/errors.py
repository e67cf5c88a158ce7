"""What the Bot API refuses: an error with its code, Telegram's wording and extra parameters."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """An answer with `ok: false`.

    `limit` tells a broken limit (a mistake of the client, whatever the state) from a refusal that
    depends on the state, such as an unknown chat.
    """

    def __init__(self, code: int, description: str, *, limit: bool = False, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.limit = limit
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def broken_limit(description: str) -> ApiError:
    """400 for a request that no state of the server could have accepted."""
    return ApiError(400, f"Bad Request: {description}", limit=True)


def refused(description: str) -> ApiError:
    """400 for a request that does not fit the present state."""
    return ApiError(400, f"Bad Request: {description}")


def conflict(description: str) -> ApiError:
    return ApiError(409, f"Conflict: {description}")


def too_many_requests(retry_after: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
