"""Logging: ids and event names only. Libraries that log requests or texts are kept quiet at every level."""

from __future__ import annotations

import logging
import sys

QUIET = ("httpx", "httpcore", "telegram", "aiohttp", "asyncio", "alembic", "sqlalchemy", "apscheduler")


class _OneLine(logging.Formatter):
    """Drops tracebacks: an exception's message can quote what somebody wrote or name the token in an address."""

    def formatException(self, ei: object) -> str:  # noqa: N802  the name is logging's
        return ""


def set_up_logging(level: str) -> None:
    """Logs to standard error from `level` on; the libraries from ERROR on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
