"""Pictures, voices, places and the like: one kind hint, the open question again, and nothing stored."""

from __future__ import annotations

import pytest

from tests.bot.telegram.practice import Practice
from tests.bot.telegram.stored import every_value
from tests.bot.telegram.walking import OBSERVED, asks, heard_so_far, parks
from tests.telegram_server import Person

FILE = {"file_id": "f1", "file_unique_id": "u1", "file_size": 9}
SENT = {
    "photo": ("hint_media", lambda person: person.sends_photo(caption="GEHEIM")),
    "sticker": ("hint_media", lambda person: person.sends_sticker()),
    "location": ("hint_media", lambda person: person.sends_location()),
    "contact": ("hint_media", lambda person: person.sends_contact("+49301234567", "GEHEIM")),
    "document": ("hint_media", lambda person: person.sends_document("GEHEIM.pdf", caption="GEHEIM")),
    "dice": ("hint_media", lambda person: person.posts(person, {"dice": {"emoji": "🎲", "value": 4}})),
    "video": (
        "hint_media",
        lambda person: person.posts(person, {"video": {**FILE, "width": 1, "height": 1, "duration": 1}}),
    ),
    "venue": (
        "hint_media",
        lambda person: person.posts(
            person, {"venue": {"location": {"latitude": 1.0, "longitude": 2.0}, "title": "GEHEIM", "address": "GEHEIM"}}
        ),
    ),
    "voice": ("hint_voice", lambda person: person.sends_voice()),
    "audio": ("hint_voice", lambda person: person.posts(person, {"audio": {**FILE, "duration": 1}})),
    "video_note": (
        "hint_voice",
        lambda person: person.posts(person, {"video_note": {**FILE, "length": 1, "duration": 1}}),
    ),
    "forwarded": ("hint_forwarded", lambda person: person.writes("GEHEIM", forwarded=True)),
}


@pytest.mark.parametrize("kind", SENT)
async def test_hint_comes_with_the_open_question_and_nothing_is_stored(practice: Practice, kind: str) -> None:
    hint, sends = SENT[kind]
    ahorn = await practice.joins("Ahorn")
    await parks(ahorn)
    sends(ahorn)
    heard = await ahorn.hears(practice.says(hint))
    assert practice.progress(2, 6) in heard.text
    assert asks(heard)
    assert set(practice.answers_of("Ahorn")) == {"geparkt"}
    assert "GEHEIM" not in every_value(practice.app.engine)
    ahorn.writes(OBSERVED.format("getippt"))
    await ahorn.hears(practice.progress(3, 6))


async def test_album_of_five_photos_brings_one_hint(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    await parks(ahorn)
    for _ in range(5):
        ahorn.sends_photo(media_group_id="album")
    heard = await heard_so_far(ahorn, practice.says("register_offered"))
    assert [practice.says("hint_media") in message.text for message in heard] == [True]


async def test_hint_comes_again_later(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    for _ in range(2):
        ahorn.sends_sticker()
        await ahorn.hears(practice.says("hint_media"))
        practice.clock.forward(minutes=1)


async def test_hint_without_an_open_question_brings_the_menu(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    ahorn.sends_voice()
    assert practice.says("menu_besuch") in (await ahorn.hears(practice.says("hint_voice"))).labels


async def test_service_messages_are_passed_over(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    await parks(ahorn)
    for content in (
        {"delete_chat_photo": True},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
    ):
        service(ahorn, content)
    assert await heard_so_far(ahorn, practice.says("register_offered")) == []


def service(person: Person, content: dict[str, object]) -> None:
    person.posts(person, dict(content))
