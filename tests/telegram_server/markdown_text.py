"""Parse modes MarkdownV2 and Markdown: markers become entities, unescaped reserved characters are refused.

A simple check: block quotes are accepted without an entity of their own, links only in MarkdownV2.
"""

from __future__ import annotations

from tests.telegram_server.errors import ApiError, broken_limit
from tests.telegram_server.registry import Raw
from tests.telegram_server.units import utf16_length

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_MARKS_V2 = {"```": "pre", "`": "code", "__": "underline", "||": "spoiler", "*": "bold", "_": "italic"}
_MARKS_V2["~"] = "strikethrough"
_MARKS_OLD = {"```": "pre", "`": "code", "*": "bold", "_": "italic"}


class _Markdown:
    def __init__(self, source: str, marks: dict[str, str], reserved: frozenset[str]) -> None:
        self.source = source
        self.marks = marks
        self.reserved = reserved
        self.position = 0
        self.text: list[str] = []
        self.length = 0
        self.open: list[tuple[str, int, int]] = []
        self.entities: list[Raw] = []

    def parse(self) -> tuple[str, list[Raw]]:
        while self.position < len(self.source):
            self.step()
        if self.open:
            kind, _, place = self.open[-1]
            raise self.error(f"Can't find end of {kind.capitalize()} entity", place)
        return "".join(self.text), sorted(self.entities, key=lambda e: (e["offset"], -e["length"]))

    def error(self, problem: str, place: int) -> ApiError:
        offset = len(self.source[:place].encode())
        return broken_limit(f"can't parse entities: {problem} at byte offset {offset}")

    def add(self, character: str) -> None:
        self.text.append(character)
        self.length += utf16_length(character)
        self.position += 1

    def step(self) -> None:
        character = self.source[self.position]
        if character == "\\" and "\x00" < self.source[self.position + 1 : self.position + 2] < "\x7f":
            self.position += 1
            self.add(self.source[self.position])
        elif mark := self.mark():
            self.toggle(mark)
        elif character not in self.reserved or self.in_code():
            self.add(character)
        elif not self.special(character):
            problem = f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
            raise broken_limit(f"can't parse entities: {problem}")

    def in_code(self) -> bool:
        return bool(self.open) and self.open[-1][0] in ("pre", "code")

    def mark(self) -> str | None:
        for mark, kind in self.marks.items():
            if self.source.startswith(mark, self.position):
                return mark if not self.in_code() or self.open[-1][0] == kind else None
        return None

    def toggle(self, mark: str) -> None:
        kind = self.marks[mark]
        if self.open and self.open[-1][0] == kind:
            self.close({})
        elif any(entry[0] == kind for entry in self.open):
            raise self.error(f"Can't find end of {self.open[-1][0].capitalize()} entity", self.open[-1][2])
        else:
            self.open.append((kind, self.length, self.position))
        self.position += len(mark)

    def close(self, extra: Raw) -> None:
        kind, start, _ = self.open.pop()
        if self.length > start:
            self.entities.append({"type": kind, **extra, "offset": start, "length": self.length - start})

    def special(self, character: str) -> bool:
        """Links, and block quotes at the beginning of a line."""
        if (character == ">" and (self.position == 0 or self.source[self.position - 1] == "\n")) or (
            character == "!" and self.source.startswith("![", self.position)
        ):
            self.position += 1
        elif character == "[":
            self.open.append(("text_link", self.length, self.position))
            self.position += 1
        elif character == "]" and self.open and self.open[-1][0] == "text_link":
            self.end_of_link()
        else:
            return False
        return True

    def end_of_link(self) -> None:
        end = self.source.find(")", self.position)
        if not self.source.startswith("](", self.position) or end < 0:
            raise self.error("Can't find end of a URL", self.position)
        self.close({"url": self.source[self.position + 2 : end]})
        self.position = end + 1


def parse_markdown_v2(source: str) -> tuple[str, list[Raw]]:
    return _Markdown(source, _MARKS_V2, _RESERVED).parse()


def parse_markdown(source: str) -> tuple[str, list[Raw]]:
    """The old mode: nothing is reserved, an unclosed marker is refused."""
    return _Markdown(source, _MARKS_OLD, frozenset()).parse()
