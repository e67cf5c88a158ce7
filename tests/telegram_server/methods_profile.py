"""Commands, descriptions and the menu button."""

from __future__ import annotations

import re
from typing import Any

from tests.telegram_server.chats import find_chat
from tests.telegram_server.errors import broken_limit
from tests.telegram_server.profile import language_code, scope_key
from tests.telegram_server.registry import Raw, data, integer, method, string
from tests.telegram_server.units import utf16_length
from tests.telegram_server.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MOST_COMMANDS = 100


def _checked(commands: Any) -> list[Raw]:
    if not isinstance(commands, list):
        raise broken_limit("can't parse commands: expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise broken_limit("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not isinstance(command, dict) or set(command) != {"command", "description"}:
            raise broken_limit("can't parse commands: expected a BotCommand")
        if not isinstance(command["command"], str) or not _COMMAND.fullmatch(command["command"]):
            raise broken_limit("BOT_COMMAND_INVALID")
        description = command["description"]
        if not isinstance(description, str) or not 1 <= utf16_length(description.strip()) <= 256:
            raise broken_limit("BOT_COMMAND_DESCRIPTION_INVALID")
    if len({command["command"] for command in commands}) < len(commands):
        raise broken_limit("BOT_COMMANDS_DUPLICATE")
    return commands


def _key(world: World, parameters: Raw) -> tuple[tuple[str, int | str | None, int | None], str]:
    scope = scope_key(parameters.get("scope"))
    if scope[1] is not None:
        find_chat(world, scope[1])
    return scope, language_code(parameters)


@method("setMyCommands", "commands", commands=data, scope=data, language_code=string)
def set_my_commands(world: World, parameters: Raw) -> bool:
    world.profile.commands[_key(world, parameters)] = _checked(parameters["commands"])
    return True


@method("getMyCommands", scope=data, language_code=string)
def get_my_commands(world: World, parameters: Raw) -> list[Raw]:
    return world.profile.commands.get(_key(world, parameters), [])


@method("deleteMyCommands", scope=data, language_code=string)
def delete_my_commands(world: World, parameters: Raw) -> bool:
    world.profile.commands.pop(_key(world, parameters), None)
    return True


@method("setMyDescription", description=string, language_code=string)
def set_my_description(world: World, parameters: Raw) -> bool:
    text = parameters.get("description", "")
    if utf16_length(text) > 512:
        raise broken_limit("DESCRIPTION_TOO_LONG")
    world.profile.descriptions[language_code(parameters)] = text
    return True


@method("getMyDescription", language_code=string)
def get_my_description(world: World, parameters: Raw) -> Raw:
    return {"description": world.profile.descriptions.get(language_code(parameters), "")}


@method("setMyShortDescription", short_description=string, language_code=string)
def set_my_short_description(world: World, parameters: Raw) -> bool:
    text = parameters.get("short_description", "")
    if utf16_length(text) > 120:
        raise broken_limit("SHORT_DESCRIPTION_TOO_LONG")
    world.profile.short_descriptions[language_code(parameters)] = text
    return True


@method("getMyShortDescription", language_code=string)
def get_my_short_description(world: World, parameters: Raw) -> Raw:
    return {"short_description": world.profile.short_descriptions.get(language_code(parameters), "")}


@method("setChatMenuButton", chat_id=integer, menu_button=data)
def set_chat_menu_button(world: World, parameters: Raw) -> bool:
    chat_id = parameters.get("chat_id")
    if chat_id is not None:
        find_chat(world, chat_id)
    button = parameters.get("menu_button", {"type": "default"})
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise broken_limit("can't parse menu button: unsupported type specified")
    world.profile.menu_buttons[chat_id] = button
    return True


@method("getChatMenuButton", chat_id=integer)
def get_chat_menu_button(world: World, parameters: Raw) -> Raw:
    buttons = world.profile.menu_buttons
    return buttons.get(parameters.get("chat_id")) or buttons.get(None) or {"type": "commands"}
