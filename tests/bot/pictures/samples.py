"""Pictures of every kind, from the ordinary to what nobody wishes to see, and what can be read off their SVG."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

from bot.pictures.gallery import svg_of
from bot.pictures.lettering import width_of
from bot.pictures.model import (
    CaseCourse,
    GoalBalance,
    GoalCategory,
    GoalLine,
    Hours,
    Loop,
    PhaseSpan,
    Picture,
    Rating,
    TurningPoint,
)
from bot.pictures.words import words_in
from dialogs.engine.model import Register

WORDS = words_in(Register.STANDARD)
SVG = "{http://www.w3.org/2000/svg}"
EMOJI = "\U0001f600\U0001f469\u200d\U0001f527"
HEBREW = "שלום עולם, זה טקסט ארוך"
LONG = ("Ich habe immer gesagt, dass die Schwerbehindertenvertretung eingebunden werden muss. " * 60)[:4000]
NASTY = (EMOJI * 50, HEBREW * 8, LONG, "a" * 4000, '<b onclick="x">&amp;</b>]]>', "\x00\x07\ud800\u202e ", "", "{day}")

COACHEE = GoalLine(
    "Ich arbeite allein an der Kasse",
    "Coachee",
    1,
    10,
    (
        Rating(date(2026, 4, 28), 3, "Ich brauche noch Hilfe."),
        Rating(date(2026, 9, 12), 8, "Ich schaffe das meistens."),
    ),
)
EMPLOYER = GoalLine(
    COACHEE.title, "Arbeitgeber", 1, 10, (Rating(date(2026, 4, 28), 2, "Es muss jemand daneben stehen."),)
)
TEAM = GoalLine(
    "Fehler ruhig ansprechen", "Kollegium", -2, 2, (Rating(date(2026, 5, 12), -1, "Meist wird geschwiegen."),)
)
COURSE = CaseCourse(
    "Ahorn",
    date(2026, 3, 2),
    date(2027, 1, 29),
    (PhaseSpan("Initiierung", date(2026, 3, 2), date(2026, 4, 20)), PhaseSpan("Gestaltung", date(2026, 4, 21))),
    (COACHEE, EMPLOYER, TEAM),
    (TurningPoint(date(2026, 6, 3), "Der Schichtplan wurde anders."),),
    (date(2026, 6, 15), date(2026, 9, 14)),
)
BALANCE = GoalBalance(
    "Ahorn",
    (GoalCategory("Selbstvertrauen", 3), GoalCategory("Abläufe beherrschen", 2)),
    (GoalCategory("Arbeitsplatz gestalten", 1),),
    (),
)
LOOP = Loop(
    "Frau Akelei",
    "Kollegium",
    "Ich bin nicht so fit.",
    "Ich frage jedes Mal nach.",
    "Sie kann das nicht allein.",
    "Wir machen es lieber selbst.",
    "Beim Einkauf hat sie an alles gedacht.",
)
HOURS = Hours("Ahorn", Decimal("40"), Decimal("28.50"), Decimal("2.5"), 10, "Ein Antrag braucht etwa sechs Wochen.")

ORDINARY: dict[str, Picture] = {"course": COURSE, "balance": BALANCE, "loop": LOOP, "hours": HOURS}
_DAY = date(2026, 3, 2)
_MANY = tuple(
    GoalLine(f"Ziel {number}", party, 1, 10, (Rating(date(2026, 3 + number // 2, 5), 1 + number % 10, "Worte"),))
    for number in range(12)
    for party in ("Coachee", "Arbeitgeber")
)
_SAME_DAY = tuple(
    GoalLine("Ruhig bleiben", party, 1, 10, (Rating(_DAY, 5, "erst"), Rating(_DAY, value, LONG)))
    for party, value in (("Coachee", 9), ("Arbeitgeber", 1), ("Schwerbehindertenvertretung", 9), (EMOJI, 9))
)


def filled_with(text: str) -> list[Picture]:
    """A picture of each kind in which a person typed this everywhere."""
    day, later = date(2026, 3, 2), date(2026, 12, 31)
    goals = (GoalLine(text, text, 1, 10, (Rating(later, 10, text),)), GoalLine(text, text[:50], -2, 2))
    phases = (PhaseSpan(text, day, day), PhaseSpan(text, later), PhaseSpan(text, day, later))
    category = (GoalCategory(text, 31),)
    return [
        CaseCourse(text, day, later, phases, goals, (TurningPoint(later, text), TurningPoint(later, text)), (day,)),
        GoalBalance(text, category, category, category),
        Loop(text, text, text, text, text, text, text),
        Hours(text, Decimal(1), Decimal("1234567.25"), Decimal(9), 99, text),
    ]


UNUSUAL: dict[str, Picture] = {
    "course without anything": CaseCourse("Farn", _DAY, _DAY),
    "course with one point": CaseCourse("Linde", _DAY, date(2026, 9, 2), (), (EMPLOYER,)),
    "course with 12 goals": CaseCourse("Birke", _DAY, date(2026, 12, 1), (), _MANY),
    "course of one day": CaseCourse(
        "Mohn", _DAY, _DAY, (), _SAME_DAY, tuple(TurningPoint(_DAY, str(number)) for number in range(12))
    ),
    "balance without goals": GoalBalance("Farn"),
    "loop without words": Loop("Coachee", "Kollegium", "", "", "", ""),
    "hours without a frame": Hours("Farn", Decimal(0), Decimal(0), Decimal(0), 0),
    "hours without a frame, but used": Hours("Farn", Decimal(0), Decimal(3), Decimal(2), 1),
    "hours used up": Hours("Farn", Decimal(40), Decimal(48), Decimal(1), 3),
}


def parsed(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(svg_of(picture, WORDS))


def drawn_words(picture: Picture) -> list[str]:
    """The lines of letters in the picture, from top to bottom as they were drawn."""
    return [element.text or "" for element in parsed(picture).iter(f"{SVG}text")]


def marks_of(picture: Picture, colour: str) -> list[ElementTree.Element]:
    """The marks of one party (its places in the plot, beside it and before its words)."""
    kinds = (f"{SVG}circle", f"{SVG}polygon", f"{SVG}rect")
    return [element for element in parsed(picture).iter() if element.tag in kinds and element.get("fill") == colour]


def outside(picture: Picture) -> list[str]:
    """What reaches over the edge of the page, letters measured at their widest."""
    root = parsed(picture)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    found = []
    for element in root:
        across, down = [], []
        if element.tag == f"{SVG}text":
            size, x = float(element.attrib["font-size"]), float(element.attrib["x"])
            long = width_of(element.text or "", size)
            begin = x - long * {"start": 0, "middle": 0.5, "end": 1}[element.attrib["text-anchor"]]
            across, down = [begin, begin + long], [float(element.attrib["y"]) - size, float(element.attrib["y"]) + 4]
        elif points := element.get("points"):
            numbers = [float(number) for number in re.split("[ ,]", points)]
            across, down = numbers[::2], numbers[1::2]
        elif element.tag == f"{SVG}rect":
            x, y = float(element.get("x", 0)), float(element.get("y", 0))
            across = [x, x + float(element.attrib["width"])]
            down = [y, y + float(element.attrib["height"])]
        if across and not (min(across) >= 0 and max(across) <= width and min(down) >= 0 and max(down) <= height):
            found.append(ElementTree.tostring(element, encoding="unicode"))
    return found
