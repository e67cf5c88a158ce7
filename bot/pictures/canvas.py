"""A page as wide as a phone that is filled from top to bottom and then written as SVG."""

from __future__ import annotations

import hashlib
from html import escape

from bot.pictures.lettering import FONTS, UNDRAWABLE, drawable, width_of, wrapped
from bot.pictures.words import Words

WIDTH = 360
MARGIN = 14
INNER = WIDTH - 2 * MARGIN
LEAD = 1.28  # distance of two lines, in letter sizes

INK = "#1a1a1a"
QUIET = "#595959"
FAINT = "#d0d0d0"
PAPER = "#ffffff"


class Canvas:
    """Collects shapes and letters; `y` is the first free height. One unit is one pixel on a phone 360 pixels wide."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.y: float = MARGIN
        self._elements: list[str] = []
        self._cut = False
        self._boxed = False

    def shape(self, kind: str, **attributes: float | str) -> None:
        """Any element; `_` in the name of an attribute stands for `-`."""
        written = " ".join(f'{name.replace("_", "-")}="{_written(value)}"' for name, value in attributes.items())
        self._elements.append(f"<{kind} {written}/>")

    def letters(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 15,
        *,
        bold: bool = False,
        colour: str = INK,
        anchor: str = "start",
    ) -> None:
        """One line with its baseline at `y`; the caller has made sure that it fits."""
        line = drawable(text)
        self._boxed |= UNDRAWABLE in line
        weight = ' font-weight="600"' if bold else ""
        place = f'x="{_written(x)}" y="{_written(y)}" font-size="{_written(size)}"'
        self._elements.append(f'<text {place}{weight} fill="{colour}" text-anchor="{anchor}">{escape(line)}</text>')

    def label(self, x: float, y: float, text: str, size: float) -> None:
        """Quiet letters around `x`, moved as far as needed to stay inside the margins."""
        half = width_of(drawable(text), size) / 2
        middle = min(max(x, MARGIN + half), WIDTH - MARGIN - half)
        self.letters(middle, y, text, size, colour=QUIET, anchor="middle")

    def wrap(self, text: str, width: float, size: float, lines: int) -> tuple[str, ...]:
        """The lines of a text, remembering for the footnote when something was cut."""
        found, cut = wrapped(drawable(text), width, size, lines)
        self._cut |= cut
        return found

    def paragraph(
        self,
        text: str,
        size: float = 15,
        *,
        x: float = MARGIN,
        width: float = INNER,
        lines: int = 3,
        bold: bool = False,
        colour: str = INK,
    ) -> None:
        """A wrapped text at the free height, which moves below it."""
        for line in self.wrap(text, width, size, lines):
            self.letters(x, self.y + size * 0.95, line, size, bold=bold, colour=colour)
            self.y += size * LEAD

    def fitted(self, text: str, width: float, size: float) -> str:
        """The text on one line of this width, cut if need be."""
        return "".join(self.wrap(text, width, size, 1))

    def aside(self, text: str, colour: str, heading: str = "") -> None:
        """A text that stands apart, with a coloured bar at its left."""
        top = self.y
        self.y += 3
        place, width = MARGIN + 15, INNER - 15
        self.paragraph(heading, 16, x=place, width=width, bold=True)
        self.paragraph(text, 16, x=place, width=width, lines=8)
        self.y += 5
        self.shape("rect", x=MARGIN, y=top, width=5, height=self.y - top, fill=colour)

    def leave_out(self) -> None:
        """Says in the footnote that there is more in the text."""
        self._cut = True

    def document(self, title: str, alternative: str) -> str:
        """The SVG, with the text alternative inside. The same picture is always the same text."""
        self.y += 6
        for key, needed in (("cut_note", self._cut), ("boxed_note", self._boxed)):
            if needed:
                self.paragraph(self.words.say(key), 13, colour=QUIET)
        height = _written(round(self.y + MARGIN))
        # Several pictures may stand on one page, so their ids must differ.
        name = hashlib.sha256(alternative.encode()).hexdigest()[:12]
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
                f'height="{height}" role="img" aria-labelledby="title-{name}" aria-describedby="desc-{name}" '
                f'font-family="{FONTS}">',
                f'<title id="title-{name}">{escape(title)}</title>',
                f'<desc id="desc-{name}">{escape(alternative)}</desc>',
                f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
                *self._elements,
                "</svg>\n",
            ]
        )


def _written(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
