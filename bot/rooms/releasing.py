"""Releasing one answer: choose it, read the exact text and who will read it, then decide. And taking it back."""

from __future__ import annotations

from bot.exchange import Exchange
from bot.messages import Button, Rows
from bot.reflecting import remind
from bot.rights import PROFESSIONALS
from bot.rooms.labels import (
    A_PAGE,
    day_of,
    name_of_step,
    number_in,
    page_buttons,
    page_of,
    send_long,
    shortened,
    title_of,
    titled,
)
from bot.rooms.pieces import Piece, Reflection, own_piece, own_reflection, own_reflections
from bot.rooms.readers import who_reads
from bot.tokens import MenuToken
from bot.wording import isolated
from storage.audit import AuditEvent
from storage.members import Membership
from storage.releases import RELEASED, Place, Room, Statement, release, take_back

BUTTONS = {
    Room.TEAM: "button_release_team",
    Room.REPORT: "button_release_report",
    Room.COACHEE: "button_release_coachee",
}


def choose(exchange: Exchange, membership: Membership, rest: str) -> None:
    """The person's reflections in the case, newest first; or the answers of the one that is named."""
    reflections = own_reflections(exchange, membership.case.id)
    page = page_of(rest)
    if page is None:
        _show_reflection(exchange, membership, own_reflection(exchange, membership.case.id, number_in(rest)))
        return
    shown = reflections[page * A_PAGE : (page + 1) * A_PAGE]
    if not shown:
        _nothing(exchange, membership, page)
        return
    rows = tuple(
        (_button(titled(exchange, one.first, one.answered_at), "freigeben", membership, one.conversation_id),)
        for one in shown
    )
    more = page_buttons(exchange, "freigeben", str(membership.case.id), page, len(reflections))
    exchange.say("release_which", (*rows, *more), case=membership.case.pseudonym)


def show_answer(exchange: Exchange, membership: Membership, rest: str) -> None:
    """The exact text of an answer, who reads it now, and who could."""
    piece = own_piece(exchange, membership.case.id, number_in(rest))
    if piece is None:
        remind(exchange, "hint_old_button")
    else:
        _show(exchange, membership, piece)


def release_to(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Releases the very text that was shown with the button; if it was changed since, that is shown instead."""
    number, _, named = rest.partition("-")
    room = next((room for room in offered_rooms(membership) if room == named), None)
    piece = own_piece(exchange, membership.case.id, number_in(number))
    if room is None or piece is None:
        remind(exchange, "hint_old_button")
    elif piece.current is None or piece.current.answer_id != number_in(number):
        _show(exchange, membership, piece, exchange.voice.say("release_changed"))
    elif release_one(exchange, membership, piece.current, room):
        rows = (
            (_back(exchange, membership, piece.current.conversation_id),),
            (exchange.button("button_take_back", "zuruecknehmen", f"{membership.case.id}-{number}"),),
        )
        name = name_of_step(exchange, piece.current)
        exchange.say("release_done", rows, name=name, room=exchange.voice.say(f"room_{room}"))
    else:
        _show(exchange, membership, piece, exchange.voice.say("release_already"))


def make_private(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Takes an answer back from all rooms, whichever of its revisions is there."""
    piece = own_piece(exchange, membership.case.id, number_in(rest))
    if piece is None:
        remind(exchange, "hint_old_button")
        return
    shown = piece.shown
    place = Place(exchange.person.id, shown.topic, shown.conversation_id, shown.step_id)
    take_back(exchange.connection, place, exchange.now)
    for room, statement in piece.released.items():
        exchange.log(AuditEvent.TAKEN_BACK, case=membership.case.id, answer=statement.answer_id, room=room.value)
    rows = ((_back(exchange, membership, shown.conversation_id),),)
    name = name_of_step(exchange, shown)
    if piece.released:
        exchange.say("release_taken_back", rows, name=name)
    else:
        exchange.say("release_not_there", rows, name=name)


def release_one(exchange: Exchange, membership: Membership, statement: Statement, room: Room) -> bool:
    """Releases a text and writes that down. False if it is there already."""
    if not release(exchange.connection, statement, membership.case.id, room, exchange.now):
        return False
    exchange.log(AuditEvent.RELEASED, case=membership.case.id, answer=statement.answer_id, room=room.value)
    return True


def offered_rooms(membership: Membership) -> list[Room]:
    """Where somebody in this role can release to."""
    return [room for room in RELEASED if room is not Room.COACHEE or membership.role in PROFESSIONALS]


def _nothing(exchange: Exchange, membership: Membership, page: int) -> None:
    if page > 0:
        remind(exchange, "hint_old_button")
    else:
        exchange.menu(exchange.voice.say("release_nothing", case=membership.case.pseudonym))


def _show_reflection(exchange: Exchange, membership: Membership, reflection: Reflection | None) -> None:
    if reflection is None:
        remind(exchange, "hint_old_button")
        return
    rows: list[tuple[Button, ...]] = []
    for piece in reflection.pieces:
        label = shortened(f"{piece.signs} {name_of_step(exchange, piece.shown)}")
        rows.append((_button(label, "freigeben_antwort", membership, piece.shown.answer_id),))
    if len(reflection.not_in_team) > 1:
        mark = f"{membership.case.id}-{reflection.conversation_id}"
        rows.append((exchange.button("button_release_all", "alle_zeigen", mark),))
    title, day = title_of(exchange, reflection.first), day_of(exchange, reflection.answered_at)
    if any(piece.outdated for piece in reflection.pieces):
        exchange.say("release_reflection_changed", tuple(rows), title=title, day=day)
    else:
        exchange.say("release_reflection", tuple(rows), title=title, day=day)


def _show(exchange: Exchange, membership: Membership, piece: Piece, before: str = "") -> None:
    voice, shown = exchange.voice, piece.shown
    heading = {"name": name_of_step(exchange, shown), "question": shown.question}
    parts = [before] if before else []
    if piece.current is None:
        parts.append(voice.say("release_gone", name=heading["name"], question=heading["question"]))
    else:
        day = day_of(exchange, shown.answered_at)
        text = isolated(shown.text)
        parts.append(
            voice.say("release_answer", name=heading["name"], question=heading["question"], day=day, text=text)
        )
    earlier = {statement.answer_id: statement for statement in piece.outdated.values()}
    for number, statement in earlier.items():
        rooms = _named(exchange, [room for room, other in piece.outdated.items() if other.answer_id == number])
        day = day_of(exchange, statement.answered_at)
        parts.append(voice.say("release_earlier", rooms=rooms, day=day, text=isolated(statement.text)))
    up_to_date = [room for room in RELEASED if room in piece.released and room not in piece.outdated]
    if up_to_date:
        parts.append(voice.say("release_where", rooms=_named(exchange, up_to_date)))
    elif not piece.released:
        parts.append(voice.say("release_private"))
    if piece.current is not None:
        parts.append(who_reads(exchange, membership.case.id, membership.role))
    send_long(exchange, "\n\n".join(parts), _decisions(exchange, membership, piece, up_to_date))


def _decisions(exchange: Exchange, membership: Membership, piece: Piece, up_to_date: list[Room]) -> Rows:
    mark = f"{membership.case.id}-{piece.shown.answer_id}"
    rows: list[tuple[Button, ...]] = []
    if piece.current is not None:
        for room in offered_rooms(membership):
            if room not in up_to_date:
                rows.append((exchange.button(BUTTONS[room], "freigeben_an", f"{mark}-{room}"),))
    if piece.released:
        rows.append((exchange.button("button_take_back", "zuruecknehmen", mark),))
    return (*rows, (_back(exchange, membership, piece.shown.conversation_id),))


def _named(exchange: Exchange, rooms: list[Room]) -> str:
    return ", ".join(exchange.voice.say(f"room_{room}") for room in rooms)


def _back(exchange: Exchange, membership: Membership, conversation_id: int) -> Button:
    return exchange.button("button_back_to_answers", "freigeben", f"{membership.case.id}-{conversation_id}")


def _button(label: str, command: str, membership: Membership, number: int) -> Button:
    return Button(label, str(MenuToken(command, f"{membership.case.id}-{number}")), answer=True)
