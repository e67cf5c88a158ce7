"""How parties are told apart: by colour, by the shape of the mark and the dash of the line, never by colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.pictures.canvas import PAPER, Canvas

# After Okabe and Ito, safe for colour-blind eyes; some are darker so that thin lines stand out from white.
BLUE, VERMILION, GREEN, PURPLE = "#0072b2", "#d55e00", "#007a59", "#a8467f"
_COLOURS = (BLUE, VERMILION, GREEN, PURPLE, "#1a1a1a", "#2b8cc4", "#b87a00")
_DASHES = ("none", "7 3", "2 3", "9 3 2 3", "4 4")
# Corners around the middle, in units of the mark's radius; the empty one is a circle.
_SHAPES: tuple[tuple[tuple[float, float], ...], ...] = (
    (),
    ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    ((0, -1.2), (1.1, 0.8), (-1.1, 0.8)),
    ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    ((0, 1.2), (1.1, -0.8), (-1.1, -0.8)),
    ((-1.1, -1.1), (1.1, -1.1), (-1.1, 1.1), (1.1, 1.1)),
)


@dataclass(frozen=True, slots=True)
class Style:
    """The look of one party."""

    colour: str
    dash: str
    corners: tuple[tuple[float, float], ...]


def style(number: int) -> Style:
    """The look of the party with this number; 42 in a row differ in colour or shape."""
    return Style(_COLOURS[number % len(_COLOURS)], _DASHES[number % len(_DASHES)], _SHAPES[number % len(_SHAPES)])


def mark(canvas: Canvas, look: Style, x: float, y: float, radius: float = 5) -> None:
    """A mark around a point, with a white rim so that it stands out from lines."""
    if look.corners:
        points = " ".join(f"{x + dx * radius:.1f},{y + dy * radius:.1f}" for dx, dy in look.corners)
        canvas.shape("polygon", points=points, fill=look.colour, stroke=PAPER)
    else:
        canvas.shape("circle", cx=x, cy=y, r=radius, fill=look.colour, stroke=PAPER)


def through(canvas: Canvas, look: Style, points: list[tuple[float, float]]) -> None:
    """The line of a party from point to point."""
    written = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    canvas.shape(
        "polyline", points=written, fill="none", stroke=look.colour, stroke_width=2, stroke_dasharray=look.dash
    )
