"""Reply markup by Telegram's rules: inline keyboards, reply keyboards, their removal, forced replies."""

from __future__ import annotations

from typing import Any

from tests.telegram_server.errors import broken_limit
from tests.telegram_server.registry import Raw

_ACTIONS = frozenset(
    [
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    ]
)
_DECORATION = frozenset(("text", "style", "icon_custom_emoji_id"))
_REPLY_BUTTON = _DECORATION | {
    "request_users",
    "request_chat",
    "request_managed_bot",
    "request_contact",
    "request_location",
    "request_poll",
    "web_app",
}
_KEYBOARD = frozenset(
    ["keyboard", "is_persistent", "resize_keyboard", "one_time_keyboard", "input_field_placeholder", "selective"]
)
MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
MOST_DATA_BYTES = 64


def reply_markup(markup: Any) -> Raw | None:
    """Any markup a new message may carry; None when it is empty."""
    if markup is None or markup == {}:
        return None
    if not isinstance(markup, dict):
        raise broken_limit("object expected as reply markup")
    if "inline_keyboard" in markup:
        return inline_keyboard(markup)
    if "keyboard" in markup:
        return _reply_keyboard(markup)
    keys = set(markup) - {"selective", "input_field_placeholder"}
    if keys not in ({"remove_keyboard"}, {"force_reply"}):
        raise broken_limit("can't parse reply markup: unknown kind")
    return markup


def inline_keyboard(markup: Any) -> Raw | None:
    """The only markup that edits accept; None when it has no buttons, which removes the keyboard."""
    if markup is None or markup == {}:
        return None
    if not isinstance(markup, dict) or set(markup) != {"inline_keyboard"}:
        raise broken_limit("inline keyboard expected")
    rows = _rows(markup["inline_keyboard"], "inline keyboard")
    for row in rows:
        for button in row:
            _check_inline_button(button)
    return {"inline_keyboard": rows} if rows else None


def _rows(rows: Any, what: str) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise broken_limit(f"can't parse {what}: expected an Array of Arrays")
    if any(len(row) > MOST_IN_A_ROW for row in rows):
        raise broken_limit(f"can't parse {what}: more than {MOST_IN_A_ROW} buttons in a row")
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise broken_limit("reply markup is too long")
    return [row for row in rows if row]


def _check_inline_button(button: Any) -> None:
    problem = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise broken_limit(problem + "expected an Object")
    _check_button_text(button, problem)
    actions = button.keys() & _ACTIONS
    if not actions:
        raise broken_limit(problem + "Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise broken_limit(problem + f"exactly one action expected, found {', '.join(sorted(actions))}")
    if unknown := button.keys() - _ACTIONS - _DECORATION:
        raise broken_limit(problem + f"unknown field {', '.join(sorted(unknown))}")
    _check_action(button)


def _check_button_text(button: Raw, problem: str) -> None:
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise broken_limit(problem + 'Field "text" must be a non-empty String')


def _check_action(button: Raw) -> None:
    if "callback_data" in button:
        content = button["callback_data"]
        if not isinstance(content, str) or not 1 <= len(content.encode()) <= MOST_DATA_BYTES:
            raise broken_limit("BUTTON_DATA_INVALID")
    elif "url" in button:
        url = button["url"]
        if not isinstance(url, str) or not url.startswith(("http://", "https://", "tg://")):
            raise broken_limit("BUTTON_URL_INVALID")


def _reply_keyboard(markup: Raw) -> Raw:
    if unknown := markup.keys() - _KEYBOARD:
        raise broken_limit(f"can't parse keyboard: unknown field {', '.join(sorted(unknown))}")
    for row in _rows(markup["keyboard"], "keyboard"):
        for button in row:
            content = {"text": button} if isinstance(button, str) else button
            if not isinstance(content, dict) or content.keys() - _REPLY_BUTTON:
                raise broken_limit("can't parse keyboard button: expected a KeyboardButton")
            _check_button_text(content, "can't parse keyboard button: ")
    return markup
