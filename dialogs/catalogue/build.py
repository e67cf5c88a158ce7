"""From the data of one content file to a `Dialog`, collecting every problem on the way."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from dialogs.catalogue.checks import check_ways
from dialogs.catalogue.easy_language.lines import in_lines, variants_in_lines
from dialogs.catalogue.problems import Problem
from dialogs.catalogue.reader import LONGEST_TEXT, Reader
from dialogs.engine.model import (
    END,
    PAUSE,
    Bounds,
    Branch,
    Dialog,
    DialogKind,
    Option,
    Phase,
    QuestionKind,
    Role,
    Step,
    Texts,
)
from dialogs.engine.path import longest_ways

_ID = re.compile(r"[a-z0-9_]{1,32}")
LONGEST_BUTTON = 36
LONGEST_QUESTION = 1_000
WITH_OPTIONS = (QuestionKind.CHOICE, QuestionKind.MULTIPLE_CHOICE, QuestionKind.FACES)
WITH_BOUNDS = (QuestionKind.SCALE, QuestionKind.NUMBER)
Named = TypeVar("Named", bound=StrEnum)


def body_of(dialog_id: str, data: Mapping[str, Any]) -> str:
    """The content of a dialog as canonical JSON: what is stored, and what the hash is made of."""
    return json.dumps({"id": dialog_id, **data}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def build_dialog(dialog_id: str, data: Mapping[str, Any], file: str) -> tuple[Dialog | None, tuple[Problem, ...]]:
    """The dialog, or None and all the problems of the file."""
    problems: list[Problem] = []
    reader = Reader(data, file, "", problems)
    _check_id(reader, dialog_id)
    kind = _named(reader, "kind", DialogKind)
    phase = _named(reader, "phase", Phase) if reader.has("phase") else None
    steps = _steps(reader)
    start = _branches(reader, "start") or (Branch(next(iter(steps), END)),)
    dialog = Dialog(
        id=dialog_id,
        content_hash=hash_of(body_of(dialog_id, data)),
        kind=kind,
        phase=phase,
        section=reader.take("section", str, ""),
        order=reader.take("order", int),
        minutes=reader.take("minutes", int),
        roles=frozenset(_role(reader, name) for name in reader.words("roles")),
        title=reader.texts("title", LONGEST_BUTTON),
        opening=in_lines(reader.texts("opening", LONGEST_QUESTION)),
        start=start,
        steps=steps,
        longest_ways={},
    )
    if not dialog.roles:
        reader.problem("'roles' names nobody who is asked")
    reader.finish()
    problems.extend(check_ways(dialog, file))
    if problems:
        return None, tuple(problems)
    return replace(dialog, longest_ways=longest_ways(dialog.steps)), ()


def stored_dialog(body: str) -> Dialog:
    """Builds a version that was stored before. Raises ValueError if this program can no longer read it."""
    data = json.loads(body)
    dialog_id = data.pop("id")
    dialog, problems = build_dialog(dialog_id, data, f"stored version of {dialog_id}")
    if dialog is None:
        raise ValueError("; ".join(str(problem) for problem in problems))
    return dialog


def _steps(reader: Reader) -> dict[str, Step]:
    readers = reader.tables("steps")
    ids: list[str] = []
    for step_reader in readers:
        step_id = step_reader.take("id", str)
        step_reader.identify(step_id)
        if step_id in ids or step_id in (END, PAUSE):
            step_reader.problem(f"the id '{step_id}' is taken")
        _check_id(step_reader, step_id)
        ids.append(step_id)
    if not readers:
        reader.problem("there is no [[steps]]")
    following = [*ids[1:], END][: len(ids)]
    return {
        step_id: _step(step_id, step_reader, after)
        for step_id, step_reader, after in zip(ids, readers, following, strict=True)
    }


def _step(step_id: str, reader: Reader, after: str) -> Step:
    kind = _named(reader, "kind", QuestionKind)
    options = tuple(_option(below) for below in reader.tables("options"))
    if bool(options) != (kind in WITH_OPTIONS):
        reader.problem(f"a step of kind '{kind}' {'needs' if kind in WITH_OPTIONS else 'has no'} options")
    if len({option.id for option in options}) != len(options):
        reader.problem("two options have the same id")
    if kind is QuestionKind.MULTIPLE_CHOICE and any(option.goto or option.reply for option in options):
        reader.problem("options of a multiple choice have no goto and no reply")
    if reader.has("probe") and kind is not QuestionKind.TEXT:
        reader.problem("only a text question has a probe")
    step = Step(
        id=step_id,
        kind=kind,
        name=reader.texts("name", LONGEST_BUTTON),
        question=variants_in_lines(reader.variants("question", LONGEST_QUESTION)),
        why=in_lines(reader.texts("why", LONGEST_QUESTION)),
        source=reader.take("source", str),
        covers=reader.words("covers"),
        options=options,
        next=_branches(reader, "next") or (Branch(after),),
        probe=in_lines(reader.texts("probe", LONGEST_QUESTION)) if reader.has("probe") else None,
        bounds=_bounds(reader, kind) if kind in WITH_BOUNDS else None,
        counted=reader.take("counted", bool, True),
        recapped=reader.take("recapped", bool, True),
    )
    reader.finish()
    return step


def _check_id(reader: Reader, name: str) -> None:
    """Ids travel inside button tokens, of which Telegram takes 64 bytes."""
    if not _ID.fullmatch(name):
        reader.problem(f"the id '{name}' must be 1 to 32 of the characters a-z, 0-9 and _")


def _option(reader: Reader) -> Option:
    option_id = reader.take("id", str)
    _check_id(reader, option_id)
    goto = reader.take("goto", str) if reader.has("goto") else None
    reply = in_lines(reader.texts("reply", LONGEST_TEXT // 2)) if reader.has("reply") else None
    alone = reader.take("alone", bool, False)
    return Option(id=option_id, goto=goto, reply=reply, alone=alone, label=reader.registers(LONGEST_BUTTON))


def _branches(reader: Reader, key: str) -> tuple[Branch, ...]:
    branches = []
    for below in reader.tables(key):
        when = below.take("when", str) if below.has("when") else None
        branches.append(Branch(below.take("goto", str), when))
        below.finish()
    return tuple(branches)


def _bounds(reader: Reader, kind: QuestionKind) -> Bounds:
    below = reader.table("bounds")
    lowest, highest = below.take("lowest", int), below.take("highest", int)
    anchors: dict[int, Texts] = {}
    for entry in below.tables("anchors"):
        value = entry.take("value", int)
        anchors[value] = entry.registers(LONGEST_BUTTON * 3)
        if not lowest <= value <= highest:
            below.problem(f"the anchor {value} lies outside the bounds")
    if lowest >= highest:
        below.problem("'bounds.lowest' must be below 'bounds.highest'")
    if kind is QuestionKind.SCALE and not {lowest, highest} <= set(anchors):
        below.problem("a scale needs words for its lowest and its highest value")
    if kind is QuestionKind.SCALE and highest - lowest > 10:
        below.problem("a scale has at most 11 values")
    below.finish()
    return Bounds(lowest, highest, anchors)


def _named(reader: Reader, key: str, kind: type[Named]) -> Named:
    name = reader.take(key, str)
    try:
        return kind(name)
    except ValueError:
        allowed = ", ".join(kind)
        reader.problem(f"'{key}' is '{name}', but must be one of: {allowed}")
        return next(iter(kind))


def _role(reader: Reader, name: str) -> Role:
    try:
        return Role(name)
    except ValueError:
        reader.problem(f"'{name}' is not a role; roles are: {', '.join(Role)}")
        return Role.JOB_COACH
