"""Texts and captions as Telegram takes them: parsed, trimmed, measured in UTF-16 code units."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.telegram_server.errors import broken_limit
from tests.telegram_server.html_text import parse_html
from tests.telegram_server.markdown_text import parse_markdown, parse_markdown_v2
from tests.telegram_server.registry import Raw
from tests.telegram_server.units import inside_character, utf16_length

_PARSERS: dict[str, Callable[[str], tuple[str, list[Raw]]]] = {
    "html": parse_html,
    "markdownv2": parse_markdown_v2,
    "markdown": parse_markdown,
}
_ENTITY_TYPES = frozenset(
    [
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    ]
)
TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024


def message_text(parameters: Raw) -> Raw:
    """`text` and `entities` of a message."""
    text, entities = _formatted(parameters, parameters.get("text", ""), "entities")
    if not text:
        raise broken_limit("message text is empty")
    if utf16_length(text) > TEXT_LIMIT:
        raise broken_limit("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def message_caption(parameters: Raw) -> Raw:
    """`caption` and `caption_entities`; nothing when there is none."""
    text, entities = _formatted(parameters, parameters.get("caption", ""), "caption_entities")
    if utf16_length(text) > CAPTION_LIMIT:
        raise broken_limit("message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def _formatted(parameters: Raw, source: str, entities_key: str) -> tuple[str, list[Raw]]:
    mode = parameters.get("parse_mode")
    entities: list[Raw] = []
    if mode:
        parser = _PARSERS.get(mode.lower())
        if parser is None:
            raise broken_limit("unsupported parse_mode")
        source, entities = parser(source)
    elif entities_key in parameters:
        entities = _check_entities(parameters[entities_key], source)
    text = source.strip()
    if entities and text != source:
        entities = _moved(entities, utf16_length(source[: len(source) - len(source.lstrip())]), text)
    return text, entities


def _check_entities(entities: Any, text: str) -> list[Raw]:
    if not isinstance(entities, list) or not all(isinstance(entity, dict) for entity in entities):
        raise broken_limit("can't parse entities: expected an Array of MessageEntity")
    length = utf16_length(text)
    for entity in entities:
        start, size = entity.get("offset"), entity.get("length")
        if entity.get("type") not in _ENTITY_TYPES:
            raise broken_limit("can't parse entities: unsupported entity type specified")
        if type(start) is not int or start < 0 or start >= length:
            raise broken_limit(f"can't parse entities: entity has incorrect offset {start}")
        if type(size) is not int or size < 1 or start + size > length:
            raise broken_limit(f"can't parse entities: entity has incorrect length {size}")
        if inside_character(text, start) or inside_character(text, start + size):
            raise broken_limit("can't parse entities: entity begins or ends in the middle of a character")
    return entities


def _moved(entities: list[Raw], by: int, text: str) -> list[Raw]:
    """Entities after trimming the text, cut to what is left of it."""
    end = utf16_length(text)
    moved = []
    for entity in entities:
        start = max(0, entity["offset"] - by)
        stop = min(end, entity["offset"] - by + entity["length"])
        if stop > start:
            moved.append({**entity, "offset": start, "length": stop - start})
    return moved
