"""The balance of the goals: one box per goal, by family and finer category."""

from __future__ import annotations

from collections.abc import Iterator

from bot.pictures.canvas import INNER, MARGIN, PAPER, QUIET, Canvas
from bot.pictures.lettering import readable
from bot.pictures.marks import BLUE, GREEN, VERMILION
from bot.pictures.model import GoalBalance, GoalCategory
from bot.pictures.words import Words

_BOX = 18
_GAP = 4
_MOST_BOXES = INNER // (_BOX + _GAP)
_COLOURS = {"family_person": BLUE, "family_context": VERMILION, "family_overall": GREEN}


def _title(balance: GoalBalance, words: Words) -> str:
    return words.say("balance_title", pseudonym=readable(balance.pseudonym))


def alternative_of(balance: GoalBalance, words: Words) -> str:
    """Every family and category with its number."""
    lines = [_title(balance, words), _total(balance, words)]
    for key, categories in _families(balance):
        lines.append(_family(key, categories, words))
        lines += [f"\u2013 {_category(category, words)}" for category in categories]
    if not _even(balance):
        lines.append(words.say("balance_hint"))
    return "\n".join(lines)


def draw(canvas: Canvas, balance: GoalBalance) -> None:
    """Three blocks below each other, and a question when goals for the person crowd out the context."""
    canvas.paragraph(_title(balance, canvas.words), 20, bold=True)
    canvas.paragraph(_total(balance, canvas.words), 15, colour=QUIET)
    for key, categories in _families(balance):
        canvas.y += 14
        canvas.paragraph(_family(key, categories, canvas.words), 17, bold=True)
        canvas.shape("rect", x=MARGIN, y=canvas.y + 1, width=INNER, height=2, fill=_COLOURS[key])
        canvas.y += 8
        for category in categories:
            canvas.paragraph(_category(category, canvas.words), 15, lines=2)
            _boxes(canvas, category.count, _COLOURS[key])
    if not _even(balance):
        canvas.y += 14
        canvas.aside(canvas.words.say("balance_hint"), VERMILION)


def _even(balance: GoalBalance) -> bool:
    """False when there are at least two goals for the person and more than twice as many as for the context."""
    return _sum(balance.person) < 2 or _sum(balance.person) <= 2 * _sum(balance.context)


def _boxes(canvas: Canvas, count: int, colour: str) -> None:
    canvas.y += 2
    for number in range(count):
        row, column = divmod(number, _MOST_BOXES)
        x, y = MARGIN + column * (_BOX + _GAP), canvas.y + row * (_BOX + _GAP)
        canvas.shape("rect", x=x, y=y, width=_BOX, height=_BOX, rx=3, fill=colour, stroke=PAPER)
    canvas.y += -(-count // _MOST_BOXES) * (_BOX + _GAP) + 6


def _families(balance: GoalBalance) -> Iterator[tuple[str, tuple[GoalCategory, ...]]]:
    yield "family_person", balance.person
    yield "family_context", balance.context
    yield "family_overall", balance.overall


def _sum(categories: tuple[GoalCategory, ...]) -> int:
    return sum(category.count for category in categories)


def _total(balance: GoalBalance, words: Words) -> str:
    total = sum(_sum(categories) for _, categories in _families(balance))
    return words.say("balance_total", total=total) if total else words.say("no_goals")


def _family(key: str, categories: tuple[GoalCategory, ...], words: Words) -> str:
    return words.say("family_count", family=words.say(key), count=_sum(categories))


def _category(category: GoalCategory, words: Words) -> str:
    return words.say("category_count", category=readable(category.name), count=category.count)
