"""Every picture in one place: its SVG, and the text that says the same."""

from __future__ import annotations

from typing import assert_never

from bot.pictures import case_course, goal_balance, hours, loop
from bot.pictures.canvas import Canvas
from bot.pictures.model import CaseCourse, GoalBalance, Hours, Loop, Picture
from bot.pictures.words import Words


def svg_of(picture: Picture, words: Words) -> str:
    """An SVG 360 units wide, without scripts or references; the same picture always gives the same text."""
    canvas = Canvas(words)
    match picture:
        case CaseCourse():
            case_course.draw(canvas, picture)
        case GoalBalance():
            goal_balance.draw(canvas, picture)
        case Loop():
            loop.draw(canvas, picture)
        case Hours():
            hours.draw(canvas, picture)
        case _:
            assert_never(picture)
    return canvas.document(title_of(picture, words), alternative_of(picture, words))


def alternative_of(picture: Picture, words: Words) -> str:
    """Lines of text that say everything the picture says, uncut, and begin with its title."""
    match picture:
        case CaseCourse():
            return case_course.alternative_of(picture, words)
        case GoalBalance():
            return goal_balance.alternative_of(picture, words)
        case Loop():
            return loop.alternative_of(picture, words)
        case Hours():
            return hours.alternative_of(picture, words)
        case _:
            assert_never(picture)


def title_of(picture: Picture, words: Words) -> str:
    """A short title, also fit for a caption."""
    return alternative_of(picture, words).partition("\n")[0]
