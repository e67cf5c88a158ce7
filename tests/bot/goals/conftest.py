"""A case with a job coach (`chat`), the integration service, a coachee, an employer and the funding body.

Whatever is said to anybody arrives with that person.
"""

from __future__ import annotations

import pytest

from bot.app import App
from dialogs.engine.model import Role
from tests.bot.casework.circle import Circle, Neighbour
from tests.journey import Clock, join_case


@pytest.fixture
def circle(app: App, clock: Clock) -> Circle:
    return Circle(app, clock)


@pytest.fixture
def chat(circle: Circle, case: int) -> Neighbour:
    return circle.stranger("7")


def _joins(circle: Circle, case: int, name: str, address: str, role: Role) -> Neighbour:
    chat, person = circle.person(name, address)
    join_case(circle.app, case, person, role)
    return chat


@pytest.fixture
def service(circle: Circle, case: int) -> Neighbour:
    return _joins(circle, case, "Herr Dorn", "8", Role.INTEGRATION_SERVICE)


@pytest.fixture
def coachee(circle: Circle, case: int) -> Neighbour:
    return _joins(circle, case, "Frau Wicke", "9", Role.COACHEE)


@pytest.fixture
def employer(circle: Circle, case: int) -> Neighbour:
    return _joins(circle, case, "Herr Ulme", "10", Role.EMPLOYER)


@pytest.fixture
def funding(circle: Circle, case: int) -> Neighbour:
    return _joins(circle, case, "Frau Erle", "11", Role.FUNDING_BODY)
