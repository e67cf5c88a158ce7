"""What one measurement asks for, and what people type and tap in it."""

from __future__ import annotations

from dataclasses import dataclass

FIRST_ADDRESS = 5_000_000_000
START_LABEL = "Nach dem Besuch"
# The buttons people tap, and whether that answers a question or only begins or ends a reflection.
TAPPED_LABELS = {START_LABEL: False, "Ja, ich stehe": True, "Morgen": True, "Stimmt so": False}
ANSWERS_A_REFLECTION = 7


@dataclass(frozen=True, slots=True)
class Load:
    """`answers` is per person; after `seconds` the measurement ends with whatever was answered until then."""

    people: int
    answers: int
    delay: float
    seconds: float
    echo: bool = False


def text_of_answer(person: int, number: int) -> str:
    """Long enough not to be thin, without a day or a name in it, and different for each answer."""
    return (
        f"Person {person} sagt zu Punkt {number}: Der Lehrling hat die Kisten heute ohne Hilfe sortiert, und die "
        "Kollegin an der Maschine hat ihm zugenickt und gelacht."
    )
