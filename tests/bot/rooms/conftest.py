"""A case with a job coach (`chat`), the integration service, a coachee, an employer and the funding body."""

from __future__ import annotations

import pytest

from bot.app import App
from dialogs.engine.model import Role
from tests.journey import Chat, Clock, add_person, join_case


def _joins(app: App, clock: Clock, case: int, name: str, address: str, role: Role) -> Chat:
    join_case(app, case, add_person(app, name, address), role)
    return Chat(app, clock, address)


@pytest.fixture
def service(app: App, clock: Clock, case: int) -> Chat:
    return _joins(app, clock, case, "Herr Dorn", "8", Role.INTEGRATION_SERVICE)


@pytest.fixture
def coachee(app: App, clock: Clock, case: int) -> Chat:
    return _joins(app, clock, case, "Frau Wicke", "9", Role.COACHEE)


@pytest.fixture
def employer(app: App, clock: Clock, case: int) -> Chat:
    return _joins(app, clock, case, "Herr Ulme", "10", Role.EMPLOYER)


@pytest.fixture
def funding(app: App, clock: Clock, case: int) -> Chat:
    return _joins(app, clock, case, "Frau Erle", "11", Role.FUNDING_BODY)
