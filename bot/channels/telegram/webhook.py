"""Receiving updates by webhook: answered with 200 only after they were kept."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.channels.telegram.reading import Update, read_update

Keep = Callable[[list[Update]], Awaitable[None]]
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the name of a header
LARGEST_UPDATE = 1024 * 1024
_log = logging.getLogger(__name__)


def webhook_application(secret: str, keep: Keep) -> web.Application:
    """Takes updates on any path, if they bring the secret. A failure to keep gives 500, so Telegram tries again."""

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return web.Response(status=403)
        try:
            update = await request.json()
            read_update(update)
        except (ValueError, KeyError, TypeError, AttributeError):
            _log.warning("webhook_unreadable")
            return web.Response(status=400)
        await keep([update])
        return web.Response(status=200)

    application = web.Application(client_max_size=LARGEST_UPDATE)
    application.router.add_post("/{path:.*}", receive)
    return application


async def listen(application: web.Application, host: str, port: int) -> web.AppRunner:
    """Starts listening. Raises OSError if the address is taken. The runner is to be cleaned up by the caller."""
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner
