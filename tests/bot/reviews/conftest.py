"""Everybody around the case Ahorn: a job coach who leads, the service, the coachee, the firm, and one who says no."""

from __future__ import annotations

import pytest

from bot.app import App
from dialogs.engine.model import Phase, Register, Role
from storage.database import transaction
from storage.people import set_register
from tests.bot.casework.circle import Circle, Neighbour
from tests.journey import Clock, add_case, join_case


@pytest.fixture
def circle(app: App, clock: Clock) -> Circle:
    return Circle(app, clock)


@pytest.fixture
def linde(circle: Circle) -> Neighbour:
    """The job coach who leads Ahorn."""
    chat, person = circle.person("Frau Linde", "linde")
    add_case(circle.app, person, "Ahorn", phase=Phase.SHAPING)
    return chat


def joins(circle: Circle, name: str, address: str, role: Role, *, consents: bool = True) -> Neighbour:
    chat, person = circle.person(name, address)
    join_case(circle.app, 1, person, role, consents=consents)
    if role is Role.COACHEE:
        with transaction(circle.app.engine) as connection:
            set_register(connection, person, Register.EASY)
    return chat


@pytest.fixture
def ginster(circle: Circle, linde: Neighbour) -> Neighbour:
    """The integration service, who leads as well."""
    return joins(circle, "Herr Ginster", "ginster", Role.INTEGRATION_SERVICE)


@pytest.fixture
def wicke(circle: Circle, linde: Neighbour) -> Neighbour:
    """The coachee, who reads easy words."""
    return joins(circle, "Frau Wicke", "wicke", Role.COACHEE)


@pytest.fixture
def ulme(circle: Circle, linde: Neighbour) -> Neighbour:
    """The employer."""
    return joins(circle, "Herr Ulme", "ulme", Role.EMPLOYER)


@pytest.fixture
def birke(circle: Circle, linde: Neighbour) -> Neighbour:
    """The representative, who wants no questions."""
    return joins(circle, "Frau Birke", "birke", Role.REPRESENTATIVE, consents=False)
