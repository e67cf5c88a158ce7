"""Reads the source of `bot` for the shared texts it asks for: keys, and the values that are filled in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import bot
from bot.consenting import INFORMED_AS
from bot.course.drawing import Kind
from bot.follow_up.side_by_side import ASPECTS
from bot.reports.rendering import Format
from bot.reports.view import Concern, ReportKind
from bot.rooms.comparing import Agreement
from dialogs.engine.events import Refusal
from dialogs.engine.model import CASE_PHASES, Phase, Register, Role
from storage.follow_ups import Wave, Way
from storage.goals import Family, Outcome
from storage.invitations import Rejection
from storage.releases import RELEASED

BOT = Path(bot.__file__).parent
# The beginnings of keys that are put together, with everything that may follow.
MENU = ("besuch", "themen", "zwischen", "faelle", "aendern", "sprache", "hilfe", "abbrechen")
CASE_MENU = ("einladen", "mitglieder", "phase", "eckdaten", "uebergeben", "verlassen", "aufsicht", "neuer_fall")
GOAL_MENU = ("ziele",)
COURSE_MENU = ("stunden", "bilder", "wendepunkt", "rahmenstand")
AFTER_MENU = ("abschluss", "nachfragen")
HELP_MENU = ("hilfe_rufen", "runde", "postkarte")
ROOM_MENU = ("freigeben", "teamsicht", "geteilt", "bericht")
COMMANDS = (*MENU, "spaeter", "weiter", "zurueck", "pause", "warum", "datenschutz", "meine_daten", "loeschen")
INFORMED = tuple(sorted(set(INFORMED_AS.values())))
PUT_TOGETHER = {
    "menu_": (*MENU, *CASE_MENU, *ROOM_MENU, *GOAL_MENU, *COURSE_MENU, *AFTER_MENU, *HELP_MENU),
    "command_": COMMANDS,
    "phase_": tuple(Phase),
    "phase_means_": CASE_PHASES,
    "goal_family_": tuple(Family),
    "goal_outcome_": tuple(Outcome),
    "goal_end_said_": tuple(Outcome),
    "goal_relevance_": ("ja", "ueberholt", "nein"),
    "frame_asked_": ("beginn", "ende", "stunden", "region"),
    "wave_": tuple(Wave),
    "way_": tuple(Way),
    "outcome_": ("beantwortet", "telefonisch", "abgesagt"),
    "role_": tuple(Role),
    "round_aspect_": tuple(ASPECTS),
    "room_": tuple(RELEASED),
    "team_sign_": tuple(Agreement),
    "register_": tuple(Register),
    "refused_": tuple(Refusal),
    "stranger_": tuple(Rejection),
    "report_kind_": tuple(ReportKind),
    "report_form_": tuple(Format),
    "report_place_": tuple(Concern),
    "report_goal_": tuple(Outcome),
    "report_group_": tuple(Agreement),
    "picture_": tuple(Kind),
    "consent_data_": INFORMED,
    "consent_purpose_": INFORMED,
    "consent_recipients_": INFORMED,
}
SPEAKING = {"say", "said", "hint", "remind", "action"}


@dataclass(frozen=True)
class Asking:
    """One call that asks for a shared text; `key` ends in * where the rest is put together."""

    key: str
    values: frozenset[str]
    place: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys this call can ask for."""
        prefix = self.key.removesuffix("*")
        return tuple(f"{prefix}{rest}" for rest in PUT_TOGETHER[prefix]) if self.key.endswith("*") else (self.key,)


def askings() -> Iterator[Asking]:
    """Every call of say, hint, remind or action with a literal key or an f-string that begins with one."""
    for file in sorted(BOT.rglob("*.py")):
        if file.parent.name == "pictures":
            continue  # with texts of their own
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in SPEAKING and not _asks_own(node.func):
                values = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
                for argument in node.args[:2]:
                    key = _key(argument)
                    if key is not None:
                        yield Asking(key, values, f"{file.relative_to(BOT)}:{node.lineno}")


def literals() -> set[str]:
    """All strings in the code, among them the keys that travel through variables."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in BOT.rglob("*.py"))
    constants = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


def _asks_own(function: ast.expr) -> bool:
    """Whether the words are those around a report, which are in a file of their own."""
    asked = function.value if isinstance(function, ast.Attribute) else None
    return isinstance(asked, ast.Name) and asked.id == "TEXTS"


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _key(argument: ast.expr) -> str | None:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    if isinstance(argument, ast.JoinedStr) and isinstance(argument.values[0], ast.Constant):
        return f"{argument.values[0].value}*"
    return None
