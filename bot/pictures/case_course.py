"""The course of a case (Verlaufskurve): phases, reviews and turning points over time, and a panel for each goal."""

from __future__ import annotations

from datetime import date

from bot.pictures.canvas import INK, INNER, MARGIN, PAPER, QUIET, WIDTH, Canvas
from bot.pictures.goal_panel import draw_goal, panels_for, ratings
from bot.pictures.lettering import readable, width_of
from bot.pictures.marks import mark, style
from bot.pictures.model import CaseCourse, GoalLine, PhaseSpan, TurningPoint
from bot.pictures.time_axis import TimeAxis, axis_over, rows_for
from bot.pictures.words import Words

_LEFT, _RIGHT = 36, 232
_MONTHS_APART = 54
_ROW = 21
_MANY_TURNS = 8


def alternative_of(course: CaseCourse, words: Words) -> str:
    """Every day, value and word of the course, uncut, in the order of the picture."""
    lines = [_title(course, words), _span(course, words)]
    if course.phases:
        lines += [f"{words.say('phases')}:", *(f"\u2013 {_phase(phase, words)}" for phase in course.phases)]
    for title, goals in _together(course):
        lines += [words.say("goal", title=title), *(line for goal in goals for line in ratings(goal, words))]
    if not course.goals:
        lines.append(words.say("no_goals"))
    if course.turning_points:
        lines.append(f"{words.say('turning_points')}:")
        for number, turn in enumerate(_turns(course), 1):
            said = readable(turn.words) or words.say("no_words")
            lines.append(words.say("turning_point", number=number, day=words.day(turn.on), words=said))
    if course.reviews:
        lines.append(words.say("reviews", days=", ".join(words.day(on) for on in sorted(course.reviews))))
    return "\n".join(lines)


def draw(canvas: Canvas, course: CaseCourse) -> None:
    """Time runs from left to right, the same for all goals below each other."""
    axis = axis_over(_days(course), _LEFT, _RIGHT)
    turns = [axis.x(turn.on) for turn in _turns(course)]
    canvas.paragraph(_title(course, canvas.words), 20, bold=True)
    canvas.paragraph(_span(course, canvas.words), 15, colour=QUIET)
    canvas.y += 8
    for phase in course.phases:
        _phase_row(canvas, axis, phase)
    _reviews_row(canvas, axis, course)
    _turns_row(canvas, turns)
    _months_row(canvas, axis)
    if course.goals:
        _goals(canvas, axis, course)
    else:
        canvas.y += 10
        canvas.paragraph(canvas.words.say("no_goals"), 16)
    _legend(canvas, course)


def _title(course: CaseCourse, words: Words) -> str:
    return words.say("course_title", pseudonym=readable(course.pseudonym))


def _span(course: CaseCourse, words: Words) -> str:
    return words.say("course_span", begin=words.day(course.begins_on), end=words.day(course.ends_on))


def _phase(phase: PhaseSpan, words: Words) -> str:
    name, begin = readable(phase.name), words.day(phase.from_on)
    if phase.to_on is None:
        return words.say("phase_lasting", name=name, begin=begin)
    return words.say("phase_over", name=name, begin=begin, end=words.day(phase.to_on))


def _together(course: CaseCourse) -> list[tuple[str, list[GoalLine]]]:
    """The lines that share a panel: the same title on the same scale."""
    grouped: dict[tuple[str, int, int], list[GoalLine]] = {}
    for goal in course.goals:
        grouped.setdefault((readable(goal.title), goal.lowest, goal.highest), []).append(goal)
    return [(title, goals) for (title, _, _), goals in grouped.items()]


def _turns(course: CaseCourse) -> list[TurningPoint]:
    return sorted(course.turning_points, key=lambda turn: turn.on)


def _days(course: CaseCourse) -> list[date]:
    days = [course.begins_on, course.ends_on, *course.reviews]
    days += [turn.on for turn in course.turning_points]
    days += [point.on for goal in course.goals for point in goal.points]
    days += [on for phase in course.phases for on in (phase.from_on, phase.to_on) if on]
    return days


def _phase_row(canvas: Canvas, axis: TimeAxis, phase: PhaseSpan) -> None:
    """A bar with its name on it, or beside it where the bar is too short; a lasting phase ends in an arrow."""
    begin, end = axis.x(phase.from_on), axis.x(phase.to_on or axis.last_on)
    end, tip, lower = max(end, begin + 5), 0 if phase.to_on else 8, canvas.y + _ROW - 3
    corners = f"{begin:.1f},{canvas.y:.1f} {end:.1f},{canvas.y:.1f} {end + tip:.1f},{(canvas.y + lower) / 2:.1f} "
    canvas.shape("polygon", points=f"{corners}{end:.1f},{lower:.1f} {begin:.1f},{lower:.1f}", fill="#cfe3f1")
    name = canvas.fitted(phase.name, INNER, 15)
    wide = width_of(name, 15)
    places = (begin + 4, end + tip + 4, begin - 4 - wide)  # on the bar, behind it, before it
    fits = (wide <= end - begin - 4, places[1] + wide <= WIDTH - MARGIN, places[2] >= MARGIN)
    x = next((place for place, fit in zip(places, fits, strict=True) if fit), MARGIN)
    canvas.letters(x, canvas.y + 14, name, 15)
    canvas.y += _ROW


def _reviews_row(canvas: Canvas, axis: TimeAxis, course: CaseCourse) -> None:
    if course.reviews:
        for on in course.reviews:
            _triangle(canvas, axis.x(on), canvas.y + 10)
        canvas.y += _ROW


def _triangle(canvas: Canvas, x: float, y: float) -> None:
    points = f"{x:.1f},{y - 7:.1f} {x + 7:.1f},{y + 5:.1f} {x - 7:.1f},{y + 5:.1f}"
    canvas.shape("polygon", points=points, fill=PAPER, stroke=INK, stroke_width=1.5)


def _turns_row(canvas: Canvas, turns: list[float]) -> None:
    """Numbered discs above their lines, in more rows where they would overlap."""
    rows = rows_for(turns, 20)
    for number, (x, row) in enumerate(zip(turns, rows, strict=True), 1):
        _disc(canvas, x, canvas.y + 11 + row * _ROW, number)
    canvas.y += (max(rows) + 1) * _ROW + 2 if rows else 0


def _disc(canvas: Canvas, x: float, y: float, number: int) -> None:
    canvas.shape("circle", cx=x, cy=y, r=9.5, fill=INK)
    canvas.letters(x, y + 4.5, str(number), 13, bold=True, colour=PAPER, anchor="middle")


def _months_row(canvas: Canvas, axis: TimeAxis) -> None:
    canvas.shape("line", x1=axis.left, y1=canvas.y + 2, x2=axis.right, y2=canvas.y + 2, stroke=INK, stroke_width=1.5)
    for on in axis.months(_MONTHS_APART):
        x, label = axis.x(on), canvas.words.month(on)
        canvas.shape("line", x1=x, y1=canvas.y + 2, x2=x, y2=canvas.y + 7, stroke=INK, stroke_width=1.5)
        canvas.label(x, canvas.y + 19, label, 13)
    canvas.y += 24


def _goals(canvas: Canvas, axis: TimeAxis, course: CaseCourse) -> None:
    """A panel for each goal, below each other or, when they are many, in two columns under a list of the parties."""
    parties = dict.fromkeys(goal.party for goal in course.goals)
    looks = {party: style(number) for number, party in enumerate(parties)}
    together = _together(course)
    panels = panels_for(len(together), len(course.goals))
    if len(panels) > 1:
        canvas.y += 6
        for party, look in looks.items():
            mark(canvas, look, MARGIN + 6, canvas.y + 9)
            canvas.paragraph(party, 15, x=MARGIN + 18, width=INNER - 18, lines=1)
    turns = [turn.on for turn in course.turning_points]
    top = lowest = canvas.y
    for number, (title, goals) in enumerate(together):
        if number % len(panels) == 0:
            top = lowest
        canvas.y = top
        draw_goal(canvas, panels[number % len(panels)], axis, title, goals, looks, turns)
        lowest = max(lowest, canvas.y)
    canvas.y = lowest


def _legend(canvas: Canvas, course: CaseCourse) -> None:
    """What the discs and triangles stand for."""
    lines = 1 if len(course.turning_points) > _MANY_TURNS else 3
    if course.turning_points:
        canvas.y += 12
        canvas.paragraph(canvas.words.say("turning_points"), 16, bold=True)
    for number, turn in enumerate(_turns(course), 1):
        canvas.y += 4
        _disc(canvas, MARGIN + 10, canvas.y + 9, number)
        row = f"{canvas.words.short_day(turn.on)}: {readable(turn.words) or canvas.words.say('no_words')}"
        canvas.paragraph(row, 15, x=MARGIN + 27, width=INNER - 27, lines=lines)
    if course.reviews:
        canvas.y += 12
        _triangle(canvas, MARGIN + 10, canvas.y + 10)
        days = ", ".join(canvas.words.short_day(on) for on in sorted(course.reviews))
        canvas.paragraph(canvas.words.say("reviews", days=days), 15, x=MARGIN + 27, width=INNER - 27, lines=5)
