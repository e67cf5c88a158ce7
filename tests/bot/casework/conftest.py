"""A circle of people around the case Ahorn, which Frau Linde leads as job coach."""

from __future__ import annotations

import pytest

from bot.app import App
from dialogs.engine.model import Phase, Role
from storage.cases import Case, find_case
from storage.database import transaction
from storage.facts import BOT_NAME, remember
from tests.bot.casework.circle import Circle, Neighbour
from tests.journey import Clock, add_case, join_case


@pytest.fixture
def circle(app: App, clock: Clock) -> Circle:
    with transaction(app.engine) as connection:
        remember(connection, BOT_NAME, "ginster_bot")
    return Circle(app, clock)


@pytest.fixture
def linde(circle: Circle) -> Neighbour:
    """The job coach who leads Ahorn."""
    chat, person = circle.person("Frau Linde", "linde")
    add_case(circle.app, person, "Ahorn", phase=Phase.SHAPING)
    return chat


@pytest.fixture
def birke(circle: Circle, linde: Neighbour) -> Neighbour:
    """The representative of disabled employees in Ahorn."""
    chat, person = circle.person("Frau Birke", "birke")
    join_case(circle.app, 1, person, Role.REPRESENTATIVE)
    return chat


@pytest.fixture
def ginster(circle: Circle, linde: Neighbour, birke: Neighbour) -> Neighbour:
    """The integration service in Ahorn, who leads as well."""
    chat, person = circle.person("Herr Ginster", "ginster")
    join_case(circle.app, 1, person, Role.INTEGRATION_SERVICE)
    return chat


def ahorn(app: App) -> Case:
    """The case as it is kept."""
    with transaction(app.engine) as connection:
        found = find_case(connection, "Ahorn")
    assert found is not None
    return found
