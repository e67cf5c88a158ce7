"""Whatever happens, and at every level: what people write, who they are and the token never reach the logs."""

from __future__ import annotations

import pytest

from bot.settings import LOG_LEVELS
from dialogs.engine.inputs import Action
from tests.bot.telegram.program import Program
from tests.bot.telegram.walking import asks, begins_visit, consents, taps
from tests.telegram_server import TelegramServer

WAIT = 20.0


@pytest.mark.parametrize("level", LOG_LEVELS)
async def test_logs_hold_no_answers_names_addresses_or_token(
    program: Program, server: TelegramServer, level: str
) -> None:
    program.environment["NACHKLANG_LOG_LEVEL"] = level
    await program.serves()
    ahorn = server.person("VORNAME-MARKE", id=5_987_654_321, username="nutzer_marke")
    invitation = program.invite("NAME-MARKE")
    server.faults.server_error(method="sendMessage")
    ahorn.writes(f"/start {invitation}")
    await ahorn.hears("NAME-MARKE", WAIT)
    await consents(ahorn, WAIT)
    taps(ahorn, await begins_visit(ahorn), Action.CHOOSE)
    question = await ahorn.hears(asks)
    ahorn.writes("ANTWORT-MARKE „eins“")
    await ahorn.hears(asks)
    server.faults.error(400, "Bad Request: can't parse ANTWORT-MARKE", method="sendMessage")
    server.faults.error(401, "Unauthorized", method="answerCallbackQuery")
    server.faults.error(409, "Conflict", method="getUpdates")
    ahorn.writes("/hilfe")
    ahorn.taps_data("KNOPF-MARKE", question)
    await ahorn.hears(asks, WAIT)
    server.faults.bad_gateway(method="sendMessage")
    server.faults.drop_before(method="answerCallbackQuery")
    ahorn.taps(0, question) if question.buttons else ahorn.taps_data("c.1.1.k.", question)
    stranger = server.person("FREMD-MARKE", id=5_987_654_322)
    stranger.writes("TEXT-MARKE")
    await stranger.hears()
    server.faults.forbidden(method="sendMessage", chat_id=ahorn.id)
    ahorn.writes("ANTWORT-MARKE „zwei“")
    stranger.blocks_bot()
    await program.stops()
    for marked in ("MARKE", "nutzer_marke", "598765432", invitation, server.token, server.token.split(":")[1], "eins“"):
        assert marked not in program.output
    if level == "DEBUG":
        assert "started" in program.output, "something is logged at all"
