"""The real process: it starts, refuses to run twice, and stops on a signal with the input in hand finished."""

from __future__ import annotations

import asyncio
import signal

import pytest
from sqlalchemy import select

from storage.outbox import Fate
from storage.tables import outbox
from tests.bot.telegram.program import Program
from tests.bot.telegram.stored import answers_of
from tests.bot.telegram.walking import asks, begins_visit, consents, walks_visit
from tests.bot.telegram.watching import watching
from tests.telegram_server import Person, TelegramServer

STOP_SECONDS = 5.0
WAIT = 20.0


async def joins(program: Program, name: str) -> Person:
    person = program.server.person(name)
    person.writes(f"/start {program.invite(name)}")
    await person.hears(name, WAIT)
    await consents(person, WAIT)
    return person


async def test_several_people_at_once_through_the_real_process_and_the_export_command(program: Program) -> None:
    await program.serves()
    names = ("Ahorn", "Begonie", "Clematis")
    people = [await joins(program, name) for name in names]
    told = await asyncio.gather(*(walks_visit(person, name) for person, name in zip(people, names, strict=True)))
    code, exported = await program.runs("export", "--all")
    assert code == 0
    for texts in told:
        for (text,) in texts.values():
            assert exported.count(text.replace('"', '\\"')) == 2, "once as it was said, once as its value"
    assert program.server.violations == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_signal_stops_in_time_with_the_input_in_hand_finished(program: Program, number: signal.Signals) -> None:
    await program.serves()
    ahorn = await joins(program, "Ahorn")
    question = await begins_visit(ahorn)
    program.server.faults.slow(1.0, method="sendMessage")
    with watching(program.server, "sendMessage") as sends:
        ahorn.taps(0, question)
        await sends.reaches(1)
        code = await program.stops(number, STOP_SECONDS)
    assert code == 0
    assert "Traceback" not in program.output
    await ahorn.hears(asks)
    assert set(answers_of(program.engine, "Ahorn")) == {"geparkt"}
    with program.engine.connect() as connection:
        fates = set(connection.execute(select(outbox.c.status)).scalars())
    assert fates == {Fate.SENT}


async def test_signal_stops_in_time_while_telegram_is_away(program: Program) -> None:
    asked = asyncio.Event()

    async def hangs_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.set()
        writer.close()

    async with await asyncio.start_server(hangs_up, "127.0.0.1") as nobody:
        program.environment["TELEGRAM_API_BASE_URL"] = f"http://127.0.0.1:{nobody.sockets[0].getsockname()[1]}"
        program.process = await program.begins("run")
        await asyncio.wait_for(asked.wait(), WAIT)
        assert await program.stops(signal.SIGTERM, STOP_SECONDS) == 0
    assert "Traceback" not in program.output


@pytest.mark.parametrize("method", ["sendMessage", "answerCallbackQuery"])
async def test_signal_stops_in_time_while_telegram_never_answers(program: Program, method: str) -> None:
    await program.serves()
    question = await begins_visit(ahorn := await joins(program, "Ahorn"))
    program.server.faults.slow(60, method=method)
    with watching(program.server, method) as calls:
        ahorn.taps(0, question)
        await calls.reaches(1)
        assert await program.stops(signal.SIGTERM, STOP_SECONDS) == 0
    assert "Traceback" not in program.output


async def test_second_process_on_the_same_database_refuses_in_one_sentence(program: Program) -> None:
    await program.serves()
    code, said = await program.runs("run")
    assert code == 1
    assert len(said.strip().splitlines()) == 1
    assert "Stop it first" in said
    ahorn = await joins(program, "Ahorn")
    await begins_visit(ahorn)


@pytest.mark.parametrize("token", ["123456:WRONG", ""])
async def test_token_that_cannot_work_ends_in_one_sentence(program: Program, token: str) -> None:
    program.environment["TELEGRAM_BOT_TOKEN"] = token
    program.environment["NACHKLANG_LOG_LEVEL"] = "ERROR"
    code, said = await program.runs("run")
    assert code == 1
    assert len(said.strip().splitlines()) == 1
    assert "BotFather" in said
    assert "WRONG" not in said


async def test_what_came_in_while_the_process_was_down_is_handled_after_the_start(
    program: Program, server: TelegramServer
) -> None:
    await program.serves()
    ahorn = await joins(program, "Ahorn")
    await program.stops()
    ahorn.writes("/besuch")
    await program.serves()
    await ahorn.hears(asks, WAIT)
