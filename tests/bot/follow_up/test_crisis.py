"""Words that may point to a crisis bring phone numbers to a coachee, keep what she wrote, and tell nobody."""

from __future__ import annotations

import pytest

from bot.app import App
from dialogs.engine.crisis import points_to_crisis
from dialogs.engine.model import Role
from storage.database import transaction
from storage.help_calls import open_help_calls
from tests.bot.casework.circle import Circle, Neighbour
from tests.bot.follow_up.aftercare import after_the_end
from tests.builders import real_content
from tests.journey import Clock, join_case, said

WORDS = real_content().crisis


@pytest.mark.parametrize(
    "text",
    [
        "Ich will nicht mehr leben.",
        "ICH WILL\nSTERBEN",
        "Manchmal denke ich an Suizidgedanken",
        "Ich bringe mich um!",
        "Ich bin lebensmüde",
        "Ich bin lebensmu\u0308de",
        "Der Vorarbeiter schlägt mich",
        "Ich möchte mir etwas antun",
        "mich ... umbringen",
    ],
)
def test_these_bring_the_text(text: str) -> None:
    assert points_to_crisis(text, WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "Das Brot ist trocken",
        "Die Maschine ist gestorben",
        "Ich mache Schluss für heute",
        "Der Kollege lebt in Celle und will arbeiten",
        "Das Stangenbrot schneide ich selbst",
        "Ich ritze Muster in das Holz",
        "",
        "112",
    ],
)
def test_these_do_not(text: str) -> None:
    assert not points_to_crisis(text, WORDS)


@pytest.fixture
def people(app: App, clock: Clock) -> dict[str, Neighbour]:
    case, _, _ = after_the_end(app)
    circle = Circle(app, clock)
    circle.stranger("linde"), circle.stranger("wicke")
    _, ulme = circle.person("Herr Ulme", "ulme")
    join_case(app, case, ulme, Role.EMPLOYER)
    return circle.people


def test_the_coachee_gets_numbers_and_whom_to_call_and_decides_herself(app: App, people: dict[str, Neighbour]) -> None:
    wicke = people["wicke"]
    wicke.writes("Ich will nicht mehr leben")
    text = wicke.last.text
    assert text.startswith(said(app, "crisis"))
    for number in ("112", "0800 111 0 111", "0800 111 0 222", "116 123"):
        assert number in text
    assert "Für Sie zuständig ist: Jobcoach." in text
    assert wicke.labels() == ["🆘 Ich brauche Hilfe"]
    assert people["linde"].heard == []
    with transaction(app.engine) as connection:
        assert open_help_calls(connection) == []
    wicke.taps("🆘 Ich brauche Hilfe")
    assert "Jemand bittet um Hilfe" in people["linde"].last.text


def test_nobody_else_is_shown_it(people: dict[str, Neighbour]) -> None:
    for address in ("linde", "ulme"):
        heard = people[address].writes("Ich will nicht mehr leben")
        assert all("0800" not in message.text for message in heard)
