"""Which part of a report each statement belongs to, and the order in which people with several views are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from bot.reports.ratings import is_about_goals
from bot.reports.telling import Telling
from bot.reports.view import Section
from dialogs.engine.model import DialogKind
from storage.releases import Statement

MOST_FROM_VISITS = 6
"""So many of the newest statements from visits are told; how many there were before is named."""


class Part(StrEnum):
    """What a funding body asks, in its order."""

    CHANGED = "changed"
    FRAME = "frame"
    OPEN = "open"
    NEXT = "next"
    MORE = "more"


# What a question covers of the sources decides first; so one kind of question is found in all dialogs that ask it.
_BY_COVERED: Mapping[str, Part] = {
    "J4.2b-1": Part.CHANGED,
    "J4.2b-2": Part.CHANGED,
    "J4.2b-3": Part.CHANGED,
    "J4.2b-4": Part.NEXT,
    "J4.3-1": Part.OPEN,
    "J4.3-2": Part.OPEN,
    "J4.3-3": Part.OPEN,
    "M-steering": Part.FRAME,
}
_BY_STEP: Mapping[tuple[str, str], Part] = {
    ("nach_dem_besuch", "naechster_schritt"): Part.NEXT,
    ("nach_dem_besuch", "tag"): Part.NEXT,
    ("zwischenergebnis", "vereinbart"): Part.NEXT,
    ("zwischenergebnis", "wer_macht_was_bis"): Part.NEXT,
    ("zwischenergebnis", "naechster_termin"): Part.NEXT,
}
_BY_DIALOG: Mapping[str, Part] = {
    "nach_dem_besuch": Part.CHANGED,
    "zwischenauswertung": Part.CHANGED,
    "rueckblick_coachee": Part.CHANGED,
    "rueckblick_betrieb": Part.CHANGED,
    "zwischenergebnis": Part.OPEN,
    "rahmen": Part.FRAME,
    "fallsteuerung": Part.FRAME,
    "abschluss": Part.OPEN,
}


def in_parts(statements: Iterable[Statement], telling: Telling) -> dict[Part, list[Statement]]:
    """The statements that are not about single goals, by part."""
    parts: dict[Part, list[Statement]] = {part: [] for part in Part}
    for one in statements:
        if not is_about_goals(one):
            parts[_part(one, telling)].append(one)
    return parts


def newest_by_question(statements: Iterable[Statement], telling: Telling) -> tuple[list[Statement], int]:
    """Of each person and question the newest, and the newest from visits; and how many older ones from visits stay out.

    A visit is told by itself, while who speaks again about a topic says how it is now.
    """
    visits: list[Statement] = []
    newest: dict[tuple[int, str, str, int | None], Statement] = {}
    for one in sorted(statements, key=lambda one: one.answer_id):
        if _is_visit(one, telling):
            visits.append(one)
        else:
            newest[one.person_id, one.dialog_id, one.step_id, one.goal_id] = one
    told = visits[-MOST_FROM_VISITS:]
    return sorted([*newest.values(), *told], key=lambda one: one.answer_id), len(visits) - len(told)


def section_of(heading: str, statements: Iterable[Statement], telling: Telling, *, by_whom: bool = True) -> Section:
    """The statements by question, the same question of different dialogs together; older ones come first.

    Above each stands what was asked and, with `by_whom`, who answered.
    """
    groups: dict[str, list[Statement]] = {}
    for one in sorted(statements, key=lambda one: (telling.place(one), one.answer_id)):
        groups.setdefault(_group(one, telling), []).append(one)
    ordered = [one for group in groups.values() for one in group]
    return Section(heading, tuple(telling.quote(one, _asked(one, telling, by_whom)) for one in ordered))


def _asked(statement: Statement, telling: Telling, by_whom: bool) -> str:
    name = telling.name(statement)
    return telling.voice.say("report_asked", name=name, author=telling.author(statement)) if by_whom else name


def _part(statement: Statement, telling: Telling) -> Part:
    by_step = _BY_STEP.get((statement.dialog_id, statement.step_id))
    if by_step is not None:
        return by_step
    covered = next((_BY_COVERED[item] for item in telling.covers(statement) if item in _BY_COVERED), None)
    return covered or _BY_DIALOG.get(statement.dialog_id, Part.MORE)


def _group(statement: Statement, telling: Telling) -> str:
    """Interim reviews ask everybody the same four things in different words."""
    same = next((item for item in telling.covers(statement) if item.startswith("J4.2b-")), None)
    return same or f"{statement.dialog_id}.{statement.step_id}"


def _is_visit(statement: Statement, telling: Telling) -> bool:
    dialog = telling.content.dialog(statement.dialog_id)
    return dialog is not None and dialog.kind is DialogKind.VISIT
