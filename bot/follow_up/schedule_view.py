"""The schedule after the end as somebody may see it: those who lead see all of the case, everybody else her own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.exchange import Exchange
from bot.follow_up.calendar_file import MEDIA_TYPE, Appointment, calendar
from bot.keyboards import fitting
from bot.messages import Attachment, Button, Outgoing
from bot.reflecting import remind
from bot.rights import Right, may
from bot.rooms.labels import number_in, send_long
from bot.tokens import MenuToken
from bot.wording import Voice, isolated
from storage.follow_ups import CheckIn, Outcome, Plan, Wave, Way, check_ins_of
from storage.members import Membership
from storage.pings import habit_of

CALENDAR_NAME = "nachfragen.ics"
_SHOWN = frozenset({Outcome.ANSWERED, Outcome.BY_PHONE, Outcome.CANCELLED})


@dataclass(frozen=True, slots=True)
class Shown:
    """One appointment in words."""

    wave: Wave
    due_on: date
    hour: int
    line: str

    def line_with_wave(self, voice: Voice) -> str:
        """For a list that is not sorted by waves."""
        day = voice.day(self.due_on)
        return voice.say("follow_up_own_line", wave=voice.say(f"wave_{self.wave}"), day=day, hour=self.hour)


def appointment(voice: Voice, planned: Plan | CheckIn) -> Shown:
    """Who is asked and how, without a name; for what is closed also how it ended."""
    who, way = voice.role(planned.role), planned.way
    if planned.person_id is None and way is not Way.VISIT:
        way = Way.PHONE
    line = voice.say("follow_up_line", role=who, way=voice.say(f"way_{way}"))
    if isinstance(planned, CheckIn) and planned.closed_at is not None:
        line = f"{line} ({_ending(voice, planned)})"
    return Shown(planned.wave, planned.due_on, planned.hour, line)


def lines_by_wave(voice: Voice, shown: Sequence[Shown]) -> list[str]:
    """A paragraph for each day on which somebody is asked."""
    days = dict.fromkeys((one.wave, one.due_on, one.hour) for one in shown)
    found = []
    for wave, day, hour in days:
        lines = "\n".join(f"• {one.line}" for one in shown if (one.wave, one.due_on, one.hour) == (wave, day, hour))
        heading = voice.say("follow_up_wave", wave=voice.say(f"wave_{wave}"), day=voice.day(day), hour=hour)
        found.append(f"{heading}\n{lines}")
    return found


def schedule(exchange: Exchange, membership: Membership, rest: str) -> None:
    """The whole schedule with ways to change it, or the one check-in that is named."""
    if rest:
        _one(exchange, membership, rest)
    elif may(membership.role, Right.STEER):
        _all(exchange, membership)
    else:
        _own(exchange, membership)


def send_calendar(exchange: Exchange, membership: Membership, rest: str) -> None:
    """The dates as a file for any calendar. It says neither who is asked nor about what."""
    planned = [one for one in _visible(exchange, membership) if one.closed_at is None]
    if not planned:
        exchange.say("follow_up_none", _back(exchange, membership), case=membership.case.pseudonym)
        return
    own_hour = habit_of(exchange.connection, exchange.person.id).hour
    summary = exchange.voice.say("calendar_summary")
    days = dict.fromkeys((one.wave, one.due_on, _hour(exchange, one, own_hour)) for one in planned)
    appointments = [
        Appointment(f"{membership.case.id}-{wave}-{day:%Y%m%d}", day, hour, summary) for wave, day, hour in days
    ]
    assert exchange.now.tzinfo is not None, "now is local time"
    content = calendar(appointments, exchange.now)
    exchange.send(Attachment(CALENDAR_NAME, MEDIA_TYPE, content), exchange.voice.say("calendar_sent"))


def find_visible(exchange: Exchange, membership: Membership, number: str) -> CheckIn | None:
    """A check-in of the case that the person may see; None for any other."""
    wanted = number_in(number)
    return next((one for one in _visible(exchange, membership) if one.id == wanted), None)


def _visible(exchange: Exchange, membership: Membership) -> list[CheckIn]:
    found = check_ins_of(exchange.connection, membership.case.id)
    if may(membership.role, Right.STEER):
        return found
    return [one for one in found if one.person_id == exchange.person.id]


def _hour(exchange: Exchange, check_in: CheckIn, own_hour: int | None) -> int:
    is_own = check_in.person_id == exchange.person.id
    return own_hour if is_own and own_hour is not None else check_in.hour


def _all(exchange: Exchange, membership: Membership) -> None:
    voice, case = exchange.voice, membership.case
    found = _visible(exchange, membership)
    if not found:
        rows = ((exchange.button("menu_abschluss", "abschluss", case.id),), *_back(exchange, membership))
        exchange.say("follow_up_none", rows, case=case.pseudonym)
        return
    parts = [voice.say("follow_up_schedule", case=case.pseudonym)]
    parts += lines_by_wave(voice, [appointment(voice, one) for one in found])
    ways = [(_button_for(exchange, one),) for one in found if one.closed_at is None]
    if ways:
        ways.append((exchange.button("button_calendar", "nachfragen_kalender", case.id),))
    send_long(exchange, "\n\n".join(parts), (*ways, *_back(exchange, membership)))


def _own(exchange: Exchange, membership: Membership) -> None:
    voice, case = exchange.voice, membership.case
    found = [one for one in _visible(exchange, membership) if one.closed_at is None]
    if not found:
        exchange.say("follow_up_none_for_you", _back(exchange, membership))
        return
    own_hour = habit_of(exchange.connection, exchange.person.id).hour
    lines = [
        voice.say(
            "follow_up_own_line",
            wave=voice.say(f"wave_{one.wave}"),
            day=voice.day(one.due_on),
            hour=_hour(exchange, one, own_hour),
        )
        for one in found
    ]
    rows = (
        (exchange.button("button_own_times", "meine_zeiten", case.id),),
        (exchange.button("button_calendar", "nachfragen_kalender", case.id),),
        (exchange.button("button_no_more", "nachfragen_nein", case.id),),
        *_back(exchange, membership),
    )
    exchange.say("follow_up_schedule_own", rows, lines="\n".join(f"• {line}" for line in lines))


def _one(exchange: Exchange, membership: Membership, number: str) -> None:
    check_in = find_visible(exchange, membership, number)
    if check_in is None or not may(membership.role, Right.STEER):
        remind(exchange, "hint_old_button")
        return
    voice, mark = exchange.voice, f"{membership.case.id}-{check_in.id}"
    shown = appointment(voice, check_in)
    text = "\n\n".join(lines_by_wave(voice, [shown]))
    rows = [(exchange.button("button_whole_schedule", "nachfragen", membership.case.id),)]
    if check_in.closed_at is None:
        rows.insert(0, (exchange.button("button_cancel_check_in", "nachfrage_absagen", mark),))
        if check_in.asked_at is None:
            rows.insert(0, (exchange.button("button_move_check_in", "nachfrage_verschieben", mark),))
    exchange.replies.append(Outgoing(text, tuple(rows)))


def _button_for(exchange: Exchange, check_in: CheckIn) -> Button:
    voice = exchange.voice
    label = fitting(f"{voice.short_day(check_in.due_on)} · {voice.role(check_in.role)}")
    token = str(MenuToken("nachfragen", f"{check_in.case_id}-{check_in.id}"))
    return Button(label, token, answer=True)


def _back(exchange: Exchange, membership: Membership) -> tuple[tuple[Button, ...], ...]:
    return ((exchange.button("button_to_case", "fall", membership.case.id),),)


def _ending(voice: Voice, check_in: CheckIn) -> str:
    """Only for professionals. Silence, a no and a withdrawal look alike: why is hers alone."""
    if check_in.outcome not in _SHOWN:
        return voice.say("outcome_over")
    words = voice.say(f"outcome_{check_in.outcome}")
    cancelled = check_in.outcome is Outcome.CANCELLED and check_in.reason
    return f"{words}: {isolated(check_in.reason)}" if cancelled else words
