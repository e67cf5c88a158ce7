"""Goals of a case: in somebody's own words, with words behind each number, changed by adding, ended with a reason."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select, update

from dialogs.engine.model import Role
from storage.encryption import Vault, vault_of
from storage.tables import cases, goals, wordings


class Family(StrEnum):
    """What a goal is about: the person, the firm around her, or the whole (JoNi, evaluation, table 1)."""

    PERSON = "person"
    CONTEXT = "umfeld"
    OVERALL = "gesamt"


class Scale(StrEnum):
    """How a goal is rated: 1 to 10, or the five levels of Goal Attainment Scaling."""

    TEN = "zehn"
    ATTAINMENT = "gas"

    @property
    def bounds(self) -> tuple[int, int]:
        return (1, 10) if self is Scale.TEN else (-2, 2)

    @property
    def needed(self) -> tuple[int, ...]:
        """The numbers that never stand without words."""
        return (1, 5, 10) if self is Scale.TEN else (-2, -1, 0, 1, 2)


class Outcome(StrEnum):
    """How a goal ended. OVERTAKEN is a good end, with a reason."""

    REACHED = "erreicht"
    OVERTAKEN = "ueberholt"
    GIVEN_UP = "aufgegeben"


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as it is worded now. `party` is whose goal it is; `anchors` are the words behind numbers.

    Beside the professionals only the roles in `shown_to` see it.
    """

    id: int
    case_id: int
    party: Role
    family: Family
    category: str
    scale: Scale
    shown_to: frozenset[Role]
    text: str
    anchors: Mapping[int, str]
    revision: int
    set_on: date
    retired_on: date | None
    outcome: Outcome | None
    outcome_words: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What a goal says and what its numbers mean. Raises ValueError if a number of `needed` has no words."""

    text: str
    scale: Scale
    anchors: Mapping[int, str]

    def __post_init__(self) -> None:
        needed = [self.text, *(self.anchors.get(value, "") for value in self.scale.needed)]
        if not all(map(has_words, needed)):
            raise ValueError("no goal without words, and no number without words behind it")


@dataclass(frozen=True, slots=True)
class PastWording:
    """A wording as it was once written down, by whom and when."""

    wording: Wording
    person_id: int
    worded_at: datetime


def has_words(text: str) -> bool:
    """Whether somebody else can read something in it: letters or digits, not only pictures and signs."""
    return any(map(str.isalnum, text))


def set_goal(
    connection: Connection,
    case_id: int,
    person_id: int,
    party: Role,
    family: Family,
    category: str,
    wording: Wording,
    now: datetime,
) -> int:
    """A new goal; returns its number."""
    values = {"case_id": case_id, "person_id": person_id, "party": party, "family": family, "category": category}
    created = insert(goals).values(**values, scale=wording.scale, shown_to="", set_on=now.date())
    goal_id: int = connection.execute(created.returning(goals.c.id)).scalar_one()
    _word(connection, goal_id, case_id, person_id, wording, now)
    return goal_id


def reword_goal(connection: Connection, goal: Goal, person_id: int, wording: Wording, now: datetime) -> None:
    """The goal says this from now on; earlier wordings are kept."""
    connection.execute(update(goals).where(goals.c.id == goal.id).values(scale=wording.scale))
    _word(connection, goal.id, goal.case_id, person_id, wording, now)


def sort_goal(connection: Connection, goal: Goal, party: Role, family: Family, category: str) -> None:
    """The goal belongs to this party, family and category from now on; its words stay."""
    values = {"party": party, "family": family, "category": category}
    connection.execute(update(goals).where(goals.c.id == goal.id).values(**values))


def show_goal(connection: Connection, goal: Goal, roles: Collection[Role]) -> None:
    """From now on exactly these roles see the goal beside the professionals."""
    shown = update(goals).where(goals.c.id == goal.id)
    connection.execute(shown.values(shown_to=",".join(sorted(role.value for role in roles))))


def end_goal(connection: Connection, goal: Goal, outcome: Outcome, words: str, today: date) -> None:
    """The goal is over, and why; called again it corrects that, the day stays. Nothing about the goal is removed."""
    vault = vault_of(connection)
    sealed = vault.seal(words, goal_place("outcome", goal.id), _key(connection, goal.case_id))
    ended = update(goals).where(goals.c.id == goal.id)
    connection.execute(ended.values(retired_on=goal.retired_on or today, outcome=outcome, outcome_words=sealed))


def goals_of(connection: Connection, case_id: int, *, ended: bool = False) -> list[Goal]:
    """The goals of a case in the order they were set; with `ended` also those that are over."""
    wanted = _select().where(goals.c.case_id == case_id)
    if not ended:
        wanted = wanted.where(goals.c.retired_on.is_(None))
    vault = vault_of(connection)
    return [_goal(vault, row) for row in connection.execute(wanted.order_by(goals.c.id))]


def wordings_of(connection: Connection, goal: Goal) -> list[PastWording]:
    """Everything the goal ever said, oldest first; the last one is how it is worded now."""
    wanted = select(wordings).where(wordings.c.goal_id == goal.id).order_by(wordings.c.revision)
    vault = vault_of(connection)
    found = []
    for row in connection.execute(wanted):
        text, anchors = _opened(vault, goal.id, row)
        scale = Scale.ATTAINMENT if min(anchors) < 1 else Scale.TEN
        found.append(PastWording(Wording(text, scale, anchors), row.person_id, row.worded_at))
    return found


def find_goal(connection: Connection, goal_id: int) -> Goal | None:
    """The goal with this number, over or not."""
    row = connection.execute(_select().where(goals.c.id == goal_id)).one_or_none()
    return None if row is None else _goal(vault_of(connection), row)


def _select() -> Any:
    newest = select(wordings.c.goal_id, func.max(wordings.c.revision).label("revision")).group_by(wordings.c.goal_id)
    last = newest.subquery()
    standing = and_(wordings.c.goal_id == last.c.goal_id, wordings.c.revision == last.c.revision)
    return select(*goals.c, wordings.c.text, wordings.c.anchors, wordings.c.revision).select_from(
        goals.join(last, last.c.goal_id == goals.c.id).join(wordings, standing)
    )


def _word(connection: Connection, goal_id: int, case_id: int, person_id: int, wording: Wording, now: datetime) -> None:
    vault, key = vault_of(connection), _key(connection, case_id)
    last = select(func.coalesce(func.max(wordings.c.revision), 0)).where(wordings.c.goal_id == goal_id)
    anchors = json.dumps({str(value): words for value, words in wording.anchors.items()}, ensure_ascii=False)
    values = {
        "goal_id": goal_id,
        "revision": connection.execute(last).scalar_one() + 1,
        "person_id": person_id,
        "text": vault.seal(wording.text, goal_place("text", goal_id), key),
        "anchors": vault.seal(anchors, goal_place("anchors", goal_id), key),
        "worded_at": now,
    }
    connection.execute(insert(wordings).values(**values))


def _key(connection: Connection, case_id: int) -> str:
    """Goals belong to the case: they stay when whoever wrote them down is erased."""
    return str(connection.execute(select(cases.c.key_id).where(cases.c.id == case_id)).scalar_one())


def goal_place(column: str, goal_id: int) -> str:
    """Where a sealed text of a goal belongs."""
    return f"goal.{column}:{goal_id}"


def _goal(vault: Vault, row: Any) -> Goal:
    text, anchors = _opened(vault, row.id, row)
    words = "" if row.outcome_words is None else vault.open(row.outcome_words, goal_place("outcome", row.id))
    return Goal(
        id=row.id,
        case_id=row.case_id,
        party=Role(row.party),
        family=Family(row.family),
        category=row.category,
        scale=Scale(row.scale),
        shown_to=frozenset(Role(role) for role in row.shown_to.split(",") if role),
        text=text,
        anchors=anchors,
        revision=row.revision,
        set_on=row.set_on,
        retired_on=row.retired_on,
        outcome=None if row.outcome is None else Outcome(row.outcome),
        outcome_words=words,
    )


def _opened(vault: Vault, goal_id: int, row: Any) -> tuple[str, dict[int, str]]:
    anchors = json.loads(vault.open(row.anchors, goal_place("anchors", goal_id)))
    return vault.open(row.text, goal_place("text", goal_id)), {int(value): words for value, words in anchors.items()}
