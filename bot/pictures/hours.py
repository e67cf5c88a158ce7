"""The frame in hours: what is used, what is planned, and what is left or missing then."""

from __future__ import annotations

from bot.pictures.canvas import INK, INNER, MARGIN, PAPER, Canvas
from bot.pictures.lettering import readable
from bot.pictures.marks import BLUE, VERMILION
from bot.pictures.model import Hours
from bot.pictures.words import Words

_BAR = 46
_STRIPES = 6


def _title(hours: Hours, words: Words) -> str:
    return words.say("hours_title", pseudonym=readable(hours.pseudonym))


def alternative_of(hours: Hours, words: Words) -> str:
    """The numbers of the picture as lines of text."""
    return "\n".join([_title(hours, words), _headline(hours, words), *_rows(hours, words), *_hint(hours)])


def draw(canvas: Canvas, hours: Hours) -> None:
    """The bar with the approved frame as a line, and below it what each part means."""
    canvas.paragraph(_title(hours, canvas.words), 20, bold=True)
    canvas.y += 4
    canvas.paragraph(_headline(hours, canvas.words), 17)
    canvas.y += 26 if hours.approved > 0 else 10
    _bar(canvas, hours)
    canvas.y += 20
    patterns = ("used", "planned", "left" if hours.left >= 0 else "missing")
    for pattern, row in zip(patterns, _rows(hours, canvas.words), strict=False):
        _patch(canvas, pattern, MARGIN, canvas.y + 2, 18, 18)
        canvas.paragraph(row, 16, x=MARGIN + 28, width=INNER - 28)
        canvas.y += 8
    for hint in _hint(hours):
        canvas.y += 6
        canvas.aside(hint, VERMILION)


def _bar(canvas: Canvas, hours: Hours) -> None:
    whole = max(hours.approved, hours.used + hours.planned)
    if whole <= 0:
        return
    unit = INNER / float(whole)
    used, planned, approved = float(hours.used), float(hours.planned), float(hours.approved)
    inside = planned if approved <= 0 else min(used + planned, approved) - min(used, approved)
    top = canvas.y
    canvas.shape("rect", x=MARGIN, y=top, width=approved * unit, height=_BAR, fill=PAPER, stroke=INK, stroke_width=1.5)
    _patch(canvas, "used", MARGIN, top, used * unit, _BAR)
    _patch(canvas, "planned", MARGIN + used * unit, top, inside * unit, _BAR)
    if hours.approved > 0:
        beyond = max(used, approved)
        _patch(canvas, "used up", MARGIN + approved * unit, top, (beyond - approved) * unit, _BAR)
        _patch(canvas, "missing", MARGIN + beyond * unit, top, (used + planned - beyond) * unit, _BAR)
        limit = MARGIN + approved * unit
        canvas.shape("line", x1=limit, y1=top - 8, x2=limit, y2=top + _BAR + 8, stroke=INK, stroke_width=3)
        label = canvas.words.say("hours_frame", hours=canvas.words.number(hours.approved))
        canvas.label(limit, top - 12, label, 14)
    canvas.y += _BAR


def _patch(canvas: Canvas, pattern: str, x: float, y: float, width: float, height: float) -> None:
    """A piece of the bar: full, striped upright, empty, or striped level in the colour of a warning."""
    if width <= 0:
        return
    fill = {"used": BLUE, "used up": BLUE, "missing": "#fbe3d3"}.get(pattern, PAPER)
    rim = {"used": BLUE, "planned": BLUE, "used up": VERMILION, "missing": VERMILION}.get(pattern, INK)
    canvas.shape("rect", x=x, y=y, width=width, height=height, fill=fill, stroke=rim, stroke_width=1.5)
    for number in range(1, int(width / _STRIPES) + 1):
        across = x + number * _STRIPES
        if pattern == "planned" and across < x + width:
            canvas.shape("line", x1=across, y1=y, x2=across, y2=y + height, stroke=BLUE, stroke_width=2)
    for number in range(1, int(height / _STRIPES) + 1):
        down = y + number * _STRIPES
        if pattern in ("missing", "used up") and down < y + height:
            canvas.shape("line", x1=x, y1=down, x2=x + width, y2=down, stroke=VERMILION, stroke_width=2)


def _headline(hours: Hours, words: Words) -> str:
    if hours.approved <= 0:
        return words.say("no_frame", used=words.number(hours.used))
    return words.say("hours_used_of", used=words.number(hours.used), approved=words.number(hours.approved))


def _rows(hours: Hours, words: Words) -> list[str]:
    weekly, weeks = words.number(hours.weekly), hours.weeks_left
    span = words.say("one_week") if weeks == 1 else words.say("weeks", weeks=weeks)
    planned = words.say("hours_planned", hours=words.number(hours.planned), weekly=weekly, span=span)
    rows = [
        words.say("hours_used", hours=words.number(hours.used)),
        planned if hours.planned else words.say("nothing_planned"),
    ]
    if hours.approved > 0:
        key = "hours_left" if hours.left >= 0 else "hours_missing"
        rows.append(words.say(key, hours=words.number(abs(hours.left))))
    return rows


def _hint(hours: Hours) -> list[str]:
    return [hint] if (hint := readable(hours.hint)) else []
