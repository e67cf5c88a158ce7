"""The frame of a case in words: hours approved, used and left, whether they last, and by when to ask for more."""

from __future__ import annotations

from decimal import Decimal

from bot.course.frame import Frame, Reason, frame_of
from bot.pictures.words import words_in
from bot.reports.material import Material
from bot.reports.telling import Telling
from bot.reports.view import Grid


def frame_table(material: Material, telling: Telling) -> Grid | None:
    """None if nobody wrote anything down about the frame."""
    case, said = material.case, telling.voice.say
    frame = frame_of(case, material.minutes_by_day, material.made_on)
    rows: list[tuple[str, str]] = []
    if case.begins_on is not None or case.ends_on is not None:
        days = [said("report_frame_open") if on is None else telling.day(on) for on in (case.begins_on, case.ends_on)]
        rows.append((said("report_frame_time"), said("report_frame_from_to", begin=days[0], end=days[1])))
    for label, minutes in (
        (said("report_frame_approved"), frame.approved),
        (said("report_frame_used"), frame.used or None),
        (said("report_frame_left"), frame.left),
        (said("report_frame_weekly"), frame.weekly),
    ):
        if minutes is not None:
            rows.append((label, said("report_hours", hours=_hours(minutes, telling))))
    if frame.lasts is not None or frame.reason is not None:
        rows.append((said("report_frame_lasts"), _outlook(frame, telling)))
    reviews = [review.due_on for review in material.reviews if review.asked_at is None and review.closed_at is None]
    if reviews:
        rows.append((said("report_frame_review"), telling.day(reviews[-1])))
    if not rows:
        return None
    return Grid(said("report_frame_caption"), (said("report_frame_what"), said("report_frame_state")), tuple(rows))


def _hours(minutes: int, telling: Telling) -> str:
    return words_in(telling.voice.register).number((Decimal(minutes) / 60).quantize(Decimal("0.01")))


def _outlook(frame: Frame, telling: Telling) -> str:
    words = _why(frame, telling)
    if frame.ask_by is None:
        return words
    return f"{words} {telling.voice.say('report_frame_ask_by', day=telling.day(frame.ask_by))}"


def _why(frame: Frame, telling: Telling) -> str:
    said = telling.voice.say
    match frame.reason:
        case None:
            return said("report_frame_enough")
        case Reason.USED_UP:
            return said("report_frame_used_up")
        case Reason.OVER:
            return said("report_frame_over")
        case Reason.AHEAD:
            return said("report_frame_ahead", used=frame.used_share, time=frame.time_share)
        case Reason.LITTLE_LEFT:
            return said("report_frame_little_left")
        case Reason.NOT_LASTING:
            assert frame.runs_out_on is not None, "hours that do not last end on a day"
            return said("report_frame_runs_out", day=telling.day(frame.runs_out_on))
