"""A case whose people said and released things."""

from __future__ import annotations

import pytest

from bot.app import App
from tests.bot.reports.scene import Scene, open_scene, whole_case
from tests.journey import Chat, Clock


@pytest.fixture
def scene(app: App, clock: Clock) -> Scene:
    """Four people, nothing said yet."""
    return open_scene(app, clock)


@pytest.fixture
def told(scene: Scene) -> Scene:
    """What a case gives after three months."""
    whole_case(scene)
    return scene


@pytest.fixture
def coach(scene: Scene) -> Chat:
    """The job coach of the case at her phone."""
    return Chat(scene.app, scene.clock, "7")
