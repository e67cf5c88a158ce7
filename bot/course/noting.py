"""Keeping working time: noted with what it means for the frame, and taken back again."""

from __future__ import annotations

from datetime import date

from bot.course.days import called
from bot.course.durations import A_DAY, duration
from bot.course.frame import frame_of, is_new
from bot.course.frame_words import asking
from bot.exchange import Exchange
from bot.messages import Outgoing, Rows
from bot.reflecting import remind
from storage.audit import AuditEvent
from storage.cases import Case
from storage.course import minutes_by_day, minutes_on, note_hours, take_back_hours

COMMAND, BACK = "stunden", "zurueck"
_PART = "hours"


def note(exchange: Exchange, case: Case, day: date, minutes: int) -> None:
    """Adds the time, unless a day would get longer than it is."""
    connection, voice, person = exchange.connection, exchange.voice, exchange.person
    _settle(exchange)
    noted = minutes_on(connection, case.id, person.id, day)
    if noted + minutes > A_DAY:
        exchange.say(
            "hours_day_is_full",
            _after(exchange, case, None),
            day=called(day, exchange.today, voice),
            duration=duration(noted, voice),
        )
        return
    earlier = minutes_by_day(connection, case.id)
    before = frame_of(case, earlier, max(on for on, _ in earlier)).reason if earlier else None
    note_id = note_hours(connection, case.id, person.id, day, minutes)
    exchange.log(AuditEvent.CASE_CHANGED, case=case.id, part=_PART)
    now = frame_of(case, minutes_by_day(connection, case.id), exchange.today)
    lines = [
        voice.say(
            "hours_noted",
            case=case.pseudonym,
            day=called(day, exchange.today, voice),
            duration=duration(minutes, voice),
        )
    ]
    if noted:
        lines.append(voice.say("hours_of_day", duration=duration(noted + minutes, voice)))
    if now.left is not None and now.left > 0:
        lines.append(voice.say("hours_left_over", duration=duration(now.left, voice)))
    if is_new(now.reason, before):
        lines.append(asking(now, exchange.today, voice))
    exchange.replies.append(Outgoing("\n".join(lines), _after(exchange, case, note_id)))


def take_back(exchange: Exchange, case: Case, mark: str) -> None:
    """Removes the note with this number, if it is one of her own."""
    known = mark.isdecimal() and len(mark) < 10
    note = take_back_hours(exchange.connection, int(mark), case.id, exchange.person.id) if known else None
    if note is None:
        remind(exchange, "hint_old_button")
        return
    _settle(exchange)
    exchange.log(AuditEvent.CASE_CHANGED, case=case.id, part=_PART)
    voice = exchange.voice
    exchange.say(
        "hours_taken_back",
        _after(exchange, case, None),
        case=case.pseudonym,
        day=called(note.worked_on, exchange.today, voice),
        duration=duration(note.minutes, voice),
    )


def _after(exchange: Exchange, case: Case, note_id: int | None) -> Rows:
    first = exchange.button("button_hours_again", COMMAND, case.id)
    if note_id is not None:
        first = exchange.button("button_hours_undo", COMMAND, f"{case.id}-{BACK}-{note_id}")
    return (
        (first, exchange.button("button_frame_now", "rahmenstand", case.id)),
        (exchange.button("button_turning_point", "wendepunkt", case.id),),
        (exchange.button("button_to_case", "fall", case.id),),
    )


def _settle(exchange: Exchange) -> None:
    """Takes the buttons off the message that was tapped, so that nothing is noted twice by a shaky finger."""
    if exchange.incoming.message is not None:
        exchange.replies.append(Outgoing("", edits=exchange.incoming.message))
