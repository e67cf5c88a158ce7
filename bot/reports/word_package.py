"""A .docx file as a package of parts: what is refused before it is used, and writing it always the same."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped]

UNPACKED: Final = 50_000_000
"""Bytes of all parts together; more is a bomb, not a letter."""

PARTS: Final = 1_000
PROBLEM: Final = 3
"""What the process that fills in a template returns when it names a problem of the template."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Fields that fetch something when the document is opened.
_FETCHING = re.compile(r"\b(INCLUDEPICTURE|INCLUDETEXT|IMPORT|DDE|DDEAUTO|LINK|RD)\b", re.IGNORECASE)
_NO_DOCUMENT = "it is not a Word document; save it in Word as .docx."


class BrokenTemplateError(Exception):
    """What is wrong with a template, as a sentence that says what to do."""


def checked(template: bytes) -> bytes:
    """The template without its tie to a template of its own. Raises BrokenTemplateError if it is no plain document."""
    try:
        with zipfile.ZipFile(BytesIO(template)) as package:
            _check_size(package)
            parts = {entry: package.read(entry) for entry in package.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise BrokenTemplateError(_NO_DOCUMENT) from None
    if "word/document.xml" not in parts:
        raise BrokenTemplateError(_NO_DOCUMENT)
    if any(name.endswith(("vbaProject.bin", "vbaData.xml")) for name in parts):
        raise BrokenTemplateError("it holds macros; save it in Word as .docx.")
    return _packed({name: _checked_part(name, content) for name, content in parts.items()})


def repacked(document: bytes) -> bytes:
    """The same document with nothing in it that tells when it was written. Raises BrokenTemplateError if it is torn."""
    with zipfile.ZipFile(BytesIO(document)) as package:
        parts = {entry: package.read(entry) for entry in package.namelist()}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            _parsed(name, content)
    return _packed(parts)


def _check_size(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    # A part is never read beyond the size it declares.
    if len(entries) > PARTS or sum(entry.file_size for entry in entries) > UNPACKED:
        raise BrokenTemplateError(f"unpacked it has more than {UNPACKED:,} bytes or {PARTS:,} parts; make a new one.")


def _checked_part(name: str, content: bytes) -> bytes:
    if not name.endswith((".xml", ".rels")):
        return content
    root = _parsed(name, content)
    if name.endswith(".rels"):
        return _without_tie(name, root, content)
    fields = "".join(part.text or "" for part in root.iter(f"{_WORD}instrText"))
    fields += " ".join(part.get(f"{_WORD}instr", "") for part in root.iter(f"{_WORD}fldSimple"))
    if fetching := _FETCHING.search(fields):
        raise BrokenTemplateError(f"a field {fetching[0]} in {name} loads something from outside; delete it.")
    ties = list(root.iter(f"{_WORD}attachedTemplate"))
    for tie in ties:
        tie.getparent().remove(tie)
    return _written(root) if ties else content


def _without_tie(name: str, root: Any, content: bytes) -> bytes:
    """Links may stay, they load nothing. The template that Word tied to the document goes, all else is refused."""
    changed = False
    for relation in list(root):
        kind = str(relation.get("Type", "")).rsplit("/", 1)[-1]
        if kind == "attachedTemplate":
            root.remove(relation)
            changed = True
        elif kind == "aFChunk" or (relation.get("TargetMode") == "External" and kind != "hyperlink"):
            raise BrokenTemplateError(
                f"{name} loads '{relation.get('Target')}' ({kind}) from outside; insert it into the document instead."
            )
    return _written(root) if changed else content


def _parsed(name: str, content: bytes) -> Any:
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        raise BrokenTemplateError(f"its part {name} is damaged; open it in Word and save it again.") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise BrokenTemplateError(f"its part {name} declares entities, which Word never does; make a new one.")
    return root


def _written(root: Any) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _packed(parts: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, content)
    return packed.getvalue()
