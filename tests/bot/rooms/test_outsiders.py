"""The employer, the colleagues and the funding body never see what others said, whatever they write or tap."""

from __future__ import annotations

import pytest

from bot.app import App
from bot.commands import COMMANDS
from dialogs.engine.model import Role
from tests.bot.rooms.acting import HOLDS, readings, reflect, release, tap
from tests.journey import Chat, Clock, add_person, join_case

WORDS = "Zitronenfalter am Montag"
ROOMS = ("👥 Dem Team freigeben", "📄 Für den Bericht freigeben", "🤝 Mit Coachee teilen")
# Everything a button of others can carry behind the number of the case.
RESTS = ("", "1", "2", "zusammenarbeit", "1-team", "1-bericht", "1-coachee", "seite-0", "seite-1")


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.COLLEAGUES, Role.FUNDING_BODY])
def test_no_command_and_no_button_shows_what_others_said(
    app: App, chat: Chat, service: Chat, clock: Clock, case: int, role: Role
) -> None:
    reflect(chat, case, WORDS, "3")
    for room in ROOMS:
        release(chat, HOLDS, room)
    tap(service, f"m.teamsicht.{case}-zusammenarbeit")
    join_case(app, case, add_person(app, "Herr Ulme", "10"), role)
    outsider = Chat(app, clock, "10")
    seen = {one.token for heard in (chat, service) for message in heard.heard for row in message.rows for one in row}
    tokens = [f"m.{command}.{case}-{rest}" for command in COMMANDS for rest in RESTS]
    for token in [*sorted(seen), *tokens]:
        if not token.startswith(("m.verlassen", "m.loeschen")):
            tap(outsider, token)
    for command in COMMANDS:
        outsider.writes(f"/{command}")
    read = "\n".join(message.text for message in outsider.heard)
    assert WORDS not in read
    assert "Im Kern einig" not in read.replace("2 = Im Kern einig", "").replace("3 = Im Kern einig", "")
    assert len(readings(app, case)) == 1  # that of the integration service
    assert WORDS in tap(service, f"m.vergleich.{case}-1")  # nobody made it private or removed it
