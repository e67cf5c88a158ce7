"""What the bot says about itself: commands by scope and language, descriptions, menu buttons."""

from __future__ import annotations

from typing import Any

from tests.telegram_server.errors import broken_limit
from tests.telegram_server.registry import Raw

ScopeKey = tuple[str, int | str | None, int | None]

_SCOPES: dict[str, frozenset[str]] = {
    "default": frozenset(),
    "all_private_chats": frozenset(),
    "all_group_chats": frozenset(),
    "all_chat_administrators": frozenset(),
    "chat": frozenset(("chat_id",)),
    "chat_administrators": frozenset(("chat_id",)),
    "chat_member": frozenset(("chat_id", "user_id")),
}
DEFAULT: ScopeKey = ("default", None, None)


class Profile:
    def __init__(self) -> None:
        self.commands: dict[tuple[ScopeKey, str], list[Raw]] = {}
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}
        self.menu_buttons: dict[int | None, Raw] = {}

    def commands_for(self, person_id: int, language: str) -> list[Raw]:
        """The list that applies in a private chat: narrow scopes first, in each the language first."""
        short = language[:2]
        for scope in (("chat", person_id, None), ("all_private_chats", None, None), DEFAULT):
            for code in (short, ""):
                if found := self.commands.get((scope, code)):
                    return found
        return []


def scope_key(scope: Any) -> ScopeKey:
    if scope is None:
        return DEFAULT
    if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
        raise broken_limit("can't parse BotCommandScope: unsupported type specified")
    kind: str = scope["type"]
    if scope.keys() - {"type"} != _SCOPES[kind]:
        raise broken_limit(f"can't parse BotCommandScope: wrong fields for {kind}")
    return kind, scope.get("chat_id"), scope.get("user_id")


def language_code(parameters: Raw) -> str:
    code: str = parameters.get("language_code", "")
    if code and not (len(code) == 2 and code.isascii() and code.isalpha() and code.islower()):
        raise broken_limit("invalid language code specified")
    return code
