"""One goal over time: a line for each party, the latest value beside it, and the latest words below."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from bot.pictures.canvas import FAINT, INNER, LEAD, MARGIN, QUIET, WIDTH, Canvas
from bot.pictures.lettering import readable
from bot.pictures.marks import Style, mark, through
from bot.pictures.model import GoalLine, Rating
from bot.pictures.time_axis import TimeAxis, spread
from bot.pictures.words import Words

_LETTERS = 14
_LABEL_HEIGHT = 18
_MOST_IN_ONE_COLUMN, _MOST_WITH_TWO_LINES = 4, 6
_BESIDE = 7  # how far apart marks of the same day and value stand


@dataclass(frozen=True, slots=True)
class Panel:
    """Where a goal is drawn: `labels` is the room right of the plot, `words` how many lines the words may take,
    `height` the least height of the plot."""

    left: float
    width: float
    labels: float
    words: int
    height: float

    def axis(self, span: TimeAxis) -> TimeAxis:
        """The time axis as it lies in this panel."""
        return replace(span, left=self.left + 22, right=self.left + self.width - self.labels)


def ratings(goal: GoalLine, words: Words) -> list[str]:
    """What one party said about a goal, in full, as lines of text."""
    lowest, highest = (words.value(bound, goal.lowest) for bound in (goal.lowest, goal.highest))
    heading = words.say("party_scale", party=readable(goal.party), lowest=lowest, highest=highest)
    if not goal.points:
        return [f"{heading} {words.say('not_rated')}"]
    return [heading, *(f"\u2013 {_rating(point, goal, words)}" for point in goal.in_order)]


def panels_for(goals: int, lines: int) -> tuple[Panel, ...]:
    """The columns for so many goals with so many lines: many goals stand in two columns and leave their words out."""
    if goals > _MOST_IN_ONE_COLUMN:
        width = (INNER - _LABEL_HEIGHT) / 2
        return Panel(MARGIN, width, 36, 0, 48), Panel(WIDTH - MARGIN - width, width, 36, 0, 48)
    return (Panel(MARGIN, INNER, 114, 1 if lines > _MOST_WITH_TWO_LINES else 2, 60),)


def draw_goal(
    canvas: Canvas,
    panel: Panel,
    span: TimeAxis,
    title: str,
    goals: list[GoalLine],
    looks: dict[str, Style],
    turns: list[date],
) -> None:
    """The panel of one goal at the free height; `turns` are the days of the turning points."""
    canvas.y += 12
    below_title = canvas.y + 2 * 16 * LEAD
    canvas.paragraph(title, 16, x=panel.left, width=panel.width, bold=True, lines=2)
    if not panel.words:  # panels beside each other begin at the same height
        canvas.y = below_title
    canvas.y += 9
    axis = panel.axis(span)
    rated = [goal for goal in goals if goal.points]
    if rated:
        height = max(panel.height, _LABEL_HEIGHT * len(rated))
        _frame(canvas, axis, rated, height, turns)
        _lines(canvas, axis, rated, looks, height)
        _labels(canvas, panel, rated, looks, height)
        canvas.y += height + 10
    for goal in goals:
        _latest_words(canvas, panel, goal, looks[goal.party])


def _rating(point: Rating, goal: GoalLine, words: Words) -> str:
    value = words.value(point.value, goal.lowest)
    return words.say("rating", day=words.day(point.on), value=value, words=_said(point, words))


def _said(point: Rating, words: Words) -> str:
    said = readable(point.words)
    return words.say("quoted", words=said) if said else words.say("no_words")


def _share(goal: GoalLine, value: int) -> float:
    """0 at the upper end of the scale, 1 at the lower."""
    return (goal.highest - value) / (goal.highest - goal.lowest)


def _frame(canvas: Canvas, axis: TimeAxis, rated: list[GoalLine], height: float, turns: list[date]) -> None:
    top, bottom = canvas.y, canvas.y + height
    for y in (top, (top + bottom) / 2, bottom):
        canvas.shape("line", x1=axis.left, y1=y, x2=axis.right, y2=y, stroke=FAINT, stroke_width=1)
    for x in map(axis.x, turns):
        canvas.shape("line", x1=x, y1=top, x2=x, y2=bottom, stroke=QUIET, stroke_width=1, stroke_dasharray="2 3")
    first = rated[0]
    for y, bound in ((top, first.highest), (bottom, first.lowest)):
        label = canvas.words.value(bound, first.lowest)
        canvas.letters(axis.left - 8, y + 4.5, label, _LETTERS, colour=QUIET, anchor="end")


def _lines(canvas: Canvas, axis: TimeAxis, rated: list[GoalLine], looks: dict[str, Style], height: float) -> None:
    alike = Counter((point.on, point.value) for goal in rated for point in goal.points)
    drawn: Counter[tuple[object, int]] = Counter()
    for goal in rated:
        places = []
        for point in goal.in_order:
            same = (point.on, point.value)
            beside = (drawn[same] - (alike[same] - 1) / 2) * _BESIDE
            drawn[same] += 1
            places.append((axis.x(point.on) + beside, canvas.y + _share(goal, point.value) * height))
        through(canvas, looks[goal.party], places)
        for x, y in places:
            mark(canvas, looks[goal.party], x, y)


def _labels(canvas: Canvas, panel: Panel, rated: list[GoalLine], looks: dict[str, Style], height: float) -> None:
    """The latest value of each party beside the end of its line, with the party's name where there is room."""
    wanted = [canvas.y + _share(goal, goal.in_order[-1].value) * height for goal in rated]
    x = panel.left + panel.width - panel.labels + 14
    for goal, y in zip(rated, spread(wanted, _LABEL_HEIGHT, canvas.y, canvas.y + height), strict=True):
        mark(canvas, looks[goal.party], x, y)
        label = canvas.words.value(goal.in_order[-1].value, goal.lowest)
        if panel.words:
            label = canvas.fitted(f"{label} {readable(goal.party)}", panel.labels - 14 - 9, _LETTERS)
        canvas.letters(x + 9, y + 4.5, label, _LETTERS)


def _latest_words(canvas: Canvas, panel: Panel, goal: GoalLine, look: Style) -> None:
    """The words behind the latest value, or that there is none yet; left out where there is no room for any."""
    said = _said(goal.in_order[-1], canvas.words) if goal.points else canvas.words.say("not_rated")
    if goal.points and not panel.words:
        canvas.leave_out()
        return
    text = f"{readable(goal.party)}: {said}" if panel.words else said
    mark(canvas, look, panel.left + 6, canvas.y + 8)
    canvas.paragraph(text, 15, x=panel.left + 18, width=panel.width - 18, lines=panel.words or 2)
    canvas.y += 3
