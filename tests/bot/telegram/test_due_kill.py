"""A real process, killed again and again while 300 check-ins are due: everybody is asked, nobody twice for nothing."""

from __future__ import annotations

import asyncio
import contextlib
import random
import signal
from collections import Counter
from datetime import UTC, date, datetime

from sqlalchemy import func, select

from bot.channels.telegram.reading import CHANNEL
from dialogs.engine.model import Phase, Role
from storage.cases import create_case
from storage.consents import record_consent
from storage.database import transaction
from storage.follow_ups import Plan, Wave, Way, agree_follow_up
from storage.members import add_member
from storage.outbox import Fate
from storage.people import create_person, hash_of
from storage.tables import check_ins, outbox
from tests.bot.follow_up.aftercare import SAID_YES
from tests.bot.telegram.nursery import BEGINS_AT, Nursery
from tests.bot.telegram.program import Program
from tests.bot.telegram.watching import watching
from tests.journey import TERMS
from tests.telegram_server import Person, TelegramServer

DUE = 300
DUE_ON = date(2026, 6, 2)  # a Tuesday
NINE_O_CLOCK = datetime(2026, 6, 2, 7, 0, tzinfo=UTC)
AGREED_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MOST_CALLS_IN_A_LIFE = 28
MOST_LIVES = 60
LIFE_SECONDS = 12.0
PATIENCE_IN_ALL = 150.0


async def test_no_check_in_is_lost_or_doubled_after_it_was_acknowledged(
    program: Program, server: TelegramServer
) -> None:
    chance = random.Random(20_260_602)
    people = [server.person(f"Blume {number}") for number in range(DUE)]
    plan(program, people)
    program.environment[BEGINS_AT] = NINE_O_CLOCK.isoformat()
    kills = 0
    async with asyncio.timeout(PATIENCE_IN_ALL), Nursery(program.environment, program.folder) as nursery:
        while unasked(program) and kills < MOST_LIVES:
            with watching(server, "sendMessage") as calls:
                await nursery.starts()
                with contextlib.suppress(TimeoutError):  # fewer were left to be sent
                    async with asyncio.timeout(LIFE_SECONDS):
                        await calls.reaches(chance.randint(1, MOST_CALLS_IN_A_LIFE))
                await asyncio.sleep(chance.uniform(0.0, 0.3))
                await nursery.ends(signal.SIGKILL)
            kills += 1
        assert kills >= DUE // 30, "it was killed in the middle"
        await nursery.starts()
        await settled(program)
        await nursery.ends(signal.SIGTERM)
        assert "Traceback" not in nursery.errors
    rows = stored(program)
    accepted = {str(person.id): len(person.messages) for person in people}
    assert set(rows) == set(accepted), "one question for everybody, and none for anybody else"
    assert min(accepted.values()) == 1, "nobody was left out"
    for address, (fate, attempts) in rows.items():
        assert fate is Fate.SENT
        # Each attempt but the last one was cut off by a kill before it was acknowledged to the process.
        assert accepted[address] <= attempts
    assert Counter(accepted.values())[1] > DUE // 3, "many were acknowledged before a kill, and not asked again"


def plan(program: Program, people: list[Person]) -> None:
    """Everybody is a coachee after the end of one case, wants to be asked, and is to be asked now."""
    with transaction(program.engine) as connection:
        case_id = create_case(connection, "Ahorn", Phase.SUSTAINABILITY, AGREED_AT)
        ids = []
        for person in people:
            person_id = create_person(connection, person.user["first_name"], CHANNEL, str(person.id), AGREED_AT)
            add_member(connection, case_id, person_id, Role.COACHEE, AGREED_AT)
            for terms in (TERMS, SAID_YES):
                record_consent(connection, person_id, case_id, terms, CHANNEL, True, AGREED_AT)
            ids.append(person_id)
        plans = [Plan(person_id, Role.COACHEE, Wave.MONTHS_3, Way.CHAT, DUE_ON, 9) for person_id in ids]
        agree_follow_up(connection, case_id, ids[0], DUE_ON, "Checkliste", "Anruf", plans, AGREED_AT)


def unasked(program: Program) -> int:
    with transaction(program.engine) as connection:
        wanted = select(func.count()).where(check_ins.c.asked_at.is_(None))
        return int(connection.execute(wanted.select_from(check_ins)).scalar_one())


async def settled(program: Program) -> None:
    """Waits until nothing is under way any more."""
    wanted = select(func.count()).select_from(outbox).where(outbox.c.settled_at.is_(None))
    while True:
        with transaction(program.engine) as connection:
            if not connection.execute(wanted).scalar_one():
                return
        await asyncio.sleep(0.1)


def stored(program: Program) -> dict[str, tuple[Fate, int]]:
    """What became of each message, by address. Raises KeyError for one that nobody expects."""
    with transaction(program.engine) as connection:
        rows = connection.execute(select(outbox.c.address_hash, outbox.c.status, outbox.c.attempts)).all()
        addresses = {hash_of(connection, CHANNEL, str(person)): str(person) for person in program.server.world.chats}
    assert len({row[0] for row in rows}) == len(rows), "one message for everybody"
    return {addresses[row[0]]: (Fate(row[1]), row[2]) for row in rows}
