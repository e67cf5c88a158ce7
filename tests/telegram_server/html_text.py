"""Parse mode HTML: Telegram's few tags become entities, everything else is refused."""

from __future__ import annotations

import re
from html import unescape

from tests.telegram_server.errors import broken_limit
from tests.telegram_server.registry import Raw
from tests.telegram_server.units import utf16_length

_TYPES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "span": "spoiler",
    "tg-spoiler": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
_MARK = re.compile(r"[<&]")
_TAG = re.compile(r"<(/?)([a-zA-Z0-9-]*)([^>]*)(>?)")
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""")


class _Html:
    def __init__(self, source: str) -> None:
        self.source = source
        self.text: list[str] = []
        self.length = 0
        self.open: list[tuple[str, int, Raw]] = []
        self.entities: list[Raw] = []

    def parse(self) -> tuple[str, list[Raw]]:
        position = 0
        while mark := _MARK.search(self.source, position):
            start = mark.start()
            self.add(self.source[position:start])
            position = self.reference(start) if mark.group() == "&" else self.tag(start)
        self.add(self.source[position:])
        if self.open:
            raise broken_limit(
                f"can't parse entities: Can't find end tag corresponding to start tag \"{self.open[-1][0]}\""
            )
        return "".join(self.text), sorted(self.entities, key=lambda e: (e["offset"], -e["length"]))

    def add(self, text: str) -> None:
        self.text.append(text)
        self.length += utf16_length(text)

    def reference(self, start: int) -> int:
        found = _REFERENCE.match(self.source, start)
        if found is None:  # Telegram leaves a lone ampersand alone
            self.add("&")
            return start + 1
        self.add(unescape(found.group()))
        return found.end()

    def tag(self, start: int) -> int:
        found = _TAG.match(self.source, start)
        offset = len(self.source[:start].encode())
        assert found is not None, "a tag begins wherever the mark is"
        closing, name, rest = found.group(1), found.group(2).lower(), found.group(3)
        if not closing and name not in _TYPES:
            raise broken_limit(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {offset}')
        if not found.group(4):
            raise broken_limit(f"can't parse entities: Unclosed start tag at byte offset {offset}")
        if closing:
            self.close(name, offset)
        else:
            self.start(name, rest, offset)
        return found.end()

    def start(self, name: str, rest: str, offset: int) -> None:
        attributes = {key: a or b or c for key, a, b, c in _ATTRIBUTE.findall(rest)}
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise broken_limit(
                f'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset {offset}'
            )
        extra: Raw = {"type": _TYPES[name]}
        if name == "a":
            extra["url"] = unescape(attributes.get("href", ""))
        elif name == "tg-emoji":
            extra["custom_emoji_id"] = attributes.get("emoji-id", "")
        self.open.append((name, self.length, extra))

    def close(self, name: str, offset: int) -> None:
        if not self.open:
            raise broken_limit(f"can't parse entities: Unexpected end tag at byte offset {offset}")
        expected, start, extra = self.open.pop()
        if name not in ("", expected):
            raise broken_limit(
                f"can't parse entities: Unmatched end tag at byte offset {offset}, "
                f'expected "</{expected}>", found "</{name}>"'
            )
        if self.length > start and extra.get("url", "-"):
            self.entities.append({**extra, "offset": start, "length": self.length - start})


def parse_html(source: str) -> tuple[str, list[Raw]]:
    """Plain text and entities; refuses unknown, unclosed and crossed tags."""
    return _Html(source).parse()
