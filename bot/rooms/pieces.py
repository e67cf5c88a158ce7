"""A person's own answers by reflection, each with what others can read of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.exchange import Exchange
from bot.rooms.labels import CHANGED, SIGNS, place_in_dialog
from storage.releases import RELEASED, Room, Statement, own_statements, place_of_answer, released_statements


@dataclass(frozen=True, slots=True)
class Piece:
    """One answer: as it stands (None if it was skipped or fell away since), and by room what others read."""

    current: Statement | None
    released: Mapping[Room, Statement]

    @property
    def shown(self) -> Statement:
        """The answer as it stands, or else what is left of it in the rooms."""
        return self.current or max(self.released.values(), key=lambda statement: statement.answer_id)

    @property
    def outdated(self) -> dict[Room, Statement]:
        """The rooms that read something else than the answer as it stands."""
        standing = None if self.current is None else self.current.answer_id
        return {room: statement for room, statement in self.released.items() if statement.answer_id != standing}

    @property
    def signs(self) -> str:
        rooms = [SIGNS[room] for room in RELEASED if room in self.released] or [SIGNS[Room.PRIVATE]]
        return "".join(rooms) + (CHANGED if self.outdated else "")


@dataclass(frozen=True, slots=True)
class Reflection:
    """A person's answers in one conversation, in the order of the questions."""

    conversation_id: int
    pieces: tuple[Piece, ...]

    @property
    def first(self) -> Statement:
        return self.pieces[0].shown

    @property
    def answered_at(self) -> datetime:
        return max(piece.shown.answered_at for piece in self.pieces)

    @property
    def not_in_team(self) -> list[Statement]:
        """The answers as they stand that the team cannot read yet. Who reads the report is in the team."""
        standing = [piece.current for piece in self.pieces if piece.current is not None]
        return [statement for statement in standing if not statement.rooms & {Room.TEAM, Room.REPORT}]


def own_reflections(exchange: Exchange, case_id: int) -> list[Reflection]:
    """What the person said in the case, the newest reflection first."""
    connection, person_id = exchange.connection, exchange.person.id
    current = {_place(one): one for one in own_statements(connection, person_id, case_id)}
    released: dict[tuple[int, str], dict[Room, Statement]] = {}
    for room in RELEASED:
        for one in released_statements(connection, case_id, (room,)):
            if one.person_id == person_id:
                released.setdefault(_place(one), {})[room] = one
    by_conversation: dict[int, list[Piece]] = {}
    for place in {**current, **released}:
        piece = Piece(current.get(place), released.get(place, {}))
        by_conversation.setdefault(place[0], []).append(piece)
    reflections = [
        Reflection(number, tuple(sorted(pieces, key=lambda piece: place_in_dialog(exchange, piece.shown))))
        for number, pieces in by_conversation.items()
    ]
    return sorted(reflections, key=lambda one: (one.answered_at, one.conversation_id), reverse=True)


def own_reflection(exchange: Exchange, case_id: int, conversation_id: int | None) -> Reflection | None:
    """One of them; None if it is not the person's, not of this case, or was discarded."""
    found = own_reflections(exchange, case_id)
    return next((one for one in found if one.conversation_id == conversation_id), None)


def own_piece(exchange: Exchange, case_id: int, answer_id: int | None) -> Piece | None:
    """The answer that any of its revisions leads to; None if it is not the person's or is gone."""
    place = None if answer_id is None else place_of_answer(exchange.connection, answer_id, case_id)
    if place is None or place.person_id != exchange.person.id:
        return None
    reflection = own_reflection(exchange, case_id, place.conversation_id)
    pieces = () if reflection is None else reflection.pieces
    return next((piece for piece in pieces if piece.shown.step_id == place.step_id), None)


def _place(statement: Statement) -> tuple[int, str]:
    return statement.conversation_id, statement.step_id
