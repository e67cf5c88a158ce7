"""The frame of a case in words: what is used and left, and the early hint that an extension may be needed."""

from __future__ import annotations

from datetime import date

from bot.course.durations import duration
from bot.course.frame import Frame, Reason, frame_of
from bot.exchange import Exchange
from bot.messages import Button, Outgoing
from bot.rights import Right, may
from bot.wording import Voice
from storage.cases import Case
from storage.course import minutes_by_day
from storage.members import Membership

FITS_DIALOG = "rahmen"


def frame_now(exchange: Exchange, membership: Membership, rest: str) -> None:
    """How the frame stands today, and the ways to change it or to think about it."""
    case, voice = membership.case, exchange.voice
    frame = frame_of(case, minutes_by_day(exchange.connection, case.id), exchange.today)
    parts = [voice.say("frame_now", case=case.pseudonym, day=voice.day(exchange.today)), *_lines(case, frame, voice)]
    text = "\n".join(parts)
    if frame.reason is not None:
        text = f"{text}\n\n{hint(frame, exchange.today, voice)}"
    steers = may(membership.role, Right.STEER)
    rows: list[tuple[Button, ...]] = []
    if steers:
        hours = exchange.button("button_note_hours", "stunden", case.id)
        rows.append((hours, exchange.button("menu_eckdaten", "eckdaten", case.id)))
    dialog = exchange.content.dialog(FITS_DIALOG)
    if dialog is not None and membership.role in dialog.roles:
        rows.append((exchange.button("button_frame_fits", "thema", f"{case.id}-{FITS_DIALOG}"),))
    if frame.used or frame.approved:
        rows.append((exchange.button("button_picture_hours", "bilder", f"{case.id}-stunden"),))
    rows.append((exchange.button("button_to_case", "fall", case.id),))
    exchange.replies.append(Outgoing(text, tuple(rows)))


def hint(frame: Frame, today: date, voice: Voice) -> str:
    """Why an extension may be needed, and by when to ask for it."""
    return f"{_why(frame, voice)} {asking(frame, today, voice)}"


def asking(frame: Frame, today: date, voice: Voice) -> str:
    """By when to ask for an extension, in a sentence or two. Only for a frame with a reason to ask."""
    assert frame.ask_by is not None, "there is a reason to ask"
    if frame.ask_by <= today:
        return voice.say("extension_now")
    return voice.say("extension_by", day=voice.day(frame.ask_by))


def _why(frame: Frame, voice: Voice) -> str:
    match frame.reason:
        case Reason.USED_UP:
            return voice.say("frame_used_up")
        case Reason.OVER:
            return voice.say("frame_over")
        case Reason.NOT_LASTING:
            assert frame.runs_out_on is not None, "hours that do not last end on a day"
            return voice.say("frame_not_lasting", day=voice.day(frame.runs_out_on))
        case Reason.AHEAD:
            return voice.say("frame_ahead", used=frame.used_share, time=frame.time_share)
        case _:
            return voice.say("frame_little_left")


def _lines(case: Case, frame: Frame, voice: Voice) -> list[str]:
    """What is known, each on its line; what nobody wrote down yet is called open."""
    unset = voice.say("frame_unset")
    approved = unset if frame.approved is None else duration(frame.approved, voice)
    lines = [voice.say("frame_approved", hours=approved), voice.say("frame_used", hours=duration(frame.used, voice))]
    if frame.left is not None and frame.left >= 0:
        lines.append(voice.say("frame_left", hours=duration(frame.left, voice)))
    elif frame.left is not None:
        lines.append(voice.say("frame_too_many", hours=duration(frame.left, voice)))
    if case.ends_on is None:
        lines.append(voice.say("frame_end", day=unset))
    elif frame.weeks_left:
        lines.append(voice.say("frame_end_ahead", day=voice.day(case.ends_on), count=frame.weeks_left))
    else:
        lines.append(voice.say("frame_end", day=voice.day(case.ends_on)))
    if frame.weekly is not None:
        lines.append(voice.say("frame_weekly", hours=duration(frame.weekly, voice)))
    if frame.pace is not None and frame.pace != frame.weekly:
        lines.append(voice.say("frame_pace", hours=duration(frame.pace, voice)))
    return lines
