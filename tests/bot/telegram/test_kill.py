"""A real process, killed again and again while people answer: what was acknowledged is stored, and stored once."""

from __future__ import annotations

import asyncio
import random
import re
import signal
from collections import Counter

from sqlalchemy import select

from dialogs.catalogue.loader import CONTENT
from dialogs.engine.model import Register
from storage.cases import all_cases
from storage.database import open_database, transaction
from storage.exporting import export_cases
from storage.tables import answers, conversations
from tests.bot.telegram.diligent import Diligent
from tests.bot.telegram.nursery import Nursery
from tests.bot.telegram.practice import catalogue_in
from tests.bot.telegram.program import Program
from tests.bot.telegram.stored import revisions
from tests.bot.telegram.walking import consents
from tests.bot.telegram.watching import watching
from tests.keys import open_keys
from tests.telegram_server import TelegramServer

KILLS = 36
NAMES = ("Ahorn", "Begonie", "Clematis", "Distel", "Efeu")
MOST_CALLS_IN_A_LIFE = 24
PATIENCE_IN_ALL = 120.0
START_SECONDS = 20.0


async def test_no_acknowledged_answer_is_lost_or_doubled(program: Program, server: TelegramServer) -> None:
    chance = random.Random(20_261_122)
    progress = catalogue_in(CONTENT).texts.say("progress", Register.STANDARD, number=r"(\d+)", total=r"\d+")
    people = [Diligent(server.person(name), name, re.compile(progress)) for name in NAMES]
    kills = 0
    async with asyncio.timeout(PATIENCE_IN_ALL), Nursery(program.environment, program.folder) as nursery:
        for one in people:
            one.person.writes(f"/start {program.invite(one.name)}")
        await nursery.starts()
        for one in people:
            await one.person.hears(one.name, timeout=START_SECONDS)
            await consents(one.person)
        await nursery.ends(signal.SIGTERM)
        reflecting = [asyncio.create_task(one.reflects(lambda: kills == KILLS)) for one in people]
        while kills < KILLS:
            with watching(server) as calls:
                await nursery.starts()
                await calls.reaches(chance.randint(1, MOST_CALLS_IN_A_LIFE))
                await asyncio.sleep(chance.uniform(0.0, 0.01))
                await nursery.ends(signal.SIGKILL)
            kills += 1
            kept = stored(program)
            missing = [text for one in people for text in one.acknowledged if kept[text] != 1]
            assert missing == [], f"after kill {kills}"
        await nursery.starts()
        await asyncio.gather(*reflecting)
        await nursery.ends(signal.SIGTERM)
        assert "Traceback" not in nursery.errors
    told = [text for one in people for text in one.told.values()]
    assert len(told) > KILLS, "there was enough to lose"
    found = stored(program)
    assert {text: found[text] for text in told} == dict.fromkeys(told, 1)
    with program.engine.connect() as connection:
        assert set(connection.execute(select(answers.c.revision)).scalars()) == {1}
        statuses = Counter(connection.execute(select(conversations.c.status)).scalars())
    assert statuses == {"finished": sum(one.visits for one in people)}


def stored(program: Program) -> Counter[str]:
    """How often each answer is in the database, read by a fresh connection as after any crash."""
    keys = open_keys(program.folder)
    engine = open_database(program.database_url, keys)
    with transaction(engine) as connection:
        cases = export_cases(connection, [case.id for case in all_cases(connection)])
    engine.dispose()
    keys.store.close()
    walks = [revisions(walk) for case in cases for walk in case["conversations"]]
    return Counter(text for walk in walks for texts in walk.values() for text in texts)
