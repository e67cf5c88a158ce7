"""What others released in a case, as one person reads it: by topic, with authors called by their roles, and logged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.exchange import Exchange
from bot.follow_up.marks import marked
from bot.rooms.comparing import Comparison, agreement, newest_of
from bot.rooms.labels import place_in_dialog, step_of
from storage.audit import AuditEvent, has_read
from storage.members import Membership, members_of
from storage.releases import Room, Statement, released_statements

TEAM_ROOMS = (Room.TEAM, Room.REPORT)
ONE_SITTING = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic as the team sees it. `authors` names everybody who released something, by person."""

    topic: str
    comparisons: tuple[Comparison, ...]
    authors: Mapping[int, str]

    @property
    def first(self) -> Statement:
        return self.comparisons[0].statements[0]

    @property
    def statements(self) -> list[Statement]:
        return [statement for comparison in self.comparisons for statement in comparison.statements]


def team_topics(exchange: Exchange, membership: Membership) -> list[TopicView]:
    """All topics with something released to the team, the one with the newest release first."""
    case_id = membership.case.id
    released = newest_of(released_statements(exchange.connection, case_id, TEAM_ROOMS))
    by_topic: dict[str, list[Statement]] = {}
    for statement in released:
        by_topic.setdefault(statement.topic, []).append(statement)
    called = names_of_authors(exchange, case_id)
    views = [_view(exchange, topic, statements, called) for topic, statements in by_topic.items()]
    return sorted(views, key=lambda view: max(map(_released_at, view.statements)), reverse=True)


def team_topic(exchange: Exchange, membership: Membership, topic: str) -> TopicView | None:
    """One of them; None if nothing of it is released (any more)."""
    return next((view for view in team_topics(exchange, membership) if view.topic == topic), None)


def names_of_authors(exchange: Exchange, case_id: int) -> dict[int, str]:
    """What to call each member: her role, with a number where several share it; marked if she left the case."""
    voice, everybody = exchange.voice, members_of(exchange.connection, case_id, former=True)
    names: dict[int, str] = {}
    for member in everybody:
        same = [other.person_id for other in everybody if other.role is member.role]
        role = voice.role(member.role)
        name = f"{role} {same.index(member.person_id) + 1}" if len(same) > 1 else role
        if member.left_at is not None:
            name = voice.say("author_former", author=name)
        elif member.person_id == exchange.person.id:
            name = voice.say("author_self", author=name)
        names[member.person_id] = name
    return names


def note_reading(exchange: Exchange, membership: Membership, statements: Iterable[Statement]) -> None:
    """Writes down once a sitting, author and dialog that these were read; what was released since counts anew."""
    newest: dict[tuple[int, str], datetime] = {}
    for one in statements:
        if one.person_id != exchange.person.id:
            who_and_what = (one.person_id, one.dialog_id)
            newest[who_and_what] = max(_released_at(one), newest.get(who_and_what, _released_at(one)))
    for (author, dialog_id), released_at in newest.items():
        since = max(exchange.now - ONE_SITTING, released_at)
        case_id, reader = membership.case.id, exchange.person.id
        if not has_read(exchange.connection, reader, case_id, author, since, dialog=dialog_id):
            exchange.log(AuditEvent.READ, case=case_id, subject=author, dialog=dialog_id)


def _released_at(statement: Statement) -> datetime:
    assert statement.released_at is not None, "only asked for released statements"
    return statement.released_at


def _view(exchange: Exchange, topic: str, statements: list[Statement], called: Mapping[int, str]) -> TopicView:
    order = list(called)
    by_step: dict[str, list[Statement]] = {}
    for statement in sorted(statements, key=lambda one: place_in_dialog(exchange, one)):
        by_step.setdefault(statement.step_id, []).append(statement)
    comparisons = []
    for step_id, found in by_step.items():
        found.sort(key=lambda one: order.index(one.person_id))
        step = step_of(exchange, found[-1])
        agreed = agreement(None if step is None else step.kind, [one.value for one in found])
        comparisons.append(Comparison(step_id, agreed, tuple(found)))
    authors = {}
    for person in order:
        hers = [one for one in statements if one.person_id == person]
        if hers:
            authors[person] = marked(exchange.connection, exchange.voice, called[person], hers)
    return TopicView(topic, tuple(comparisons), authors)
