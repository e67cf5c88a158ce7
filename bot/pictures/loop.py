"""The feedback loop between two people, drawn as a ring with their own words, and the exception that opens it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.pictures.canvas import INK, INNER, LEAD, MARGIN, QUIET, WIDTH, Canvas
from bot.pictures.lettering import readable
from bot.pictures.marks import BLUE, GREEN, VERMILION
from bot.pictures.model import Loop
from bot.pictures.words import Words

_GAP = 26  # room for an arrow between two boxes
_BOX = (INNER - _GAP) / 2
_PADDING = 9
_LETTERS = 15
_MOST_LINES = 11


@dataclass(frozen=True, slots=True)
class _Station:
    heading: str
    words: str
    colour: str
    paper: str
    dash: str


def _title(loop: Loop, words: Words) -> str:
    return words.say("loop_title")


def alternative_of(loop: Loop, words: Words) -> str:
    """The four stations in the order of the ring, then the exception, all in full."""
    stations = [f"{station.heading}: {station.words}" for station in _stations(loop, words)]
    again, exception = words.say("then_again"), ": ".join(_exception(loop, words))
    return "\n".join([_title(loop, words), words.say("loop_lead"), *stations, again, exception])


def draw(canvas: Canvas, loop: Loop) -> None:
    """Clockwise from the upper left: A thinks, A does, B thinks, B does."""
    canvas.paragraph(_title(loop, canvas.words), 20, bold=True)
    canvas.y += 2
    canvas.paragraph(canvas.words.say("loop_lead"), 15, colour=QUIET)
    canvas.y += 10
    a_thinks, a_does, b_thinks, b_does = _stations(loop, canvas.words)
    left, right = MARGIN, WIDTH - MARGIN - _BOX
    upper = canvas.y
    upper_end = _pair(canvas, upper, a_thinks, a_does)
    lower = upper_end + _GAP + 8
    lower_end = _pair(canvas, lower, b_does, b_thinks)
    _arrow(canvas, left + _BOX + 3, (upper + upper_end) / 2, right - 3, (upper + upper_end) / 2)
    _arrow(canvas, right + _BOX / 2, upper_end + 4, right + _BOX / 2, lower - 4)
    _arrow(canvas, right - 3, (lower + lower_end) / 2, left + _BOX + 3, (lower + lower_end) / 2)
    _arrow(canvas, left + _BOX / 2, lower - 4, left + _BOX / 2, upper_end + 4)
    canvas.y = lower_end + 18
    heading, said = _exception(loop, canvas.words)
    canvas.aside(said, GREEN, heading)


def _stations(loop: Loop, words: Words) -> tuple[_Station, _Station, _Station, _Station]:
    def station(key: str, person: str, said: str, colour: str, paper: str, dash: str) -> _Station:
        text = words.say("quoted", words=readable(said)) if readable(said) else words.say("nothing_said")
        return _Station(words.say(key, person=readable(person)), text, colour, paper, dash)

    a, b = (BLUE, "#eaf3fa", "none"), (VERMILION, "#fdf1e8", "7 4")
    return (
        station("thinks", loop.person_a, loop.a_thinks, *a),
        station("does", loop.person_a, loop.a_does, *a),
        station("thinks", loop.person_b, loop.b_thinks, *b),
        station("does", loop.person_b, loop.b_does, *b),
    )


def _pair(canvas: Canvas, top: float, left: _Station, right: _Station) -> float:
    """Two boxes of the same height beside each other; returns where they end."""
    inner = _BOX - 2 * _PADDING
    texts = []
    for station in (left, right):
        heading = canvas.wrap(station.heading, inner, _LETTERS, 3)
        said = canvas.wrap(station.words, inner, _LETTERS, _MOST_LINES)
        texts.append((station, heading, said))
    lines = max(len(heading) + len(said) for _, heading, said in texts)
    height = max(lines * _LETTERS * LEAD + 2 * _PADDING + 6, 84)
    for x, (station, heading, said) in zip((MARGIN, WIDTH - MARGIN - _BOX), texts, strict=True):
        canvas.shape(
            "rect",
            x=x,
            y=top,
            width=_BOX,
            height=height,
            rx=12,
            fill=station.paper,
            stroke=station.colour,
            stroke_width=2,
            stroke_dasharray=station.dash,
        )
        y = top + _PADDING + _LETTERS * 0.95
        for number, line in enumerate((*heading, *said)):
            lower = y + number * _LETTERS * LEAD + (6 if number >= len(heading) else 0)
            canvas.letters(x + _PADDING, lower, line, _LETTERS, bold=number < len(heading))
    return top + height


def _arrow(canvas: Canvas, x1: float, y1: float, x2: float, y2: float) -> None:
    across, down = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
    back_x, back_y = x2 - across * 9, y2 - down * 9
    canvas.shape("line", x1=x1, y1=y1, x2=back_x, y2=back_y, stroke=INK, stroke_width=3)
    corners = ((x2, y2), (back_x + down * 6, back_y + across * 6), (back_x - down * 6, back_y - across * 6))
    canvas.shape("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in corners), fill=INK)


def _exception(loop: Loop, words: Words) -> tuple[str, str]:
    said = readable(loop.exception)
    return words.say("exception"), words.say("quoted", words=said) if said else words.say("no_exception")
