"""The process behind `nachklang run`: receive, keep, handle, deliver, tidy up, and stop without losing anything."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import OperationalError
from telegram import BotCommand
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.app import App, handle_waiting, keep, place_of, tidy
from bot.channels.telegram.client import TransportBot
from bot.channels.telegram.polling import poll
from bot.channels.telegram.reading import ALLOWED_UPDATES, CHANNEL, Update, read_update, tapped
from bot.channels.telegram.request import seconds_to_wait
from bot.channels.telegram.sending import TelegramSender
from bot.channels.telegram.webhook import listen, webhook_application
from bot.commands import MENU_COMMANDS
from bot.delivery import Delivery
from bot.errors import AddressTakenError, RefusedTokenError
from bot.follow_up.clockwork import TICKS_EVERY, Clockwork
from bot.messages import Incoming
from bot.retaining import RUNS_AT, retain_if_due
from bot.reviews import due
from bot.reviews.daily import look_at_reviews
from bot.settings import Settings
from dialogs.engine.model import Register
from storage.database import transaction
from storage.facts import BOT_NAME, remember

HANDLED_AT_ONCE = 20
STOP_SECONDS = 3.0
RECEIPT_SECONDS = 1.0
RETRY_SECONDS = 2.0
_log = logging.getLogger(__name__)


class TelegramProcess:
    """Holds the parts together while the process runs."""

    def __init__(self, app: App, settings: Settings, bot: TransportBot) -> None:
        self._app, self._settings, self._bot = app, settings, bot
        self._delivery = Delivery(app, CHANNEL, TelegramSender(bot).send)
        self._clockwork = Clockwork(app)
        self._arrived = asyncio.Event()
        self._arrived.set()
        self._stopping = asyncio.Event()
        self._receipts: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Serves until SIGTERM or Ctrl-C. Raises RefusedTokenError if Telegram refuses the token."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stopping.set)
        scheduler = AsyncIOScheduler(timezone=self._app.zone)
        at_once = datetime.now(self._app.zone)
        scheduler.add_job(self._tidy, "interval", hours=1, next_run_time=at_once)
        scheduler.add_job(
            self._retain,
            "cron",
            hour=RUNS_AT.hour,
            minute=RUNS_AT.minute,
            next_run_time=at_once,  # makes up for a night on which nothing ran
            misfire_grace_time=None,
        )
        scheduler.add_job(
            self._look_at_reviews,
            "cron",
            day_of_week="mon-fri",
            hour=due.RUNS_AT.hour,
            minute=due.RUNS_AT.minute,
            next_run_time=at_once,  # what an outage delayed; outside of working hours nothing is due
            misfire_grace_time=None,
        )
        scheduler.add_job(
            self._tick,
            "interval",
            seconds=TICKS_EVERY.total_seconds(),
            next_run_time=at_once,
            misfire_grace_time=None,  # rows say what is due; a late tick does the same
        )
        handling = asyncio.create_task(self._handle())
        delivering = asyncio.create_task(self._delivery.run())
        receiving = asyncio.create_task(self._receive())
        stopping = asyncio.create_task(self._stopping.wait())
        scheduler.start()
        try:
            await asyncio.wait([receiving, handling, delivering, stopping], return_when=asyncio.FIRST_COMPLETED)
        finally:
            scheduler.shutdown(wait=False)
            await self._stop(receiving, handling, delivering, stopping)

    async def _stop(
        self,
        receiving: asyncio.Task[None],
        handling: asyncio.Task[None],
        delivering: asyncio.Task[None],
        stopping: asyncio.Task[bool],
    ) -> None:
        """Ends receiving first, then handling, then delivery; what is not done in time is done at the next start."""
        self._stopping.set()
        self._arrived.set()
        stopping.cancel()
        receiving.cancel()
        self._delivery.stop()
        ended = await asyncio.gather(
            receiving, handling, asyncio.wait_for(delivering, STOP_SECONDS), return_exceptions=True
        )
        if self._receipts:
            _, late = await asyncio.wait(self._receipts, timeout=RECEIPT_SECONDS)
            for receipt in late:
                receipt.cancel()
        _log.info("stopped")
        for problem in ended:
            if isinstance(problem, Exception) and not isinstance(problem, TimeoutError):
                raise problem

    async def _receive(self) -> None:
        await self._introduce()
        if self._settings.webhook_url:
            await self._serve_webhook()
        else:
            await self._poll()

    async def _poll(self) -> None:
        try:
            await poll(self._bot, self._keep)
        except InvalidToken:
            raise RefusedTokenError from None

    async def _serve_webhook(self) -> None:
        host, port = self._settings.webhook_host, self._settings.webhook_port
        application = webhook_application(self._settings.webhook_secret, self._keep)
        try:
            runner = await listen(application, host, port)
        except OSError as error:
            raise AddressTakenError(host, port, error.strerror or "") from None
        try:
            await self._until_it_works(self._set_webhook)
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def _introduce(self) -> None:
        """Gets ready at Telegram: who am I, which commands are there, how do updates come."""

        async def introduce() -> None:
            await self._bot.initialize()
            self._remember_name(self._bot.username)
            texts = self._app.content.catalogue.texts
            commands = [BotCommand(name, texts.say(f"command_{name}", Register.STANDARD)) for name in MENU_COMMANDS]
            await self._bot.set_my_commands(commands)
            if not self._settings.webhook_url:
                await self._bot.delete_webhook()

        await self._until_it_works(introduce)
        _log.info("started bot_id=%s", self._bot.id)

    async def _until_it_works(self, attempt: Callable[[], Awaitable[None]]) -> None:
        pause = 1.0
        while True:
            try:
                await attempt()
                return
            except InvalidToken:
                raise RefusedTokenError from None
            except TelegramError as error:
                _log.warning("telegram_unreachable error=%s", type(error).__name__)
                await asyncio.sleep(seconds_to_wait(error) if isinstance(error, RetryAfter) else pause)
                pause = min(pause * 2, 30.0)

    async def _set_webhook(self) -> None:
        await self._bot.set_webhook(
            self._settings.webhook_url, allowed_updates=ALLOWED_UPDATES, secret_token=self._settings.webhook_secret
        )

    async def _keep(self, updates: list[Update]) -> None:
        """Keeps updates for good, waiting out a busy or full disk; then stops the waiting clocks of buttons."""
        incoming = [found for found in map(_readable, updates) if found is not None]
        while incoming:
            try:
                keep(self._app, CHANNEL, incoming)
                break
            except OperationalError:
                _log.error("keep_failed count=%s", len(incoming))
                await asyncio.sleep(RETRY_SECONDS)
        self._arrived.set()
        for query_id in filter(None, map(tapped, updates)):
            receipt = asyncio.create_task(self._acknowledge(query_id))
            self._receipts.add(receipt)
            receipt.add_done_callback(self._receipts.discard)

    async def _acknowledge(self, query_id: str) -> None:
        try:
            await self._bot.acknowledge_tap(query_id)
        except TelegramError as error:
            _log.info("tap_receipt_failed error=%s", type(error).__name__)

    async def _handle(self) -> None:
        while not self._stopping.is_set():
            self._arrived.clear()
            try:
                taken = handle_waiting(self._app, CHANNEL, HANDLED_AT_ONCE)
            except OperationalError:
                _log.error("handling_failed the database is busy or full")
                await asyncio.sleep(RETRY_SECONDS)
                self._arrived.set()
                continue
            if taken:
                self._delivery.wake()
                await asyncio.sleep(0)  # sending and receiving go on between two batches
            else:
                await self._arrived.wait()

    async def _tidy(self) -> None:
        try:
            tidy(self._app)
        except Exception as error:
            _log.error("tidy_failed at=%s", place_of(error))

    async def _retain(self) -> None:
        try:
            retain_if_due(self._app)
        except Exception as error:
            _log.error("retention_failed at=%s", place_of(error))

    async def _tick(self) -> None:
        try:
            if self._clockwork.step().told:
                self._delivery.wake()
        except Exception as error:
            _log.error("tick_failed at=%s", place_of(error))

    async def _look_at_reviews(self) -> None:
        try:
            if look_at_reviews(self._app):
                self._delivery.wake()
        except Exception as error:
            _log.error("reviews_failed at=%s", place_of(error))

    def _remember_name(self, name: str) -> None:
        with transaction(self._app.engine) as connection:
            remember(connection, BOT_NAME, name)


def _readable(update: Update) -> Incoming | None:
    """What an update says; None for one that nobody understands, so that it does not hold up the others."""
    try:
        return read_update(update)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        _log.error("update_unreadable error=%s", type(error).__name__)
        return None
