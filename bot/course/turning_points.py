"""The turning points of a case in the chat: all of them, and one in full. Everybody in the team reads them."""

from __future__ import annotations

from datetime import date

from bot.course.marking import (
    BACK,
    COMMAND,
    DAY,
    KEEP,
    REPLACE,
    SHOWN,
    await_words,
    changing,
    decide,
    move,
    take_back,
    turning_point_at,
)
from bot.exchange import Exchange
from bot.messages import Button
from bot.reflecting import remind
from bot.rooms.labels import A_PAGE, LONGEST_LABEL, page_buttons, page_of, send_long, shortened
from bot.rooms.readers import readers
from bot.rooms.reading import ONE_SITTING, names_of_authors
from bot.tokens import MenuToken
from bot.wording import isolated
from storage.audit import AuditEvent, has_read
from storage.cases import Case
from storage.course import TurningPoint, turning_points_of
from storage.members import Membership
from storage.releases import Room

_PART = "turning_points"


def turning_points(exchange: Exchange, membership: Membership, rest: str) -> None:
    """The turns of the case and a way to mark one; one of them in full; a decision about one's own."""
    case = membership.case
    word, _, mark = rest.partition("-")
    page = page_of(rest)
    if page is not None:
        _show_all(exchange, case, page)
    elif word in (REPLACE, KEEP) and not mark:
        decide(exchange, case, replace=word == REPLACE)
    elif word == BACK:
        take_back(exchange, case, mark)
    elif word == DAY:
        move(exchange, case, *mark.partition("-")[::2])
    else:
        _show_one(exchange, case, rest)


def _show_all(exchange: Exchange, case: Case, page: int) -> None:
    """A page of the turns, newest first; a text that comes next is a new one."""
    found = turning_points_of(exchange.connection, case.id)[::-1]
    shown = found[page * A_PAGE : (page + 1) * A_PAGE]
    if found and not shown:
        remind(exchange, "hint_old_button")
        return
    _note_reading(exchange, case, shown)
    await_words(exchange, case)
    team = readers(exchange, case.id, Room.TEAM)
    to_case = (exchange.button("button_to_case", "fall", case.id),)
    if not found:
        exchange.say("turning_points_none", (to_case,), case=case.pseudonym, team=team)
        return
    rows = [
        (Button(_label(exchange, point), str(MenuToken(COMMAND, f"{case.id}-{point.id}")), answer=True),)
        for point in shown
    ]
    more = page_buttons(exchange, COMMAND, str(case.id), page, len(found))
    lines = "\n".join(_line(exchange, case, point) for point in shown)
    exchange.say("turning_points_all", (*rows, *more, to_case), case=case.pseudonym, lines=lines, team=team)


def _line(exchange: Exchange, case: Case, point: TurningPoint) -> str:
    return exchange.voice.say(
        "turning_point_line",
        day=_plain_day(exchange, point.turned_on),
        author=names_of_authors(exchange, case.id)[point.person_id],
        words=isolated(shortened(point.words, SHOWN)),
    )


def _label(exchange: Exchange, point: TurningPoint) -> str:
    day = _plain_day(exchange, point.turned_on)
    return f"{day} {isolated(shortened(point.words, LONGEST_LABEL - len(day) - 3))}"


def _plain_day(exchange: Exchange, day: date) -> str:
    return exchange.voice.say("room_day", day=day.day, month=day.month, year=day.year)


def _show_one(exchange: Exchange, case: Case, mark: str) -> None:
    """One turn in full; whoever marked it can take it back or move it."""
    point = turning_point_at(exchange, case, mark)
    if point is None:
        remind(exchange, "hint_old_button")
        return
    _note_reading(exchange, case, [point])
    own = point.person_id == exchange.person.id
    text = exchange.voice.say(
        "turning_point_full",
        day=exchange.voice.day(point.turned_on),
        author=names_of_authors(exchange, case.id)[point.person_id],
        words=isolated(point.words),
    )
    ways = changing(exchange, case, point.id) if own else ()
    send_long(exchange, text, (*ways, (exchange.button("button_turning_points", COMMAND, case.id),)))


def _note_reading(exchange: Exchange, case: Case, points: list[TurningPoint]) -> None:
    """Writes down once a sitting whose turning points were read."""
    since, reader = exchange.now - ONE_SITTING, exchange.person.id
    for author in dict.fromkeys(point.person_id for point in points if point.person_id != reader):
        if not has_read(exchange.connection, reader, case.id, author, since, part=_PART):
            exchange.log(AuditEvent.READ, case=case.id, subject=author, part=_PART)
