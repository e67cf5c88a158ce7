"""getUpdates and the webhook methods."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from tests.telegram_server.errors import broken_limit, conflict, refused
from tests.telegram_server.files import MOST_DOWNLOAD_BYTES
from tests.telegram_server.registry import Raw, data, file, flag, integer, method, string
from tests.telegram_server.webhooks import Webhook
from tests.telegram_server.world import World

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_KINDS = frozenset(
    [
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "managed_bot",
        "guest_message",
    ]
)
_LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


def _allowed(parameters: Raw) -> list[str] | None:
    """Stricter than Telegram: a kind that does not exist is refused instead of ignored."""
    kinds: Any = parameters.get("allowed_updates")
    if kinds is None:
        return None
    if not isinstance(kinds, list) or not _KINDS.issuperset(kinds):
        raise broken_limit("can't parse allowed_updates")
    return kinds


@method("getUpdates", offset=integer, limit=integer, timeout=integer, allowed_updates=data)
async def get_updates(world: World, parameters: Raw) -> list[Raw]:
    limit = parameters.get("limit", 100)
    seconds = parameters.get("timeout", 0)
    if not 1 <= limit <= 100:
        raise broken_limit("limit must be between 1 and 100")
    if seconds < 0:
        raise broken_limit("timeout must not be negative")
    if world.webhook is not None:
        raise conflict(_ACTIVE)
    world.updates.allow(_allowed(parameters))
    return await world.updates.poll(parameters.get("offset", 0), limit, seconds)


@method(
    "setWebhook",
    url=string,
    certificate=file,
    ip_address=string,
    max_connections=integer,
    allowed_updates=data,
    drop_pending_updates=flag,
    secret_token=string,
)
async def set_webhook(world: World, parameters: Raw) -> bool:
    """Plain http is accepted for the own machine only, as by a local Bot API server."""
    if not parameters.get("url"):
        await _remove_webhook(world, parameters)
        return True
    url = urlsplit(parameters["url"])
    if url.scheme != "https" and not (url.scheme == "http" and url.hostname in _LOOPBACK):
        raise broken_limit("bad webhook: An HTTPS URL must be provided for webhook")
    secret = parameters.get("secret_token", "")
    if "secret_token" in parameters and not _SECRET.fullmatch(secret):
        raise broken_limit("secret token contains unallowed characters")
    connections = parameters.get("max_connections", 40)
    if not 1 <= connections <= 100:
        raise broken_limit("max_connections must be between 1 and 100")
    world.updates.allow(_allowed(parameters))
    await _remove_webhook(world, parameters)
    world.updates.interrupt("terminated by setWebhook request")
    webhook = Webhook(parameters["url"], secret, world.updates, connections, "certificate" in parameters)
    webhook.retry_seconds = world.webhook_retry_seconds
    world.webhook = webhook
    webhook.start()
    return True


@method("deleteWebhook", drop_pending_updates=flag)
async def delete_webhook(world: World, parameters: Raw) -> bool:
    await _remove_webhook(world, parameters)
    return True


async def _remove_webhook(world: World, parameters: Raw) -> None:
    webhook, world.webhook = world.webhook, None
    if webhook is not None:
        await webhook.close()
    if parameters.get("drop_pending_updates"):
        world.updates.drop()


@method("getWebhookInfo")
def get_webhook_info(world: World, _: Raw) -> Raw:
    info: Raw = {"url": "", "has_custom_certificate": False, "pending_update_count": len(world.updates.pending)}
    webhook = world.webhook
    if webhook is not None:
        info.update(url=webhook.url, has_custom_certificate=webhook.has_certificate)
        info.update(max_connections=webhook.max_connections)
        if webhook.last_error:
            info.update(last_error_date=int(world.clock()), last_error_message=webhook.last_error)
    if world.updates.allowed:
        info["allowed_updates"] = sorted(world.updates.allowed)
    return info


@method("getMe")
def get_me(world: World, _: Raw) -> Raw:
    abilities = {"can_join_groups": True, "can_read_all_group_messages": world.reads_all_group_messages}
    return {**world.bot, **abilities, "supports_inline_queries": False, "can_connect_to_business": False}


@method("getFile", "file_id", file_id=string)
def get_file(world: World, parameters: Raw) -> Raw:
    stored = world.files.by_id.get(parameters["file_id"])
    if stored is None:
        raise refused("wrong file_id or the file is temporarily unavailable")
    if len(stored.content) > MOST_DOWNLOAD_BYTES:
        raise refused("file is too big")
    identity = {"file_id": stored.file_id, "file_unique_id": stored.unique_id}
    return {**identity, "file_size": len(stored.content), "file_path": stored.path}
