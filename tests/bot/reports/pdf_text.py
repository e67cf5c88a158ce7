"""The words of a PDF as a reader copies them, read from its fonts' own tables; enough for what typst writes."""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\s*(.*?)endobj", re.DOTALL)
_SIGN = rb"[^\\()]|\\[0-7]{3}|\\."
_SHOWN = re.compile(
    rb"/(f\d+) [\d.]+ Tf|\(((?:" + _SIGN + rb"|\((?:" + _SIGN + rb")*\))*)\)|(\bET\b)", re.DOTALL
)  # parentheses may stand in pairs
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)


def words_of(document: bytes) -> str:
    """All text in the order in which it is drawn, each piece on a line."""
    objects = {int(number): content for number, content in _OBJECT.findall(document)}
    pages = re.findall(rb"/Type/Page/Resources (\d+) 0 R.*?/Contents (\d+) 0 R", document)
    assert pages
    return "".join(_drawn(_stream(objects[int(page)]), _fonts(objects, int(named))) for named, page in pages)


def _fonts(objects: dict[int, bytes], resources: int) -> dict[bytes, dict[int, str]]:
    tables = {}
    for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", objects[resources]):
        table = re.search(rb"/ToUnicode (\d+) 0 R", objects[int(number)])
        assert table is not None, "a font without a table cannot be copied or read aloud"
        tables[name] = _table(_stream(objects[int(table[1])]))
    return tables


def _stream(content: bytes) -> bytes:
    found = _STREAM.search(content)
    assert found is not None
    return zlib.decompress(found[1])


def _table(source: bytes) -> dict[int, str]:
    pairs = re.findall(rb"(?m)^<([0-9A-F]{4})> <([0-9A-F]+)>$", source)
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def _drawn(source: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    font: dict[int, str] = {}
    drawn = ""
    for name, string, ended in _SHOWN.findall(source):
        font = fonts[name] if name else font
        raw = _ESCAPE.sub(_unescaped, string)
        drawn += "".join(font.get(int.from_bytes(raw[at : at + 2]), "?") for at in range(0, len(raw), 2))
        drawn += "\n" if ended else ""
    return drawn


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if sign.isdigit():
        return bytes([int(sign, 8)])
    return dict(zip(b"nrtbf", (b"\n", b"\r", b"\t", b"\b", b"\f"), strict=True)).get(sign[0], sign)
