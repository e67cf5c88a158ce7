"""Invitations let one person in, once and in time."""

from __future__ import annotations

from tests.bot.telegram.practice import Practice
from tests.bot.telegram.walking import begins_visit, consents
from tests.telegram_server import TelegramServer


async def test_used_invitation_lets_nobody_else_in(practice: Practice, server: TelegramServer) -> None:
    token = practice.invite("Ahorn")
    ahorn, begonie = server.person("Ahorn"), server.person("Begonie")
    ahorn.writes(f"/start {token}")
    await ahorn.hears(practice.says("welcome", name="Ahorn"))
    begonie.writes(f"/start {token}")
    await begonie.hears(practice.says("stranger_used"))


async def test_expired_invitation_lets_nobody_in(practice: Practice, server: TelegramServer) -> None:
    token = practice.invite("Ahorn", days=7)
    practice.clock.forward(days=7, seconds=1)
    ahorn = server.person("Ahorn")
    ahorn.writes(f"/start {token}")
    await ahorn.hears(practice.says("stranger_expired"))


async def test_of_two_people_with_one_invitation_exactly_one_is_let_in(
    practice: Practice, server: TelegramServer
) -> None:
    token = practice.invite("Ahorn")
    people = [server.person("Ahorn"), server.person("Begonie")]
    for person in people:
        person.writes(f"/start {token}")
    heard = [(await person.hears()).text for person in people]
    assert sorted(heard) == sorted([practice.says("welcome", name="Ahorn"), practice.says("stranger_used")])


async def test_stranger_who_was_turned_away_can_still_use_an_invitation(
    practice: Practice, server: TelegramServer
) -> None:
    ahorn = server.person("Ahorn")
    ahorn.writes("Hallo")
    await ahorn.hears(practice.says("stranger_unknown"))
    ahorn.writes(f"/start {practice.invite('Ahorn')}")
    await ahorn.hears(practice.says("welcome", name="Ahorn"))
    await consents(ahorn)
    await begins_visit(ahorn)


async def test_link_opened_twice_by_the_same_person_is_no_problem(practice: Practice, server: TelegramServer) -> None:
    token = practice.invite("Ahorn")
    ahorn = server.person("Ahorn")
    for answered in (practice.says("welcome", name="Ahorn"), practice.says("already_in")):
        ahorn.writes(f"/start {token}")
        await ahorn.hears(answered)
